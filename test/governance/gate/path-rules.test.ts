import assert from "node:assert/strict";
import type { GateFinding } from "../../../governance/gate/index.ts";
import { parsed } from "../example.ts";
import { by, file, findingsOf, judged, outcomesOf, traced } from "./changes.ts";

const bound = parsed(["models: [claude-opus-4-8", "paths: [docs/**/*, README.md]\n    models: [claude-opus-4-8"]);
const claude = { commits: [by("claude-code", traced)] };
const codex = { commits: [by("codex", { sessions: ["s"] })] };
const ofPaths = (findings: readonly GateFinding[]) => findings.filter(({ rule }) => rule === "gate-change-limit-paths");

describe("gate-change-limit-paths", () => {
  it("reports each file outside a tool's paths", () => {
    const files = [file("docs/a/b.md"), file("README.md"), file("src/a.ts"), file("docs/.hidden"), file("b\u202e.ts")];
    const fix = "Take the file out of this pull request, and change it in one that the tool has no part in.";
    const message = (path: string) =>
      `${path} is changed; Claude Code must keep to docs/**/*, README.md (tools.claude-code.paths).`;
    const rule = "gate-change-limit-paths";
    assert.deepEqual(ofPaths(findingsOf(claude, { files }, bound)), [
      { rule, outcome: "violation", message: message("src/a.ts"), fix, path: "src/a.ts" },
      { rule, outcome: "violation", message: message("docs/.hidden"), fix, path: "docs/.hidden" },
      { rule, outcome: "violation", message: message("b?.ts"), fix, path: "b\u202e.ts" },
    ]);
  });

  it("reports files that agents obey while a tool is constrained, by declaration or overlay", () => {
    const files = [file("src/AGENTS.md"), file("src/a.ts")];
    const [finding, ...others] = findingsOf(codex, { files });
    assert.deepEqual(others, []);
    assert.equal(
      finding?.message,
      "src/AGENTS.md is changed; OpenAI Codex is constrained and must not have a part in changes of files that agents obey.",
    );
    const stricter = { overlay: { "claude-code": "constrained" } } as const;
    assert.deepEqual(outcomesOf(judged(claude, { files })), []);
    assert.deepEqual(outcomesOf(judged(claude, { files }, parsed(), stricter)), ["violation gate-change-limit-paths"]);
  });

  it("allows an enabled tool files that agents obey, within its paths", () => {
    assert.deepEqual(findingsOf(claude, { files: [file("docs/AGENTS.md")] }, bound), []);
  });

  it("judges removed files as well", () => {
    const files = [file("AGENTS.md", { status: "removed" })];
    assert.deepEqual(outcomesOf(judged(codex, { files })), ["violation gate-change-limit-paths"]);
  });

  it("says both of a file that is wrong in two ways", () => {
    const strict = { overlay: { "claude-code": "constrained" } } as const;
    const [finding, ...others] = findingsOf(claude, { files: [file("AGENTS.md")] }, bound, strict);
    assert.deepEqual(others, []);
    assert.match(finding?.message ?? "", /is constrained.* and Claude Code must keep to /);
  });

  it("limits no tool without paths, and no people", () => {
    const files = [file("AGENTS.md"), file(".github/workflows/ci.yml")];
    assert.deepEqual(findingsOf({}, { files }), []);
    assert.deepEqual(findingsOf({ commits: [by("copilot", { sessions: ["s"] })] }, { files }), []);
  });

  it("stays undecided while the files are unknown, for tools with paths only", () => {
    const files = { missing: "The tree is truncated." };
    assert.deepEqual(ofPaths(findingsOf(claude, { files }, bound)), [
      {
        rule: "gate-change-limit-paths",
        outcome: "undecided",
        message: "The changed files could not be read; Claude Code must keep to certain paths.",
        fix: "The tree is truncated.",
      },
    ]);
    assert.ok(!outcomesOf(judged(claude, { files })).includes("undecided gate-change-limit-paths"));
  });
});
