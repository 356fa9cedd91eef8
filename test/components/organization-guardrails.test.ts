import assert from "node:assert/strict";
import { OrganizationGuardrails, type OrganizationGuardrailsArgs } from "../../components/organization-guardrails.ts";
import { rulesetPatterns } from "../../governance/index.ts";
import { record, type Registered } from "../support/recorder.ts";

const args: OrganizationGuardrailsArgs = {
  organization: "acme",
  tiers: [
    { name: "standard", approvals: 1 },
    { name: "critical", approvals: 2, signedCommits: true },
  ],
  defaultTier: "standard",
  tools: ["copilot", "codex"],
  repositories: { docs: { tier: "standard", tools: ["copilot", "codex"] }, ledger: { tier: "critical", tools: [] } },
  gate: {
    repositoryId: 7,
    workflow: ".github/workflows/gate.yml",
    ref: "refs/tags/gate-v1",
    check: "ai-governance/gate",
  },
  aiPathReviewerTeamId: 11,
  breakGlassTeamId: 12,
  actions: ["actions/*", "!openai/codex-action@*"],
};
const guardrails = (changes: Partial<OrganizationGuardrailsArgs> = {}) =>
  record(() => [new OrganizationGuardrails("org", { ...args, ...changes })]);
const inputsOf = (all: Registered[], name: string) => all.find(([, each]) => each === name)?.[2];

describe("OrganizationGuardrails", () => {
  it("declares a number of resources that does not grow with the repositories", async () => {
    const many = Object.fromEntries(
      Array.from({ length: 500 }, (_, index) => [`repository-${index}`, { tier: "standard", tools: [] }]),
    );
    const names = (all: Registered[]) => all.map(([type, name]) => `${type.split(":").at(-1)} ${name}`);
    assert.deepEqual(names(await guardrails()), [
      "OrganizationGuardrails org",
      "ActionsOrganizationPermissions org-actions",
      "OrganizationRuleset org-ai-paths-critical",
      "OrganizationRuleset org-ai-paths-standard",
      "RepositoryPropertyValues org-placement",
      "OrganizationCustomProperties org-tier",
      "OrganizationRuleset org-tier-critical",
      "OrganizationRuleset org-tier-standard",
      "OrganizationCustomProperties org-tools",
      "ActionsOrganizationWorkflowPermissions org-workflow-token",
    ]);
    assert.deepEqual(names(await guardrails({ repositories: many })), names(await guardrails()));
  });

  it("lets only organisation owners change tier and tools", async () => {
    const all = await guardrails();
    assert.deepEqual(
      ["org-tier", "org-tools"].map((name) => inputsOf(all, name)?.valuesEditableBy),
      ["org_actors", "org_actors"],
    );
    assert.deepEqual(inputsOf(all, "org-placement"), {
      organization: "acme",
      values: {
        docs: { "ai-tier": "standard", "ai-tools": ["codex", "copilot"] },
        ledger: { "ai-tier": "critical", "ai-tools": [] },
      },
    });
  });

  it("demands of the default branch what the tier says, with every rule named", async () => {
    assert.deepEqual(inputsOf(await guardrails(), "org-tier-critical"), {
      name: "ai-tier-critical",
      target: "branch",
      enforcement: "active",
      conditions: {
        refName: { includes: ["~DEFAULT_BRANCH"], excludes: [] },
        repositoryProperty: {
          includes: [{ name: "ai-tier", propertyValues: ["critical"], source: "custom" }],
          excludes: [],
        },
      },
      bypassActors: [{ actorType: "Team", actorId: 12, bypassMode: "pull_request" }],
      rules: {
        creation: false,
        update: false,
        deletion: true,
        nonFastForward: true,
        requiredLinearHistory: false,
        requiredSignatures: true,
        pullRequest: {
          allowedMergeMethods: ["merge", "squash"],
          requiredApprovingReviewCount: 2,
          dismissStaleReviewsOnPush: true,
          requireCodeOwnerReview: true,
          requireLastPushApproval: true,
          requiredReviewThreadResolution: true,
        },
        requiredStatusChecks: {
          strictRequiredStatusChecksPolicy: true,
          doNotEnforceOnCreate: true,
          requiredChecks: [{ context: "ai-governance/gate", integrationId: 15368 }],
        },
        requiredWorkflows: {
          doNotEnforceOnCreate: true,
          requiredWorkflows: [{ repositoryId: 7, path: ".github/workflows/gate.yml", ref: "refs/tags/gate-v1" }],
        },
      },
    });
  });

  it("only records the rules of a tier on trial, but never those for AI paths", async () => {
    const all = await guardrails({ tiers: [{ name: "standard", approvals: 1, onTrial: true }], repositories: {} });
    assert.equal(inputsOf(all, "org-tier-standard")?.enforcement, "evaluate");
    assert.equal(inputsOf(all, "org-ai-paths-standard")?.enforcement, "active");
  });

  it("takes the check from the app that posts it", async () => {
    const { rules } = inputsOf(await guardrails({ gate: { ...args.gate, appId: 99 } }), "org-tier-standard") as {
      rules: { requiredStatusChecks: { requiredChecks: unknown } };
    };
    assert.deepEqual(rules.requiredStatusChecks.requiredChecks, [{ context: "ai-governance/gate", integrationId: 99 }]);
  });

  it("gives nobody a way around the rules for AI paths", async () => {
    const inputs = inputsOf(await guardrails(), "org-ai-paths-standard") as {
      bypassActors: unknown[];
      rules: { pullRequest: { requiredReviewers: unknown[]; requireCodeOwnerReview: boolean } };
    };
    assert.deepEqual(inputs.bypassActors, []);
    assert.equal(inputs.rules.pullRequest.requireCodeOwnerReview, true);
    assert.deepEqual(inputs.rules.pullRequest.requiredReviewers, [
      { filePatterns: rulesetPatterns(), minimumApprovals: 1, reviewer: { type: "Team", id: 11 } },
    ]);
  });

  it("limits Actions to the named ones, pinned, with a token that reads and cannot approve", async () => {
    const all = await guardrails();
    assert.deepEqual(inputsOf(all, "org-actions"), {
      enabledRepositories: "all",
      allowedActions: "selected",
      allowedActionsConfig: {
        githubOwnedAllowed: true,
        verifiedAllowed: false,
        patternsAlloweds: ["actions/*", "!openai/codex-action@*"],
      },
      shaPinningRequired: true,
    });
    assert.deepEqual(inputsOf(all, "org-workflow-token"), {
      organizationSlug: "acme",
      defaultWorkflowPermissions: "read",
      canApprovePullRequestReviews: false,
    });
  });

  it("names every bad argument at once", async () => {
    const bad = guardrails({
      tiers: [{ name: "standard", approvals: 0 }],
      defaultTier: "standart",
      repositories: { docs: { tier: "critical", tools: ["devin"] } },
      gate: { ...args.gate, ref: "master" },
    });
    await assert.rejects(bad, {
      message:
        "OrganizationGuardrails has bad arguments:\n" +
        '  defaultTier: found "standart"; must be one of standard\n' +
        '  gate.ref: found "master"; must be a full ref such as refs/tags/gate-v1\n' +
        "  tiers[0].approvals: found 0; must be a whole number from 1 to 10\n" +
        '  repositories.docs.tier: found "critical"; must be one of standard\n' +
        '  repositories.docs.tools[0]: found "devin"; must be one of copilot, codex',
    });
  });
});
