import assert from "node:assert/strict";
import { gateRules, sarifOf, type GateFinding } from "../../../../governance/gate/index.ts";
import { by, document, idOf, judged } from "../changes.ts";

const hidden: GateFinding = {
  rule: "gate-file-disallow-hidden-text",
  outcome: "violation",
  message: "It hides text.",
  fix: "Take it out.",
  path: "docs/a b/AGENTS.md",
  line: 3,
};
const waiver = {
  rule: hidden.rule,
  target: { repository: "docs" },
  reason: "Agreed.",
  approvedBy: "octocat",
  expires: "2026-12-31",
};
const report = judged({ commits: [by("copilot")] });
const resultsOf = (...findings: readonly GateFinding[]) => sarifOf({ ...report, findings }).runs[0]?.results ?? [];

describe("a report as SARIF", () => {
  it("has results with level, place, fingerprint and rule", () => {
    const [commit] = report.findings;
    assert.ok(commit);
    const rule = (id: string) => ({ ruleId: id, ruleIndex: gateRules.findIndex((each) => each.id === id) });
    assert.deepEqual(resultsOf(hidden, commit), [
      {
        ...rule(hidden.rule),
        level: "error",
        message: { text: "It hides text. Fix: Take it out." },
        locations: [
          {
            physicalLocation: {
              artifactLocation: { uri: "docs/a%20b/AGENTS.md", uriBaseId: "%SRCROOT%" },
              region: { startLine: 3 },
            },
          },
        ],
        partialFingerprints: {
          primaryLocationLineHash: "gate-file-disallow-hidden-text/docs/a b/AGENTS.md:1",
        },
        suppressions: [],
        properties: { outcome: "violation" },
      },
      {
        ...rule("gate-commit-require-provenance"),
        level: "error",
        message: { text: `${commit.message} Fix: ${commit.fix}` },
        locations: [
          {
            physicalLocation: {
              artifactLocation: { uri: "no-file", uriBaseId: "%SRCROOT%" },
              region: { startLine: 1 },
            },
            logicalLocations: [{ fullyQualifiedName: `commit ${idOf(1)}` }],
          },
        ],
        partialFingerprints: { primaryLocationLineHash: `gate-commit-require-provenance/${idOf(1)}:1` },
        suppressions: [],
        properties: { outcome: "violation" },
      },
    ]);
  });

  it("suppresses what is waived, and says what an expired waiver no longer suppresses", () => {
    const justification = "Waived by octocat until 2026-12-31: Agreed.";
    assert.deepEqual(
      resultsOf({ ...hidden, waiver }, { ...hidden, expiredWaiver: waiver }).map(({ suppressions }) => suppressions),
      [
        [{ kind: "external", status: "accepted", justification }],
        [{ kind: "external", status: "rejected", justification }],
      ],
    );
  });

  it("tells findings of one place apart, wherever their lines move", () => {
    const hashes = resultsOf(hidden, { ...hidden, line: 9 }, { ...hidden, path: "AGENTS.md" }).map(
      ({ partialFingerprints }) => partialFingerprints?.primaryLocationLineHash,
    );
    const moved = resultsOf({ ...hidden, line: 70 }, { ...hidden, line: 90 }, { ...hidden, path: "AGENTS.md" });
    assert.equal(new Set(hashes).size, 3);
    assert.deepEqual(
      moved.map(({ partialFingerprints }) => partialFingerprints?.primaryLocationLineHash),
      hashes,
    );
  });

  it("takes paths that are no text as well", () => {
    assert.equal(
      resultsOf({ ...hidden, path: "a\ud800#?%.md" })[0]?.locations?.[0]?.physicalLocation?.artifactLocation?.uri,
      "a%EF%BF%BD%23%3F%25.md",
    );
  });

  it("describes every rule, with help", () => {
    const { runs, version } = sarifOf(report);
    assert.equal(version, "2.1.0");
    const [run] = runs;
    assert.deepEqual(
      run?.tool.driver.rules?.map(({ id, shortDescription }) => [id, shortDescription?.text]),
      gateRules.map(({ id, title }) => [id, title]),
    );
    for (const { help } of run?.tool.driver.rules ?? []) assert.match(help?.text ?? "", /^[^]+\n\nFix: .+/);
    assert.deepEqual(run?.properties, { verdict: "blocked", document, tier: "standard" });
  });
});
