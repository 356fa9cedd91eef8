import assert from "node:assert/strict";
import { githubRepositoryDisallowUnprotectedSecrets as rule } from "../../../../policypack/rules/github/github-repository-disallow-unprotected-secrets.ts";
import { parsed } from "../../../governance/example.ts";
import { UNKNOWN_STRING } from "../../../support/policy/request.ts";
import { runResourceRule, told } from "../../../support/policy/run-rule.ts";

const type = "github:index/repository:Repository";
const fix = 'Fix: Remove the setting, or set its status to "enabled".';
const run = (securityAndAnalysis: unknown, settings: object = {}) =>
  runResourceRule(rule, { type, props: { name: "payments-api", securityAndAnalysis } }, settings);
const scanning = "payments-api: the repository switches secret scanning off; it must stay on.";
const push = "payments-api: the repository switches push protection off; it must stay on.";

describe(rule.name, () => {
  it("reports a repository that switches both off", async () => {
    const off = { status: "disabled" };
    assert.deepEqual(await told(run({ secretScanning: off, secretScanningPushProtection: off })), [
      [scanning, fix],
      [push, fix],
    ]);
  });

  it("reports a status of another kind", async () => {
    assert.deepEqual(await told(run({ secretScanning: { status: null } })), [[scanning, fix]]);
  });

  it("allows both on, and a repository that leaves it to the organisation", async () => {
    const on = { status: "enabled" };
    for (const settings of [{ secretScanning: on, secretScanningPushProtection: on }, {}, undefined]) {
      assert.deepEqual(await run(settings), { findings: [] });
    }
  });

  it("stays undecided while a status is unknown", async () => {
    assert.deepEqual(await told(run({ secretScanningPushProtection: { status: UNKNOWN_STRING } })), [
      [`Undecided: ${push.replace(": ", ": not known yet: ")}`, `Judged again when known. ${fix}`],
    ]);
  });

  it("ignores other types", async () => {
    const { notApplicable } = await runResourceRule(rule, { type: "github:index/team:Team" });
    assert.equal(notApplicable, "judges other types");
  });

  it("is told nothing and rejects any setting", async () => {
    assert.deepEqual(rule.told({ declaration: parsed(), role: "repository" }), {});
    await assert.rejects(run({}, { role: "repository" }), /unknown key "role"/);
  });
});
