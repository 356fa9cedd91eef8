import assert from "node:assert/strict";
import { githubOrganizationRequireReadOnlyToken as rule } from "../../../../policypack/rules/github/github-organization-require-read-only-token.ts";
import { parsed } from "../../../governance/example.ts";
import { UNKNOWN_STRING } from "../../../support/policy/request.ts";
import { runStackRule, told } from "../../../support/policy/run-rule.ts";

const settings = rule.told({ declaration: parsed(), role: "organization" });
const type = "github:index/actionsOrganizationWorkflowPermissions:ActionsOrganizationWorkflowPermissions";
const fix = "Fix: Use the OrganizationGuardrails component, which limits the token of workflows.";
const run = (...props: object[]) =>
  told(
    runStackRule(
      rule,
      props.map((each) => ({ type, props: { organizationSlug: "meridian-pay", ...each } })),
      settings,
    ),
  );
const writes = "workflow-token: the token of a workflow writes unless the workflow says less; it must only read.";
const approves = "workflow-token: workflows may approve pull requests; only people must.";

describe(rule.name, () => {
  it("is told the role", () => assert.deepEqual(settings, { role: "organization" }));

  it("reports a stack that does not limit the token", async () => {
    assert.deepEqual(await run(), [["workflow-token: the stack does not limit the token of workflows; it must.", fix]]);
  });

  it("reports a token that writes and approves", async () => {
    const wide = { defaultWorkflowPermissions: "write", canApprovePullRequestReviews: true };
    assert.deepEqual(await run(wide), [
      [writes, fix],
      [approves, fix],
    ]);
  });

  it("reports what is neither", async () => {
    assert.deepEqual(await run({ defaultWorkflowPermissions: 1, canApprovePullRequestReviews: null }), [[writes, fix]]);
  });

  it("allows a token that reads", async () => {
    assert.deepEqual(await run({ defaultWorkflowPermissions: "read", canApprovePullRequestReviews: false }), []);
  });

  it("stays undecided while the permissions are unknown", async () => {
    assert.deepEqual(await run({ defaultWorkflowPermissions: UNKNOWN_STRING, canApprovePullRequestReviews: true }), [
      [`Undecided: ${writes.replace(": ", ": not known yet: ")}`, `Judged again when known. ${fix}`],
      [approves, fix],
    ]);
  });

  it("does not judge repository stacks", async () => {
    assert.deepEqual(await runStackRule(rule, [], { ...settings, role: "repository" }), {
      findings: [],
      notApplicable: "judges stacks of role organization only",
    });
  });

  it("rejects a setting it does not know", async () => {
    await assert.rejects(runStackRule(rule, [], { ...settings, unheardOf: 1 }), /unknown key "unheardOf"/);
  });
});
