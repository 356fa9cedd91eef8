import * as github from "@pulumi/github";
import type * as pulumi from "@pulumi/pulumi";
import {
  actionsAppId,
  canaryProperty,
  everyFile,
  gateRuleset,
  isAvailable,
  rulesetPatterns,
  tierProperty,
} from "../governance/index.ts";
import { adopt } from "./adoption.ts";
import type { GateArgs, OrganizationGuardrailsArgs, TierArgs } from "./organization-guardrails.ts";
import { OrganizationPlan } from "./organization-plan.ts";

/** Every switch of a ruleset, off: a switch that is left out stays as somebody set it. */
export const noRules = {
  creation: false,
  update: false,
  deletion: false,
  nonFastForward: false,
  requiredLinearHistory: false,
  requiredSignatures: false,
} as const;

const everywhere = { includes: ["~DEFAULT_BRANCH"], excludes: [] };

const inTier = (tier: TierArgs, ...more: { name: string; propertyValues: string[]; source: string }[]) => ({
  refName: everywhere,
  repositoryProperty: {
    includes: [{ name: tierProperty, propertyValues: [tier.name], source: "custom" }, ...more],
    excludes: [],
  },
});

/** What the tier demands of its default branches; on trial, GitHub only records it, except in the canaries. */
export function createTierRulesets(
  name: string,
  tier: TierArgs,
  args: OrganizationGuardrailsArgs,
  opts: pulumi.CustomResourceOptions,
): void {
  const declare = (suffix: string, enforcement: string, conditions: ReturnType<typeof inTier>) =>
    new github.OrganizationRuleset(
      `${name}-tier-${tier.name}${suffix}`,
      {
        name: `ai-tier-${tier.name}${suffix}`,
        target: "branch",
        enforcement,
        conditions,
        bypassActors: breakGlass(tier, args.breakGlassTeamId),
        rules: { ...mergeRules(tier, args.gate), ...requiredWorkflow(args) },
      },
      adopt(opts, `ai-tier-${tier.name}${suffix}`, args.existing),
    );
  declare("", tier.onTrial ? "evaluate" : "active", inTier(tier));
  const hasCanaries = Object.values(args.repositories).some((each) => each.tier === tier.name && each.canary);
  if (tier.onTrial && hasCanaries) {
    declare("-canary", "active", inTier(tier, { name: canaryProperty, propertyValues: ["true"], source: "custom" }));
  }
}

/** Who may pass the tier's rules, in a pull request only. */
export function breakGlass(tier: Pick<TierArgs, "breakGlass">, teamId: pulumi.Input<number> | undefined) {
  if (teamId === undefined || tier.breakGlass === false) return [];
  return [{ actorType: "Team", actorId: teamId, bypassMode: "pull_request" }];
}

/** The rules of a tier that any ruleset can hold, an organisation's or a repository's. */
export function mergeRules(
  tier: Pick<TierArgs, "approvals" | "signedCommits" | "reviewerTeamId">,
  gate: Pick<GateArgs, "check" | "appId">,
) {
  return {
    ...noRules,
    deletion: true,
    nonFastForward: true,
    requiredSignatures: tier.signedCommits ?? false,
    pullRequest: {
      allowedMergeMethods: ["merge", "squash"],
      requiredApprovingReviewCount: tier.approvals,
      dismissStaleReviewsOnPush: true,
      requireCodeOwnerReview: true,
      requireLastPushApproval: true,
      requiredReviewThreadResolution: true,
      requiredReviewers: requiredReviewers(tier.reviewerTeamId, everyFile, tier.approvals),
    },
    // The check is what reports and scanners read; the workflow is what a forged check cannot replace.
    requiredStatusChecks: {
      strictRequiredStatusChecksPolicy: true,
      doNotEnforceOnCreate: true,
      requiredChecks: [{ context: gate.check, integrationId: gate.appId ?? actionsAppId }],
    },
  };
}

function requiredWorkflow({ gate, plan }: OrganizationGuardrailsArgs) {
  if (!isAvailable("required-workflows", plan ?? OrganizationPlan.Enterprise, "private")) return {};
  return {
    requiredWorkflows: {
      doNotEnforceOnCreate: true,
      requiredWorkflows: [{ repositoryId: gate.repositoryId, path: gate.workflow, ref: gate.ref }],
    },
  };
}

/** In a ruleset of its own, with nobody in the bypass list: a bypass counts for all rules of its ruleset. */
export function createAiPathRuleset(
  name: string,
  tier: TierArgs,
  args: OrganizationGuardrailsArgs,
  opts: pulumi.CustomResourceOptions,
): void {
  const rulesetName = `ai-paths-${tier.name}`;
  new github.OrganizationRuleset(
    `${name}-${rulesetName}`,
    {
      name: rulesetName,
      target: "branch",
      enforcement: "active",
      conditions: inTier(tier),
      bypassActors: [],
      rules: aiPathRules(args.aiPathReviewerTeamId, tier.onTrial ?? false),
    },
    adopt(opts, rulesetName, args.existing),
  );
}

/**
 * People approve changes of AI paths: their code owners, and one of the team where there is one. A count of approvals cannot
 * be tied to paths, so it holds for every change, break-glass included; during a trial that is what must not be enforced.
 */
export function aiPathRules(reviewerTeamId: pulumi.Input<number> | undefined, onTrial = false) {
  return {
    ...noRules,
    pullRequest: {
      allowedMergeMethods: ["merge", "squash"],
      requiredApprovingReviewCount: onTrial ? 0 : 1,
      dismissStaleReviewsOnPush: true,
      requireCodeOwnerReview: true,
      requireLastPushApproval: !onTrial,
      requiredReviewThreadResolution: false,
      requiredReviewers: requiredReviewers(reviewerTeamId, rulesetPatterns(), 1),
    },
  };
}

/** Nobody but the team's members counts: not a bot, nor a machine user outside it. */
function requiredReviewers(
  id: pulumi.Input<number> | undefined,
  filePatterns: readonly string[],
  minimumApprovals: number,
) {
  if (id === undefined) return [];
  return [{ filePatterns: [...filePatterns], minimumApprovals, reviewer: { type: "Team", id } }];
}

/** Nobody moves, removes or remakes the tag that the gate runs from: who could, would be the gate. */
export function createGateLock(
  name: string,
  { gate, existing }: OrganizationGuardrailsArgs,
  opts: pulumi.CustomResourceOptions,
): void {
  const rulesetName = gateRuleset;
  new github.OrganizationRuleset(
    `${name}-gate`,
    {
      name: rulesetName,
      target: "tag",
      enforcement: "active",
      conditions: { refName: { includes: [gate.ref], excludes: [] }, repositoryIds: [gate.repositoryId] },
      bypassActors: [],
      rules: { ...noRules, creation: true, update: true, deletion: true, nonFastForward: true },
    },
    adopt(opts, rulesetName, existing),
  );
}

/** Files that no push may bring into any private or internal repository; GitHub has no such rule for public ones. */
export function createForbiddenPaths(
  name: string,
  { forbiddenPaths = [], existing }: OrganizationGuardrailsArgs,
  opts: pulumi.CustomResourceOptions,
): void {
  if (forbiddenPaths.length === 0) return;
  const rulesetName = "ai-forbidden-paths";
  new github.OrganizationRuleset(
    `${name}-forbidden-paths`,
    {
      name: rulesetName,
      target: "push",
      enforcement: "active",
      conditions: { repositoryName: { includes: ["~ALL"], excludes: [], protected: false } },
      bypassActors: [],
      rules: { filePathRestriction: { restrictedFilePaths: forbiddenPaths } },
    },
    adopt(opts, rulesetName, existing),
  );
}
