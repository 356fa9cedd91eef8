import assert from "node:assert/strict";
import { renderText } from "../../../cli/provenance/render-text.ts";
import type { HistoryReport } from "../../../cli/provenance/tally.ts";

const report: HistoryReport = {
  version: 1,
  repository: "a\u001b[2Jb",
  range: "HEAD",
  head: "a".repeat(40),
  commits: 1,
  kinds: { tool: 0, "unknown-bot": 1, automation: 0, merge: 0, unknown: 0 },
  merges: 0,
  tools: [],
  found: [],
  automation: [],
  unknownBots: [],
  denials: 0,
};

describe("the text of a scan", () => {
  it("shows no name that would move the cursor or fill the screen", () => {
    const hostile = [{ name: `\r\n\u009b${"x".repeat(1_000_000)}`, commits: 1 }];
    const text = renderText({ ...report, unknownBots: hostile }, [{ group: "\u0007", ids: ["1"], commits: 1 }]);
    assert.ok(text.startsWith("a?[2Jb, HEAD: 1 commit\n"));
    assert.ok(text.includes(`\n        1  ???${"x".repeat(117)}\n`));
    assert.ok(text.includes("\nCommits: ?\n  1\n"));
  });

  it("shows the first rows, and how many there are", () => {
    const found = Array.from({ length: 1_234 }, (_, n) => ({ name: `row-${n}`, commits: 1 }));
    const lines = renderText({ ...report, found }, [{ group: "aider", ids: ["1"], commits: 5_001 }]).split("\n");
    assert.equal(lines.filter((line) => line.includes("row-")).length, 30);
    assert.ok(lines.includes("  and 1,204 more rows: --json has all"));
    assert.ok(lines.includes("  and 5,000 older: --json --commits lists all"));
  });
});
