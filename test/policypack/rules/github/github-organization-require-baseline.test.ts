import assert from "node:assert/strict";
import { githubOrganizationRequireBaseline as rule } from "../../../../policypack/rules/github/github-organization-require-baseline.ts";
import { reviewedKnownOf } from "../../../support/policy/known.ts";
import { UNKNOWN_STRING } from "../../../support/policy/request.ts";
import type { SampleResource } from "../../../support/policy/request.ts";
import { runStackRule, told } from "../../../support/policy/run-rule.ts";

const settings = {
  role: "organization",
  baseline: { critical: { "force-push-blocked": true, approvals: 2 } },
  automationAppIds: [],
};
const fix = "Fix: Use the OrganizationGuardrails component with the tiers of governance.yaml.";

function ruleset(props: object): SampleResource {
  const repositoryProperty = { includes: [{ name: "ai-tier", propertyValues: ["critical"] }], excludes: [] };
  const refName = { includes: ["~DEFAULT_BRANCH"], excludes: [] };
  return {
    type: "github:index/organizationRuleset:OrganizationRuleset",
    props: {
      name: "ai-tier-critical",
      target: "branch",
      enforcement: "active",
      conditions: { refName, repositoryProperty },
      rules: { nonFastForward: true, pullRequest: { requiredApprovingReviewCount: 2 } },
      ...props,
    },
  };
}

describe(rule.name, () => {
  it("reports a tier whose rules do not exist", async () => {
    assert.deepEqual(await told(runStackRule(rule, [], settings)), [
      [
        "critical: the organisation's rules for tier critical lack: Approvals, 0 of 2 [approvals]; History is never rewritten [force-push-blocked].",
        fix,
      ],
    ]);
  });

  it("reports a tier whose rules ask for less", async () => {
    assert.deepEqual(await told(runStackRule(rule, [ruleset({ rules: { nonFastForward: true } })], settings)), [
      ["critical: the organisation's rules for tier critical lack: Approvals, 0 of 2 [approvals].", fix],
    ]);
  });

  it("allows rules that hold the baseline", async () => {
    assert.deepEqual(await runStackRule(rule, [ruleset({})], settings), { findings: [] });
  });

  it("does not judge repository stacks", async () => {
    assert.deepEqual(await runStackRule(rule, [], { ...settings, role: "repository" }), {
      findings: [],
      notApplicable: "judges stacks of role organization only",
    });
  });

  it("stays undecided while the rules' enforcement is unknown", async () => {
    const { findings } = await runStackRule(rule, [ruleset({ enforcement: UNKNOWN_STRING })], settings);
    assert.deepEqual(
      findings.map(({ level, message }) => [level, message.split("\n")[1]?.split(":")[0]]),
      [["advisory", "Undecided"]],
    );
  });

  it("is told what it judges, with what somebody looked up", () => {
    const teamIds = { engineers: 4 };
    const { baseline, ...rest } = rule.told(
      reviewedKnownOf("organization", { breakGlassTeamId: 12, gateRepositoryId: 7, teamIds }),
    ) as { baseline: object };
    assert.deepEqual(Object.keys(baseline), ["standard", "critical", "restricted"]);
    assert.deepEqual(rest, {
      role: "organization",
      closedTiers: [],
      automationAppIds: [29110],
      reviewers: {
        standard: { slug: "engineers", id: 4 },
        critical: { slug: "engineers", id: 4 },
        restricted: { slug: "platform-engineering" },
      },
      breakGlassTeamId: 12,
      gateRepositoryId: 7,
      aiPathReviewers: { slug: "platform-engineering" },
    });
  });

  it("ignores other types", async () => {
    const other = { ...ruleset({}), type: "github:index/repositoryRuleset:RepositoryRuleset" };
    assert.equal((await told(runStackRule(rule, [other], settings))).length, 1);
  });

  it("rejects a misspelt setting", async () => {
    const misspelt = { role: "organization", baselines: {}, automationAppIds: [] };
    await assert.rejects(runStackRule(rule, [], misspelt), /unknown key "baselines"\. Did you mean "baseline"\?/);
  });
});
