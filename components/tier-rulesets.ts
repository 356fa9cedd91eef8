import * as github from "@pulumi/github";
import type * as pulumi from "@pulumi/pulumi";
import { actionsAppId, rulesetPatterns, tierProperty } from "../governance/index.ts";
import { adopt } from "./adoption.ts";
import type { OrganizationGuardrailsArgs, TierArgs } from "./organization-guardrails.ts";

/** Every switch of a ruleset, off: a switch that is left out stays as somebody set it. */
export const noRules = {
  creation: false,
  update: false,
  deletion: false,
  nonFastForward: false,
  requiredLinearHistory: false,
  requiredSignatures: false,
} as const;

const inTier = (tier: TierArgs) => ({
  refName: { includes: ["~DEFAULT_BRANCH"], excludes: [] },
  repositoryProperty: {
    includes: [{ name: tierProperty, propertyValues: [tier.name], source: "custom" }],
    excludes: [],
  },
});

/** What the tier demands of its default branches. */
export function createTierRuleset(
  name: string,
  tier: TierArgs,
  args: OrganizationGuardrailsArgs,
  opts: pulumi.CustomResourceOptions,
): void {
  const rulesetName = `ai-tier-${tier.name}`;
  new github.OrganizationRuleset(
    name,
    {
      name: rulesetName,
      target: "branch",
      enforcement: tier.onTrial ? "evaluate" : "active",
      conditions: inTier(tier),
      bypassActors:
        args.breakGlassTeamId === undefined
          ? []
          : [{ actorType: "Team", actorId: args.breakGlassTeamId, bypassMode: "pull_request" }],
      rules: {
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
        },
        // The check is what reports and scanners read; the workflow is what a forged check cannot replace.
        requiredStatusChecks: {
          strictRequiredStatusChecksPolicy: true,
          doNotEnforceOnCreate: true,
          requiredChecks: [{ context: args.gate.check, integrationId: args.gate.appId ?? actionsAppId }],
        },
        requiredWorkflows: {
          doNotEnforceOnCreate: true,
          requiredWorkflows: [{ repositoryId: args.gate.repositoryId, path: args.gate.workflow, ref: args.gate.ref }],
        },
      },
    },
    adopt(opts, rulesetName, args.existing),
  );
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
    name,
    {
      name: rulesetName,
      target: "branch",
      enforcement: "active",
      conditions: inTier(tier),
      bypassActors: [],
      rules: {
        ...noRules,
        pullRequest: {
          allowedMergeMethods: ["merge", "squash"],
          requiredApprovingReviewCount: 1,
          dismissStaleReviewsOnPush: true,
          requireCodeOwnerReview: true,
          requireLastPushApproval: true,
          requiredReviewThreadResolution: false,
          requiredReviewers: aiPathReviewers(args.aiPathReviewerTeamId),
        },
      },
    },
    adopt(opts, rulesetName, args.existing),
  );
}

function aiPathReviewers(teamId: pulumi.Input<number> | undefined) {
  if (teamId === undefined) return [];
  return [{ filePatterns: rulesetPatterns(), minimumApprovals: 1, reviewer: { type: "Team", id: teamId } }];
}

/** Nobody moves, removes or remakes the tag that the gate runs from: who could, would be the gate. */
export function createGateLock(
  name: string,
  { gate, existing }: OrganizationGuardrailsArgs,
  opts: pulumi.CustomResourceOptions,
): void {
  const rulesetName = "ai-gate";
  new github.OrganizationRuleset(
    name,
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
