import assert from "node:assert/strict";
import type { ResourceRecord } from "../../../governance/index.ts";
import { renderText } from "../../../governance/plan/index.ts";
import { auditBucket, mergeSettings, record } from "../policy/records.ts";
import { outcomes, placement, plan, planned, property, reach, values } from "./previews.ts";

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
  it("cannot tell what new settings find on GitHub, unless nothing is stricter", () => {
    assert.deepEqual(outcomes(planned([], [actions({})])), [
      "undecided | ActionsOrganizationPermissions, new here, against what GitHub has now | organisation",
    ]);
    const token = (defaultWorkflowPermissions: string) =>
      record("github:index/actionsOrganizationWorkflowPermissions:ActionsOrganizationWorkflowPermissions", {
        defaultWorkflowPermissions,
        canApprovePullRequestReviews: false,
      });
    assert.deepEqual(outcomes(planned([], [token("read")])), []);
    assert.equal(outcomes(planned([], [token("write")])).length, 1);
  });
  it("cannot tell how a repository merged before its settings are declared, unless it is new as well", () => {
    const blank = mergeSettings({ squashMergeCommitMessage: "BLANK" });
    const outcomeOf = (...after: ResourceRecord[]) => planned([], after).safeguards.map(({ outcome }) => outcome);
    const repository = record("github:index/repository:Repository", { name: "payments-api" }, "repository");
    assert.deepEqual(
      [outcomeOf(blank), outcomeOf(mergeSettings()), outcomeOf(repository, blank)],
      [["undecided"], [], []],
    );
  });
  it("cannot tell where repositories stood before their values are declared, unless the properties are new", () => {
    const undecided = (...after: ResourceRecord[]) => planned([], after).undecided;
    assert.deepEqual(undecided(placement(values)), [
      "which repositories stand in which tier and admit which tools is not known yet",
      "codex: where it may work is not known yet",
    ]);
    assert.deepEqual(undecided(property("ai-tier"), placement(values)), []);
  });
  const listing = (...patternsAlloweds: string[]) => actions({ allowedActionsConfig: { patternsAlloweds } });
  it("takes a block that goes for a weakening, and for reach where a wider pattern allows the action", () => {
    const report = between(listing("a/*", "!a/b@*"), listing("a/*"));
    assert.deepEqual(outcomes(report), ["weakened | actions that are blocked | organisation"]);
    assert.deepEqual(reach(report), ["workflows + use a/b@*: others"]);
  });
  it("says nothing of a pattern that a wider one covers", () => {
    const report = between(listing("a/*", "a/b@*"), listing("a/*"));
    assert.deepEqual([reach(report), outcomes(report)], [[], []]);
  });
  it("ranks the organisation's own actions before listed ones", () => {
    assert.deepEqual(outcomes(between(actions({ allowedActions: "local_only" }), actions({}))), [
      "weakened | workflows use the organisation's own actions only | organisation",
    ]);
  });
  it("takes GitHub's own actions, and repositories that run workflows, for reach", () => {
    const owned = (githubOwnedAllowed: boolean) =>
      actions({ allowedActionsConfig: { patternsAlloweds: [], githubOwnedAllowed } });
    assert.deepEqual(reach(between(owned(false), owned(true))), [
      "workflows + use actions/*: others",
      "workflows + use github/*: others",
    ]);
    const runs = (enabledRepositories: string) => actions({ enabledRepositories });
    assert.deepEqual(reach(between(runs("none"), runs("all"))), ["workflows + run: others"]);
  });
  it("reads every property that the organisation's stack governs", () => {
    const canary = (valuesEditableBy: string) => property("ai-canary", { valuesEditableBy });
    assert.deepEqual(outcomes(planned([canary("org_actors")], [canary("org_and_repo_actors")])), [
      "weakened | property ai-canary is edited by organisation owners only | organisation",
    ]);
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
