import assert from "node:assert/strict";
import { renderGateAnnotations, type GateFinding } from "../../../../governance/gate/index.ts";
import { by, judged } from "../changes.ts";

const report = judged({});
const finding: GateFinding = {
  rule: "gate-file-disallow-hidden-text",
  outcome: "violation",
  message: "50% of it is hidden.",
  fix: "Take it out.",
  path: "a:b,c%/AGENTS.md",
  line: 3,
};
const title = "title=Files that agents obey hide no text from their readers (gate-file-disallow-hidden-text)";

describe("findings as workflow commands", () => {
  it("name file and line, with everything escaped that ends a property or a command", () => {
    assert.equal(
      renderGateAnnotations({ ...report, findings: [finding] }),
      `::error file=a%3Ab%2Cc%25/AGENTS.md,line=3,${title}::50%25 of it is hidden. Fix: Take it out.\n`,
    );
  });

  it("name no file where there is none", () => {
    const { path: _, line: __, ...whole } = finding;
    assert.equal(
      renderGateAnnotations({ ...report, findings: [whole] }),
      `::error ${title}::50%25 of it is hidden. Fix: Take it out.\n`,
    );
  });

  it("are notices where they are waived", () => {
    const waiver = {
      rule: finding.rule,
      target: { repository: "docs" },
      reason: "Agreed.",
      approvedBy: "octocat",
      expires: "2026-12-31",
    };
    assert.match(
      renderGateAnnotations({ ...report, findings: [{ ...finding, waiver }] }),
      /^::notice .* Waived by octocat until 2026-12-31\.\n$/,
    );
  });

  it("are none where nothing is found", () => {
    assert.equal(renderGateAnnotations(report), "");
  });

  it("are ten of a kind, as GitHub shows no more, and the tenth counts the rest", () => {
    const lines = (commits: number) =>
      renderGateAnnotations(judged({ commits: Array.from({ length: commits }, () => by("copilot")) })).split("\n");
    assert.equal(lines(10).length, 11);
    assert.equal(lines(30).length, 11);
    assert.equal(
      lines(30).at(-2),
      "::error title=AI governance gate::21 more findings are in the summary of this job.",
    );
  });
});
