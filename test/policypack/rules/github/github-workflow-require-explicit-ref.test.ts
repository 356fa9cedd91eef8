import assert from "node:assert/strict";
import { githubWorkflowRequireExplicitRef as rule } from "../../../../policypack/rules/github/github-workflow-require-explicit-ref.ts";
import { reviewedKnownOf } from "../../../support/policy/known.ts";
import { UNKNOWN_STRING } from "../../../support/policy/request.ts";
import type { SampleResource } from "../../../support/policy/request.ts";
import { runStackRule, told } from "../../../support/policy/run-rule.ts";

const settings = { role: "organization" };
const ruleset = (workflow: object): SampleResource => ({
  type: "github:index/organizationRuleset:OrganizationRuleset",
  name: "tier",
  props: {
    name: "ai-tier-critical",
    rules: { requiredWorkflows: { requiredWorkflows: [{ repositoryId: 1, path: "gate.yml", ...workflow }] } },
  },
});
const must = "it must name a full tag ref, or a commit's SHA.";
const fix = 'Fix: Set ref: "refs/tags/<tag>" in each required workflow, and lock that tag.';

describe(rule.name, () => {
  it("reports a workflow whose ref is left to the provider", async () => {
    assert.deepEqual(await told(runStackRule(rule, [ruleset({})], settings)), [
      [
        `ai-tier-critical: a required workflow is taken from "master", which the provider writes where no ref is named; ${must}`,
        fix,
      ],
    ]);
  });
  it("reports a workflow from a branch, in any stack", async () => {
    for (const role of ["organization", "repository"]) {
      assert.deepEqual(await told(runStackRule(rule, [ruleset({ ref: "refs/heads/main" })], { role })), [
        [
          `ai-tier-critical: a required workflow is taken from a branch, or from a short name that one can have; ${must}`,
          fix,
        ],
      ]);
    }
  });
  it("allows a tag, and stacks without required workflows", async () => {
    assert.deepEqual(await runStackRule(rule, [ruleset({ ref: "refs/tags/gate-v1" })], settings), { findings: [] });
    assert.deepEqual(await runStackRule(rule, [], settings), { findings: [] });
  });
  it("reports a ref of a wrong type", async () => {
    assert.equal((await told(runStackRule(rule, [ruleset({ ref: 1 })], settings))).length, 1);
  });
  it("stays undecided while the ref is unknown", async () => {
    assert.deepEqual(await told(runStackRule(rule, [ruleset({ ref: UNKNOWN_STRING })], settings)), [
      [
        `Undecided: ai-tier-critical: the ref of a required workflow is not known yet; ${must}`,
        `Judged again when known. ${fix}`,
      ],
    ]);
  });
  it("is told the kind of stack alone", () =>
    assert.deepEqual(rule.told(reviewedKnownOf("repository")), { role: "repository" }));
  it("rejects a misspelt setting", async () => {
    await assert.rejects(runStackRule(rule, [], { ...settings, ref: "x" }), /unknown key "ref"/);
  });
});
