import assert from "node:assert/strict";
import fc from "fast-check";
import {
  aiPaths,
  codeownersLines,
  everyFile,
  isAiPath,
  ownersOf,
  parseCodeowners,
  rulesetPatterns,
} from "../../../governance/index.ts";
import { matchesPattern } from "../../../governance/fnmatch.ts";

const owners = ["@acme/platform", "@octocat"];
const lines = parseCodeowners(codeownersLines(owners).join("\n"));
const patterns = rulesetPatterns();

const obeyed = [
  "AGENTS.md",
  "services/api/AGENTS.md",
  "CLAUDE.md",
  ".claude/settings.json",
  ".claude/hooks/deep/run.sh",
  "packages/web/.claude/settings.json",
  ".claude",
  ".mcp.json",
  ".cursor/rules/style.mdc",
  ".cursorrules",
  ".codex/config.toml",
  ".vscode/tasks.json",
  "web/.vscode/mcp.json",
  ".github/copilot-instructions.md",
  ".github/instructions/a/b.instructions.md",
  ".github/workflows/copilot-setup-steps.yml",
  ".github/CODEOWNERS",
  "CODEOWNERS",
  "docs/CODEOWNERS",
  "governance.yaml",
  ".git-ai-ignore",
  "memory-bank/progress.md",
  "opencode.jsonc",
];
const harmless = [
  "README.md",
  "src/agents.ts",
  "docs/AGENTS.md.bak",
  "claude/settings.json",
  ".github/dependabot.yml",
  "vendor/.github/workflows/ci.yml",
  ".vscode/launch.json",
  "src/CODEOWNERS",
];

describe("AI paths", () => {
  for (const file of obeyed) {
    it(`hold ${file} in both syntaxes`, () => {
      assert.equal(isAiPath(file), true);
      assert.deepEqual(ownersOf(lines, file), owners);
      assert.ok(patterns.some((pattern) => matchesPattern(pattern, file)));
    });
  }
  for (const file of harmless) {
    it(`leave ${file} alone in both syntaxes`, () => {
      assert.equal(isAiPath(file), false);
      assert.equal(ownersOf(lines, file), undefined);
      assert.ok(!patterns.some((pattern) => matchesPattern(pattern, file)));
    });
  }

  it("are the same files in both syntaxes, at any depth outside hidden folders", () => {
    const folder = fc.array(fc.constantFrom("src", "docs", "a", "x.y"), { maxLength: 3 });
    const name = fc.oneof(
      fc.constantFrom(...aiPaths.map(({ path }) => path.replace(/^\//, "").replace("*", "x"))),
      fc.constantFrom("README.md", "agents.md", ".claude2", ".github/x", "settings.json"),
    );
    const below = fc.constantFrom("", "/settings.json", "/deep/er/file.md");
    fc.assert(
      fc.property(folder, name, below, (folders, file, rest) => {
        const path = [...folders, file + rest].join("/");
        // What is a file by its extension has nothing below it.
        fc.pre(rest === "" || !/\.(md|json|jsonc|txt|ya?ml)$|CODEOWNERS$|ignore$/.test(file));
        assert.equal(
          patterns.some((pattern) => matchesPattern(pattern, path)),
          isAiPath(path),
          path,
        );
      }),
      { numRuns: 2000 },
    );
  });

  it("stand in the catalogue once", () => {
    const paths = aiPaths.map(({ path }) => path);
    assert.deepEqual(paths, [...new Set(paths)]);
  });

  it("have patterns for folders that rulesets read as all that is below", () => {
    assert.ok(patterns.includes("**/.claude/**/*"));
    assert.deepEqual(
      patterns.filter((pattern) => pattern.endsWith("/**")),
      [],
    );
  });
});

describe("everyFile", () => {
  const name = fc.stringMatching(/^[a-z][a-z.]{0,5}$/);
  const levels = fc.record({
    above: fc.array(name),
    below: fc.array(name),
    file: name,
    hidden: fc.constantFrom("", "."),
  });

  it("covers every file below at most one hidden folder", () => {
    fc.assert(
      fc.property(levels, fc.boolean(), ({ above, below, file, hidden }, isHiddenFolder) => {
        const path = [...above, ...(isHiddenFolder ? [".config"] : []), ...below, hidden + file].join("/");
        assert.ok(
          everyFile.some((pattern) => matchesPattern(pattern, path)),
          path,
        );
      }),
    );
  });
});
