import assert from "node:assert/strict";
import { githubTypes } from "../../../../governance/index.ts";
import { repositoryFenceFindings } from "../../../../governance/policy/repository/repository-fences.ts";
import { linesOf, record } from "../records.ts";

describe("repositoryFenceFindings about a repository that admits one tool and keeps another out", () => {
  const tools = [
    { tool: "claude-code", patterns: ["refs/heads/claude/**/*"], admittedIn: ["docs"] },
    { tool: "devin", patterns: ["refs/heads/devin/**/*"], admittedIn: [] },
  ];
  it("demands that its fence is in force", () => {
    const fence = record(githubTypes.repositoryRuleset, {
      repository: "docs",
      name: "ai-fence",
      target: "branch",
      enforcement: "disabled",
      conditions: { refName: { includes: ["refs/heads/devin/**/*"], excludes: [] } },
      rules: { creation: true, update: true },
    });
    assert.deepEqual(linesOf(repositoryFenceFindings([fence], { tools })), [
      "violation docs: ruleset ai-fence is not active; it must be, as there are tools to keep out.",
    ]);
  });
});
