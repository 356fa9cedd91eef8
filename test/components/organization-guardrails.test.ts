import assert from "node:assert/strict";
import { OrganizationGuardrails, type OrganizationGuardrailsArgs } from "../../components/organization-guardrails.ts";
import { assertGolden } from "../support/golden.ts";
import { named, record, type Registered } from "../support/recorder.ts";

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
const inputsOf = (all: Registered[], name: string) => named(all, name)[2];

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
      "OrganizationRuleset org-gate",
      "RepositoryPropertyValues org-placement",
      "OrganizationCustomProperties org-tier",
      "OrganizationRuleset org-tier-critical",
      "OrganizationRuleset org-tier-standard",
      "OrganizationCustomProperties org-tools",
      "ActionsOrganizationWorkflowPermissions org-workflow-token",
    ]);
    assert.deepEqual(names(await guardrails({ repositories: many })), names(await guardrails()));
  });

  it("declares exactly this, and leaves what workflows may do when it is destroyed", async () =>
    assertGolden("organization-guardrails", await guardrails()));

  it("takes up rulesets that exist", async () => {
    const existing = { "ai-tier-standard": "1", "ai-paths-critical": "2", "ai-gate": "3" };
    const all = await guardrails({ existing });
    assert.deepEqual(
      ["org-tier-standard", "org-tier-critical", "org-ai-paths-critical", "org-gate"].map(
        (name) => named(all, name)[3],
      ),
      [{ import: "1" }, {}, { import: "2" }, { import: "3" }],
    );
  });

  it("gives nobody a way around the rules of a tier where there is no break-glass team", async () => {
    const all = await guardrails({ breakGlassTeamId: undefined });
    assert.deepEqual(named(all, "org-tier-standard")[2].bypassActors, []);
  });

  it("gives nobody a way around the rules of a tier without break-glass", async () => {
    const tiers = args.tiers.map((tier) => ({ ...tier, breakGlass: tier.name === "standard" }));
    const all = await guardrails({ tiers });
    assert.deepEqual(named(all, "org-tier-critical")[2].bypassActors, []);
    assert.deepEqual(named(all, "org-tier-standard")[2].bypassActors, [
      { actorType: "Team", actorId: 12, bypassMode: "pull_request" },
    ]);
  });

  it("leaves AI paths to their code owners where no team reviews them", async () => {
    const { pullRequest } = named(await guardrails({ aiPathReviewerTeamId: undefined }), "org-ai-paths-standard")[2]
      .rules as { pullRequest: Record<string, unknown> };
    assert.deepEqual(pullRequest.requiredReviewers, []);
    assert.equal(pullRequest.requireCodeOwnerReview, true);
  });

  it("only records the rules of a tier on trial, but never those for AI paths", async () => {
    const all = await guardrails({ tiers: [{ name: "standard", approvals: 1, onTrial: true }], repositories: {} });
    assert.equal(inputsOf(all, "org-tier-standard").enforcement, "evaluate");
    assert.equal(inputsOf(all, "org-ai-paths-standard").enforcement, "active");
  });

  it("takes the check from the app that posts it", async () => {
    const { rules } = inputsOf(await guardrails({ gate: { ...args.gate, appId: 99 } }), "org-tier-standard") as {
      rules: { requiredStatusChecks: { requiredChecks: unknown } };
    };
    assert.deepEqual(rules.requiredStatusChecks.requiredChecks, [{ context: "ai-governance/gate", integrationId: 99 }]);
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
        '  gate.ref: found "master"; must be a tag such as refs/tags/gate-v1: what the gate runs must not move\n' +
        "  tiers[0].approvals: found 0; must be a whole number from 1 to 10\n" +
        '  repositories.docs.tier: found "critical"; must be one of standard\n' +
        '  repositories.docs.tools[0]: found "devin"; must be one of copilot, codex',
    });
  });
});
