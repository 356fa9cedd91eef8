import assert from "node:assert/strict";
import { ownTypes, UNKNOWN } from "../../../governance/index.ts";
import { attachmentOutcomes, codeSecurity } from "../../../governance/plan/code-security.ts";
import { record } from "../policy/records.ts";

const outcomes = (before: object, after: object) =>
  attachmentOutcomes({
    urn: "urn:it",
    type: ownTypes.codeSecurity,
    name: "it",
    action: "update",
    custom: true,
    before: record(ownTypes.codeSecurity, { ...before }),
    after: record(ownTypes.codeSecurity, { ...after }),
  });
const selected = (repositories: unknown, more: object = {}) => ({ attachTo: "selected", repositories, ...more });

describe("codeSecurity", () => {
  const on = ["dependabotAlerts", "dependencyGraph", "secretScanning", "secretScanningPushProtection"];
  const featuresOn = (props: object) =>
    Object.entries(codeSecurity(props))
      .filter(([name, value]) => name.startsWith("code security: ") && value === true)
      .map(([name]) => name.slice("code security: ".length))
      .sort();

  it("takes what is left out as the resource does", () => {
    assert.deepEqual(featuresOn({}), on);
    assert.equal(codeSecurity({})["code security is enforced"], true);
    assert.deepEqual(codeSecurity({})["code security: paid products"], []);
  });
  it("takes what is said as it is said", () => {
    const props = { secretScanning: "disabled", codeScanningDefaultSetup: "enabled", dependencyGraph: "not_set" };
    assert.deepEqual(featuresOn(props), [
      "codeScanningDefaultSetup",
      "dependabotAlerts",
      "secretScanningPushProtection",
    ]);
    assert.equal(codeSecurity({ enforcement: "unenforced" })["code security is enforced"], false);
  });
  it("leaves open what is unknown", () => {
    const found = codeSecurity({ secretScanning: UNKNOWN, enforcement: UNKNOWN, advancedSecurity: UNKNOWN });
    assert.equal(found["code security: secretScanning"], UNKNOWN);
    assert.equal(found["code security is enforced"], UNKNOWN);
    assert.deepEqual(found["code security: paid products"], [UNKNOWN]);
  });
  for (const [value, products] of [
    ["enabled", ["code_security", "secret_protection"]],
    ["secret_protection", ["secret_protection"]],
    ["disabled", []],
    [true, []],
  ] as const) {
    it(`counts the products of ${value}`, () => {
      assert.deepEqual(codeSecurity({ advancedSecurity: value })["code security: paid products"], products);
    });
  }
});

describe("attachmentOutcomes", () => {
  it("says nothing of what comes or goes, which its features tell", () => {
    const change = { urn: "urn:it", type: ownTypes.codeSecurity, name: "it", custom: true } as const;
    const one = record(ownTypes.codeSecurity, { attachTo: "all" });
    assert.deepEqual(attachmentOutcomes({ ...change, action: "create", after: one }), []);
    assert.deepEqual(attachmentOutcomes({ ...change, action: "delete", before: one }), []);
  });

  const newOnes = { defaultForNewRepos: "all" };
  for (const [before, after, expected] of [
    ["all", "all", []],
    ["all", "none", ["weakened"]],
    ["all", "all_without_configurations", ["weakened"]],
    ["all_without_configurations", "none", ["weakened"]],
    ["none", "all", ["strengthened"]],
    ["none", "all_without_configurations", ["strengthened"]],
    ["all_without_configurations", "all", ["strengthened"]],
    ["all_without_configurations", "selected", ["undecided"]],
    ["all", UNKNOWN, ["undecided"]],
    ["none", UNKNOWN, ["undecided"]],
    [UNKNOWN, "none", ["undecided"]],
    [UNKNOWN, "all", []],
  ] as const) {
    it(`says ${expected[0] ?? "nothing"} of ${String(before)} that becomes ${String(after)}`, () => {
      assert.deepEqual(outcomes({ attachTo: before, ...newOnes }, { attachTo: after, ...newOnes }), expected);
    });
  }

  it("takes for new repositories what it is attached to, and none where repositories are listed", () => {
    assert.deepEqual(outcomes(selected(["docs"]), selected(["docs"], { defaultForNewRepos: "none" })), []);
    assert.deepEqual(outcomes(selected(["docs"]), selected(["docs"], { defaultForNewRepos: "all" })), ["strengthened"]);
    const all = { attachTo: "all" };
    assert.deepEqual(outcomes(all, { ...all, defaultForNewRepos: "all" }), []);
    assert.deepEqual(outcomes(all, { ...all, defaultForNewRepos: "private" }), ["weakened"]);
  });

  for (const [says, before, after, expected] of [
    ["the same list", ["docs", "ledger"], ["ledger", "docs"], []],
    ["a repository more", ["docs"], ["docs", "ledger"], ["strengthened"]],
    ["a repository less", ["docs", "ledger"], ["docs"], ["weakened"]],
    ["another repository", ["docs"], ["ledger"], ["weakened"]],
    ["a repository less beside an unknown one", ["docs", "ledger"], ["docs", UNKNOWN], ["undecided"]],
    ["a list that was not known", ["docs", UNKNOWN], ["docs"], ["undecided"]],
  ] as const) {
    it(`says ${expected[0] ?? "nothing"} of ${says}`, () => {
      assert.deepEqual(outcomes(selected(before), selected(after)), expected);
    });
  }
});
