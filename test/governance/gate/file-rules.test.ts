import assert from "node:assert/strict";
import { file, findingsOf, judged, outcomesOf } from "./changes.ts";

describe("rules about files", () => {
  it("stay undecided while the files are unknown, whoever wrote them", () => {
    const undecided = {
      outcome: "undecided",
      message: "The changed files could not be read, so nobody can tell what they bring in; every one must be read.",
      fix: "The tree is truncated.",
    };
    assert.deepEqual(findingsOf({}, { files: { missing: "The tree is truncated." } }), [
      { rule: "gate-file-disallow-hidden-text", ...undecided },
      { rule: "gate-file-disallow-dangerous-settings", ...undecided },
    ]);
  });

  it("judge every changed file, whoever wrote it", () => {
    const files = [
      file("AGENTS.md", { after: "Be kind.\u202e\n" }),
      file(".claude/settings.json", { before: "{}", after: '{"permissions":{"defaultMode":"bypassPermissions"}}' }),
      file("src/index.ts"),
    ];
    const report = judged({}, { files });
    assert.deepEqual(
      [report.verdict, ...outcomesOf(report)],
      ["blocked", "violation gate-file-disallow-hidden-text", "violation gate-file-disallow-dangerous-settings"],
    );
    assert.deepEqual(
      report.findings.map(({ path }) => path),
      ["AGENTS.md", ".claude/settings.json"],
    );
  });
});
