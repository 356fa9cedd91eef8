import assert from "node:assert/strict";
import { checkRunOf, renderGateMarkdown, type GateFinding } from "../../../../governance/gate/index.ts";
import { by, judged } from "../changes.ts";

const report = judged({});
const finding: GateFinding = {
  rule: "gate-file-disallow-hidden-text",
  outcome: "violation",
  message: "It hides text.",
  fix: "Take it out.",
  path: "AGENTS.md",
  line: 3,
};
const waiver = {
  rule: finding.rule,
  target: { repository: "docs" },
  reason: "Agreed.",
  approvedBy: "octocat",
  expires: "2026-12-31",
};

describe("a report as a check run", () => {
  it("has what GitHub's API takes", () => {
    const blocked = { ...report, verdict: "blocked" as const, findings: [finding, { ...finding, waiver }] };
    const annotation = {
      path: "AGENTS.md",
      start_line: 3,
      end_line: 3,
      title: "Files that agents obey hide no text from their readers (gate-file-disallow-hidden-text)",
      message: "It hides text. Fix: Take it out.",
    };
    assert.deepEqual(checkRunOf(blocked), {
      conclusion: "failure",
      outputs: [
        {
          title: "blocked: 1 problem, 1 waived",
          summary: renderGateMarkdown(blocked),
          annotations: [
            { ...annotation, annotation_level: "failure" },
            { ...annotation, annotation_level: "notice" },
          ],
        },
      ],
    });
  });

  it("succeeds only where the gate passes: what is undecided fails", () => {
    const conclusions = (["pass", "blocked", "undecided"] as const).map(
      (verdict) => checkRunOf({ ...report, verdict }).conclusion,
    );
    assert.deepEqual(conclusions, ["success", "failure", "failure"]);
  });

  it("has one output without annotations where nothing is beside a file", () => {
    const { outputs } = checkRunOf(judged({ commits: [by("devin")] }));
    assert.deepEqual(
      outputs.map(({ title, annotations }) => [title, annotations]),
      [["blocked: 1 problem", []]],
    );
    assert.deepEqual(
      checkRunOf(report).outputs.map(({ title }) => title),
      ["pass: nothing to change"],
    );
  });

  it("parts annotations into batches of 50", () => {
    const batches = (count: number) =>
      checkRunOf({ ...report, findings: Array.from({ length: count }, () => finding) }).outputs.map(
        ({ annotations }) => annotations.length,
      );
    assert.deepEqual([batches(50), batches(101)], [[50], [50, 50, 1]]);
  });

  it("keeps its summary within 65,535 characters, cut at the end of a line", () => {
    const long = { ...finding, message: "x".repeat(40_000) };
    const [output] = checkRunOf({ ...report, findings: [long, long] }).outputs;
    const { summary } = output ?? assert.fail("no output");
    assert.ok(summary.length <= 65_535, String(summary.length));
    assert.match(summary, /\n\nThe rest did not fit: run `ai-governance gate` to see all of it\.\n$/);
    assert.ok(summary.includes(`  - \`AGENTS.md:3\`: ${"x".repeat(40_000)}\n`));
  });
});
