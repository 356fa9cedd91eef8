import assert from "node:assert/strict";
import { githubRepositoryDisallowWideToken as rule } from "../../../../policypack/rules/github/github-repository-disallow-wide-token.ts";
import { parsed } from "../../../governance/example.ts";
import { UNKNOWN_STRING } from "../../../support/policy/request.ts";
import { runResourceRule, told } from "../../../support/policy/run-rule.ts";

const type = "github:index/workflowRepositoryPermissions:WorkflowRepositoryPermissions";
const fix = 'Fix: Set defaultWorkflowPermissions: "read" and canApprovePullRequestReviews: false, or remove it.';
const run = (props: object, settings: object = {}) =>
  runResourceRule(rule, { type, props: { repository: "payments-api", ...props } }, settings);
const writes = "payments-api: the token of a workflow writes unless the workflow says less; it must only read.";
const approves = "payments-api: workflows may approve pull requests; only people must.";

describe(rule.name, () => {
  it("reports a token that writes and approves", async () => {
    assert.deepEqual(await told(run({ defaultWorkflowPermissions: "write", canApprovePullRequestReviews: true })), [
      [writes, fix],
      [approves, fix],
    ]);
  });

  it("reports permissions of another kind", async () => {
    assert.deepEqual(await told(run({ defaultWorkflowPermissions: [], canApprovePullRequestReviews: {} })), [
      [writes, fix],
      [approves, fix],
    ]);
  });

  it("allows a token that reads, and what GitHub takes by default", async () => {
    const narrow = { defaultWorkflowPermissions: "read", canApprovePullRequestReviews: false };
    for (const props of [narrow, {}]) assert.deepEqual(await run(props), { findings: [] });
  });

  it("stays undecided while the permissions are unknown", async () => {
    assert.deepEqual(await told(run({ defaultWorkflowPermissions: UNKNOWN_STRING })), [
      [`Undecided: ${writes.replace(": ", ": not known yet: ")}`, `Judged again when known. ${fix}`],
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
