import assert from "node:assert/strict";
import type { ResourceRecord } from "../../../governance/index.ts";
import { renderText } from "../../../governance/plan/index.ts";
import { auditBucket, record } from "../policy/records.ts";
import { outcomes, plan, planned, property, reach } from "./previews.ts";

describe("planOf, about the organisation's settings", () => {
  const actions = (over: object) =>
    record(
      "github:index/actionsOrganizationPermissions:ActionsOrganizationPermissions",
      {
        allowedActions: "selected",
        shaPinningRequired: true,
        allowedActionsConfig: { patternsAlloweds: ["actions/*"] },
        ...over,
      },
      "actions",
    );
  const between = (before: ResourceRecord, after: ResourceRecord) => planned([before], [after]);
  it("says weakened of actions that need no listing or no digest", () => {
    assert.deepEqual(outcomes(between(actions({}), actions({ allowedActions: "all", shaPinningRequired: false }))), [
      "weakened | workflows use listed actions only | organisation",
      "weakened | actions are pinned by digest | organisation",
    ]);
  });
  it("takes an action more for reach", () => {
    const more = actions({ allowedActionsConfig: { patternsAlloweds: ["actions/*", "a/b@*"] } });
    assert.deepEqual(
      [reach(between(actions({}), more)), outcomes(between(actions({}), more))],
      [["workflows + use a/b@*: others"], []],
    );
  });
  it("says weakened of properties that repositories may edit", () => {
    assert.deepEqual(
      outcomes(
        plan({ "ai-tools": property("ai-tools", { required: false, valuesEditableBy: "org_and_repo_actors" }) }),
      ),
      ["weakened | property ai-tools is edited by organisation owners only | organisation"],
    );
  });
  it("says weakened of evidence that is kept for a shorter time", () => {
    const lock = (days: number) =>
      auditBucket({ objectLock: { rule: { defaultRetention: { mode: "COMPLIANCE", days } } } });
    assert.deepEqual(outcomes(planned(lock(400), lock(200))), [
      "weakened | days that evidence is kept (meridian-pay-ai-audit) | organisation",
    ]);
  });
  it("cannot tell of another bucket policy, and never prints it", () => {
    const report = planned(
      auditBucket({ policy: { policy: "hush" } }),
      auditBucket({ policy: { policy: "secretly" } }),
    );
    assert.deepEqual(outcomes(report), ["undecided | the bucket's policy (meridian-pay-ai-audit) | organisation"]);
    assert.doesNotMatch(JSON.stringify(report) + renderText(report), /hush|secretly/);
  });
  it("says nothing of buckets that hold no evidence", () => {
    const other = (status: string) => [
      record("aws:s3/bucket:Bucket", { bucket: "web" }, "web"),
      record("aws:s3/bucketVersioning:BucketVersioning", { bucket: "web", versioningConfiguration: { status } }, "v"),
    ];
    assert.deepEqual(outcomes(planned(other("Enabled"), other("Suspended"))), []);
  });
});
