import assert from "node:assert/strict";
import { githubPropertyRequireOwnerEdits as rule } from "../../../../policypack/rules/github/github-property-require-owner-edits.ts";
import { UNKNOWN_STRING } from "../../../support/policy/request.ts";
import { runResourceRule, told } from "../../../support/policy/run-rule.ts";

const type = "github:index/organizationCustomProperties:OrganizationCustomProperties";
const message =
  "ai-tier: repositories could leave their rules by changing the property; only organisation owners must edit its values.";
const fix = 'Fix: Set valuesEditableBy: "org_actors".';

function run(props: object, settings: object = {}) {
  return runResourceRule(rule, { type, props: { propertyName: "ai-tier", ...props } }, settings);
}

describe(rule.name, () => {
  it("reports a governed property whose values repositories may edit", async () => {
    assert.deepEqual(await told(run({ valuesEditableBy: "org_and_repo_actors" })), [[message, fix]]);
  });

  it("reports a governed property that does not say who edits its values", async () => {
    assert.deepEqual(await told(run({})), [[message, fix]]);
  });

  it("allows a governed property that only owners edit", async () => {
    assert.deepEqual(await run({ valuesEditableBy: "org_actors" }), { findings: [] });
  });

  it("allows any editors of other properties", async () => {
    assert.deepEqual(await run({ propertyName: "cost-centre", valuesEditableBy: "org_and_repo_actors" }), {
      findings: [],
    });
  });

  it("ignores other types", async () => {
    const { notApplicable } = await runResourceRule(rule, { type: "github:index/team:Team" });
    assert.equal(notApplicable, "judges other types");
  });

  it("stays undecided while the editors are unknown", async () => {
    assert.deepEqual(await told(run({ valuesEditableBy: UNKNOWN_STRING })), [
      [`Undecided: ${message}`, `Judged again when known. ${fix}`],
    ]);
  });

  it("rejects a setting it does not know", async () => {
    await assert.rejects(run({}, { owners: [] }), /unknown key "owners"/);
  });
});
