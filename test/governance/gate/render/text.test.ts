import assert from "node:assert/strict";
import { renderGateText } from "../../../../governance/gate/index.ts";
import { by, document, file, idOf, judged, nothing, traced } from "../changes.ts";

const short = (number: number) => idOf(number).slice(0, 7);

describe("a report of the gate for a terminal", () => {
  it("says the verdict first, then what must change", () => {
    const commits = [by("claude-code", { ...traced, confidence: "proved", source: "author" }), by("copilot"), nothing];
    assert.equal(
      renderGateText(judged({ commits, pull: [by("devin", { source: "branch" })] }, { files: [file("AGENTS.md")] })),
      `docs#7 is blocked: 2 problems (tier standard, 3 commits, head ${short(1)}).

What must change
  No tool that took part is quarantined or disabled [gate-tool-require-trust]
    - The change claims that Devin took part (name of the branch); Devin is quarantined (Pushed generated credentials to a sample repository on 2026-10-28; under review), and nothing that it had a part in is merged.
    Fix: Keep the pull request open until Devin is trusted again, or let people take the work over: a new branch name, commits of their own. If it had no part in it, rename the branch: such names are a tool's.
  Every commit of a tool says of its origin what the declaration asks for [gate-commit-require-provenance]
    - Commit ${short(2)} tells no session of GitHub Copilot coding agent; tools.copilot.provenance asks for it in every commit.
    Fix: Add to its message (git rebase -i, reword): AI-Session: copilot:<id>. \`ai-governance capture install\` writes them into the commits to come.

AI tools that took part
  tool         state        named by  models           commits  sessions
  claude-code  enabled      proof     claude-opus-4-8  1 of 3   1
  devin        quarantined  claims    not told         0 of 3   not told
  copilot      enabled      claims    not told         1 of 3   not told

Claims
  1 commit names no AI tool: a claim of whoever wrote it, which nothing here proves.

Changed files that agents obey
  AGENTS.md (AI tools that took part: claude-code, devin, copilot)

Left to others
  Changes of files that agents obey are approved by the people who own them: GitHub's rule asks the code owners.
  As many people approved the last version as tier and tools ask for: GitHub's rules count them: a review does not start this check.

Judged by the governance document ${document}.
`,
    );
  });

  it("is short where nothing is wrong", () => {
    assert.equal(
      renderGateText({ ...judged({ commits: [{ ...nothing, automation: ["dependabot"] }] }), left: [] }),
      `docs#7 passes (tier standard, 1 commit, head ${short(1)}).

Claims
  Bots that are no AI tools took part: dependabot.

Judged by the governance document ${document}.
`,
    );
  });

  it("names the file of each finding about one, once", () => {
    const files = [
      file(".mcp.json", { after: "{" }),
      file("AGENTS.md", { after: "a\u200bb" }),
      file("CLAUDE.md", { mode: "120000", after: "../x" }),
    ];
    const text = renderGateText(judged({ commits: [by("codex", { sessions: ["s"] })] }, { files }));
    assert.deepEqual(
      Array.from(text.matchAll(/^ +- (\S+) \S+ \S+/gm), ([start]) => start.trim()),
      [
        "- .mcp.json is changed;",
        "- AGENTS.md is changed;",
        "- CLAUDE.md is changed;",
        "- AGENTS.md:1: The change",
        "- CLAUDE.md: The path",
        "- .mcp.json: Undecided: The",
      ],
    );
  });

  it("shows a few of many alike, and counts the rest", () => {
    const text = renderGateText(judged({ commits: Array.from({ length: 40 }, () => by("copilot")) }));
    assert.equal(text.match(/ - Commit /g)?.length, 5);
    const named = Array.from({ length: 20 }, (_, index) => short(index + 6)).join(", ");
    assert.ok(text.includes(`    and 35 more like these: ${named}, 15 more\n`), text);
  });

  it("shows violations before what is undecided, and each fix once", () => {
    const report = judged({ commits: [by("copilot"), by("claude-code", { ...traced, sessions: [] })] });
    const [first, second] = report.findings;
    assert.ok(first && second);
    const undecided = { ...first, rule: "gate-tool-require-trust", outcome: "undecided", message: "Unknown." } as const;
    const lines = renderGateText({ ...report, findings: [undecided, first, second, first] }).split("\n");
    assert.deepEqual(
      lines.filter((line) => /^ +(- |Fix|.*\[gate)/.test(line)).map((line) => line.replace(/(Commit|Fix:).*/, "$1")),
      [
        "  Every commit of a tool says of its origin what the declaration asks for [gate-commit-require-provenance]",
        ...["    - Commit", "      Fix:", "    - Commit", "      Fix:", "    - Commit", "      Fix:"],
        "  No tool that took part is quarantined or disabled [gate-tool-require-trust]",
        ...["    - Undecided: Unknown.", "    Fix:"],
      ],
    );
  });

  it("shows what is waived, by whom, and what has expired", () => {
    const waiver = {
      rule: "gate-commit-require-provenance",
      target: { repository: "docs" },
      reason: "Older than the roll-out.",
      approvedBy: "octocat",
      expires: "2026-12-31",
    };
    const report = judged({ commits: [by("copilot")] });
    const [finding] = report.findings;
    assert.ok(finding);
    const waived = renderGateText({ ...report, verdict: "pass", findings: [{ ...finding, waiver }] });
    assert.match(waived, /^docs#7 passes \(/);
    assert.match(waived, /\nWaived\n[^]*\n {6}Waived by octocat until 2026-12-31: Older than the roll-out\.\n/);
    const expired = renderGateText({ ...report, findings: [{ ...finding, expiredWaiver: waiver }] });
    assert.match(expired, /\nWhat must change\n[^]*\n {6}A waiver by octocat expired on 2026-12-31\.\n/);
  });
});
