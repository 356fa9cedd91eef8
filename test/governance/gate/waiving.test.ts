import assert from "node:assert/strict";
import { parseDeclaration } from "../../../governance/index.ts";
import type { Waiver } from "../../../governance/waivers/waiver.ts";
import { exampleText } from "../example.ts";
import { by, judged, nothing } from "./changes.ts";

const waiver: Waiver = {
  rule: "gate-commit-require-provenance",
  target: { repository: "docs" },
  reason: "Commits older than the roll-out.",
  approvedBy: "octocat",
  expires: "2026-12-31",
};
const copilot = { commits: [by("copilot")] };
const declared = (...waivers: readonly Waiver[]) =>
  parseDeclaration(`${exampleText}\nwaivers: ${JSON.stringify(waivers)}\n`, "governance.yaml");
const reportOf = (told: Parameters<typeof judged>[0], waivers: readonly Waiver[], today = "2026-12-01") =>
  judged(told, {}, { ...declared(), waivers: [...waivers] }, { today });

describe("waivers of the gate's rules", () => {
  it("let a finding pass, which stays visible: the way out for commits older than the roll-out", () => {
    const report = judged(copilot, {}, declared(waiver));
    assert.equal(report.verdict, "pass");
    assert.deepEqual(
      report.findings.map(({ rule, waiver: its }) => [rule, its]),
      [[waiver.rule, waiver]],
    );
  });

  it("hold until the end of their last day, and are shown when they have expired", () => {
    assert.equal(reportOf(copilot, [waiver], "2026-12-31").verdict, "pass");
    const report = reportOf(copilot, [waiver], "2027-01-01");
    assert.equal(report.verdict, "blocked");
    assert.deepEqual(
      report.findings.map(({ waiver: its, expiredWaiver }) => [its, expiredWaiver]),
      [[undefined, waiver]],
    );
  });

  it("must name the repository and the rule", () => {
    const others: Waiver[] = [
      { ...waiver, target: { repository: "storefront" } },
      { ...waiver, rule: "gate-change-limit-size" },
      { ...waiver, target: { setting: "docs" } },
    ];
    const report = reportOf(copilot, others);
    assert.equal(report.verdict, "blocked");
    assert.deepEqual(
      report.findings.map(({ waiver: its, expiredWaiver }) => [its, expiredWaiver]),
      [[undefined, undefined]],
    );
  });

  it("let no stopped tool pass, whatever is written", () => {
    const report = reportOf({ commits: [by("devin")] }, [{ ...waiver, rule: "gate-tool-require-trust" }]);
    assert.equal(report.verdict, "blocked");
    assert.equal(report.findings[0]?.waiver, undefined);
  });

  it("that hold for more than 366 days waive nothing, and the finding says so", () => {
    const report = reportOf(copilot, [{ ...waiver, expires: "2027-12-03" }]);
    assert.equal(report.verdict, "blocked");
    assert.match(report.findings[0]?.fix ?? "", / Its waiver holds until 2027-12-03 and must end by 2027-12-02\.$/);
    assert.equal(reportOf(copilot, [{ ...waiver, expires: "2027-12-02" }]).verdict, "pass");
  });

  it("leave what else is wrong", () => {
    const report = judged({ commits: [by("copilot"), by("zed")] }, {}, declared(waiver));
    assert.equal(report.verdict, "blocked");
  });
});

describe("the verdict", () => {
  const unread = { changedLines: { missing: "Ask again." } };
  const codex = { commits: [by("codex", { sessions: ["s"] })] };

  it("passes where nothing is found", () => {
    assert.equal(judged({ commits: [nothing] }).verdict, "pass");
  });

  it("is undecided where a fact is missing and nothing else is wrong", () => {
    assert.equal(judged(codex, unread).verdict, "undecided");
  });

  it("is blocked where something is wrong besides", () => {
    assert.equal(judged({ commits: [by("codex")] }, unread).verdict, "blocked");
  });

  it("passes where what is missing is waived", () => {
    const size = declared({ ...waiver, rule: "gate-change-limit-size" });
    assert.equal(judged(codex, unread, size).verdict, "pass");
  });
});
