import assert from "node:assert/strict";
import {
  CodeSecurityReach,
  OrganizationGuardrails,
  type OrganizationGuardrailsArgs,
} from "../../components/organization-guardrails.ts";
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
      "OrganizationCustomProperties org-tool-codex",
      "OrganizationCustomProperties org-tool-copilot",
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

  it("enforces the rules of a tier on trial in its canaries", async () => {
    const repositories = { docs: { tier: "standard", tools: [], canary: true }, site: { tier: "standard", tools: [] } };
    const all = await guardrails({ tiers: [{ name: "standard", approvals: 1, onTrial: true }], repositories });
    const canary = inputsOf(all, "org-tier-standard-canary");
    assert.equal(canary.name, "ai-tier-standard-canary");
    assert.equal(canary.enforcement, "active");
    assert.deepEqual((canary.conditions as { repositoryProperty: unknown }).repositoryProperty, {
      includes: [
        { name: "ai-tier", propertyValues: ["standard"], source: "custom" },
        { name: "ai-canary", propertyValues: ["true"], source: "custom" },
      ],
      excludes: [],
    });
    assert.deepEqual(canary.rules, inputsOf(all, "org-tier-standard").rules);
    const { values } = inputsOf(all, "org-placement") as { values: Record<string, Record<string, unknown>> };
    assert.deepEqual([values["docs"]?.["ai-canary"], values["site"]?.["ai-canary"]], ["true", "false"]);
  });

  it("declares on plan team what that has: no required workflow", async () => {
    const all = await guardrails({ plan: "team" });
    const { requiredWorkflows, requiredStatusChecks } = inputsOf(all, "org-tier-standard").rules as Record<
      string,
      unknown
    >;
    assert.equal(requiredWorkflows, undefined);
    assert.notEqual(requiredStatusChecks, undefined);
  });

  it("declares on plan free what that has: no ruleset", async () => {
    const types = new Set((await guardrails({ plan: "free" })).map(([type]) => type.split(":").at(-1)));
    assert.deepEqual([...types].sort(), [
      "ActionsOrganizationPermissions",
      "ActionsOrganizationWorkflowPermissions",
      "OrganizationCustomProperties",
      "OrganizationGuardrails",
      "RepositoryPropertyValues",
    ]);
  });

  it("keeps forbidden paths out of every repository, by a push ruleset that nobody passes", async () => {
    const all = await guardrails({ forbiddenPaths: ["**/CLAUDE.local.md"] });
    const { target, rules, bypassActors, conditions } = inputsOf(all, "org-forbidden-paths");
    assert.deepEqual(
      { target, rules, bypassActors, conditions },
      {
        target: "push",
        rules: { filePathRestriction: { restrictedFilePaths: ["**/CLAUDE.local.md"] } },
        bypassActors: [],
        conditions: { repositoryName: { includes: ["~ALL"], excludes: [], protected: false } },
      },
    );
  });

  it("switches secret scanning with push protection on where told to", async () => {
    const codeSecurity = { repositories: CodeSecurityReach.PrivateOrInternal, secretProtection: true };
    const all = await guardrails({ codeSecurity });
    const { secretScanning, secretScanningPushProtection, attachTo } = inputsOf(all, "org-code-security");
    assert.deepEqual(
      [secretScanning, secretScanningPushProtection, attachTo],
      ["enabled", "enabled", "private_or_internal"],
    );
  });

  it("counts the approvals of a team of people alone where a tier names one", async () => {
    const all = await guardrails({ tiers: [{ name: "standard", approvals: 2, reviewerTeamId: 31 }], repositories: {} });
    const { pullRequest } = inputsOf(all, "org-tier-standard").rules as { pullRequest: { requiredReviewers: unknown } };
    assert.deepEqual(pullRequest.requiredReviewers, [
      {
        filePatterns: ["**/*", "**/.*", "**/.*/**/*", "**/.*/**/.*"],
        minimumApprovals: 2,
        reviewer: { type: "Team", id: 31 },
      },
    ]);
  });

  it("takes the check from the app that posts it", async () => {
    const { rules } = inputsOf(await guardrails({ gate: { ...args.gate, appId: 99 } }), "org-tier-standard") as {
      rules: { requiredStatusChecks: { requiredChecks: unknown } };
    };
    assert.deepEqual(rules.requiredStatusChecks.requiredChecks, [{ context: "ai-governance/gate", integrationId: 99 }]);
  });
});
