import assert from "node:assert/strict";
import { by, file, findingsOf, judged, nothing, outcomesOf } from "./changes.ts";

const codex = { commits: [by("codex", { sessions: ["s"] })] };
const files = (count: number) => Array.from({ length: count }, (_, index) => file(`src/${index}.ts`));

describe("gate-change-limit-size", () => {
  it("reports lines and files past the limits of a tool", () => {
    const fix = "Split it into smaller pull requests.";
    assert.deepEqual(findingsOf(codex, { changedLines: 401, files: files(21) }), [
      {
        rule: "gate-change-limit-size",
        outcome: "violation",
        message:
          "The change has 401 changed lines; a change that OpenAI Codex took part in must have at most 400 changed lines (tools.codex.limits.changedLines).",
        fix,
      },
      {
        rule: "gate-change-limit-size",
        outcome: "violation",
        message:
          "The change has 21 changed files; a change that OpenAI Codex took part in must have at most 20 changed files (tools.codex.limits.changedFiles).",
        fix,
      },
    ]);
  });

  it("allows a change at the limits", () => {
    assert.deepEqual(findingsOf(codex, { changedLines: 400, files: files(20) }), []);
  });

  it("judges by every tool that took part, also one that only the branch names", () => {
    const told = { pull: [by("codex", { source: "branch" }), by("cursor", { source: "text" })] };
    assert.deepEqual(outcomesOf(judged(told, { repository: "design-system", changedLines: 401 })), [
      "violation gate-change-limit-size",
      "violation gate-change-limit-size",
    ]);
  });

  it("limits neither people nor tools without limits", () => {
    for (const said of [nothing, by("copilot", { sessions: ["s"] })])
      assert.deepEqual(findingsOf({ commits: [said] }, { changedLines: 100_000, files: files(100) }), []);
  });

  it("stays undecided while lines or files are unknown", () => {
    assert.deepEqual(findingsOf(codex, { changedLines: { missing: "Ask again later." } }), [
      {
        rule: "gate-change-limit-size",
        outcome: "undecided",
        message:
          "The changed lines could not be counted; a change that OpenAI Codex took part in must have at most 400 changed lines (tools.codex.limits.changedLines).",
        fix: "Ask again later.",
      },
    ]);
    assert.ok(
      outcomesOf(judged(codex, { files: { missing: "Too many." } })).includes("undecided gate-change-limit-size"),
    );
  });
});
