import * as github from "@pulumi/github";
import * as pulumi from "@pulumi/pulumi";
import { rulesetPatterns } from "../governance/index.ts";
import { checkArgs, nonEmptyTexts, oneOf, text, wholeNumber } from "./check-args.ts";
import { RepositoryPropertyValues } from "./resources/index.ts";
import { adopt, declared, type ExistingIdsArgs } from "./adoption.ts";

/** GitHub Actions' own app: checks posted by workflows carry its id. */
const GITHUB_ACTIONS_APP_ID = 15368;

/** What a tier demands of any change, by person or tool. */
export interface TierArgs {
  /** Value of the property `ai-tier`. */
  name: string;
  /** Approving reviews by people with write access, 1 to 10. */
  approvals: number;
  /** Whether each commit must carry a verified signature. Default false. */
  signedCommits?: boolean;
  /** Whether the tier's rules are only recorded, not enforced; GitHub Enterprise only. AI paths are never on trial. Default false. */
  onTrial?: boolean;
}

/** The required check on each pull request and the workflow that alone can answer it. */
export interface GateArgs {
  /** Numeric id of the repository that holds the workflow; only the platform team may change it. */
  repositoryId: pulumi.Input<number>;
  /** Path of the workflow file, e.g. `.github/workflows/gate.yml`. */
  workflow: string;
  /** Ref the workflow is taken from, e.g. `refs/tags/gate-v1`. No default: GitHub's own is `master`. */
  ref: string;
  /** Name of the check, e.g. `ai-governance/gate`. */
  check: string;
  /** Id of the GitHub App that posts the check. Default GitHub Actions. */
  appId?: pulumi.Input<number>;
}

/** Where one repository stands. */
export interface PlacementArgs {
  /** Name of its tier. */
  tier: string;
  /** Tools that may work in it. */
  tools: string[];
}

export interface OrganizationGuardrailsArgs {
  /** Login of the organisation. */
  organization: string;
  /** The tiers; a repository stands in one. */
  tiers: TierArgs[];
  /** Tier of a repository that nobody placed. */
  defaultTier: string;
  /** Names of all declared tools: the values of the property `ai-tools`. */
  tools: string[];
  /** Repository name to its tier and tools. */
  repositories: { [repository: string]: PlacementArgs };
  /** The gate. */
  gate: GateArgs;
  /** Id of the team, with write access, that must approve changes of AI paths. Default: their code owners alone. */
  aiPathReviewerTeamId?: pulumi.Input<number>;
  /** Id of the team that may pass the tier rules in a pull request on the day the gate is down. AI paths have no such way. Default: nobody. */
  breakGlassTeamId?: pulumi.Input<number>;
  /** Actions that workflows may use, e.g. `actions/*`; a pattern that begins with `!` blocks, whatever else is allowed. */
  actions: string[];
  /** Rulesets that GitHub already has, by name: an interrupted update is taken up where it stopped. Default none. */
  existing?: ExistingIdsArgs;
}

/**
 * The rules of the whole organisation: a property for tier and tools, per tier one branch ruleset and one for AI paths,
 * and what workflows may do. The number of resources does not grow with the number of repositories.
 */
export class OrganizationGuardrails extends pulumi.ComponentResource {
  /** Name of the property that carries a repository's tier. */
  declare readonly tierProperty: pulumi.Output<string>;
  /** Name of the property that carries the tools a repository admits. */
  declare readonly toolsProperty: pulumi.Output<string>;

  constructor(name: string, args: OrganizationGuardrailsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("ai-governance:index:OrganizationGuardrails", name, declared(args), opts);
    checkGuardrails(args);
    const properties = createProperties(name, args, { parent: this });
    const placed = { parent: this, dependsOn: [properties.tier, properties.tools] };
    new RepositoryPropertyValues(
      `${name}-placement`,
      { organization: args.organization, values: propertyValues(args.repositories) },
      placed,
    );
    for (const tier of args.tiers) {
      createTierRuleset(`${name}-tier-${tier.name}`, tier, args, placed);
      createAiPathRuleset(`${name}-ai-paths-${tier.name}`, tier, args, placed);
    }
    limitActions(name, args, { parent: this, retainOnDelete: true });

    this.tierProperty = properties.tier.propertyName;
    this.toolsProperty = properties.tools.propertyName;
    this.registerOutputs({ tierProperty: this.tierProperty, toolsProperty: this.toolsProperty });
  }
}

function checkGuardrails(args: OrganizationGuardrailsArgs): void {
  const tiers = args.tiers.map((tier) => tier.name);
  const perTier = args.tiers.map((tier, index) => [`tiers[${index}].approvals`, wholeNumber(tier.approvals, 1, 10)]);
  const placements = Object.entries(args.repositories).flatMap(([repository, { tier, tools }]) => [
    [`repositories.${repository}.tier`, oneOf(tier, tiers)],
    ...tools.map((tool, index) => [`repositories.${repository}.tools[${index}]`, oneOf(tool, args.tools)]),
  ]);
  checkArgs("OrganizationGuardrails", {
    tiers: nonEmptyTexts(tiers, "tier"),
    defaultTier: oneOf(args.defaultTier, tiers),
    tools: nonEmptyTexts(args.tools, "tool name"),
    actions: nonEmptyTexts(args.actions, "pattern such as actions/*"),
    "gate.ref": text(args.gate.ref, /^refs\/(heads|tags)\/.+/, "a full ref such as refs/tags/gate-v1"),
    ...Object.fromEntries([...perTier, ...placements]),
  });
}

function createProperties(name: string, args: OrganizationGuardrailsArgs, opts: pulumi.CustomResourceOptions) {
  const tier = new github.OrganizationCustomProperties(
    `${name}-tier`,
    {
      propertyName: "ai-tier",
      description: "What the repository demands of any change. Written by the AI governance stack only.",
      valueType: "single_select",
      allowedValues: args.tiers.map((each) => each.name),
      required: true,
      defaultValue: args.defaultTier,
      valuesEditableBy: "org_actors",
    },
    opts,
  );
  const tools = new github.OrganizationCustomProperties(
    `${name}-tools`,
    {
      propertyName: "ai-tools",
      description: "AI tools that may work in the repository. Written by the AI governance stack only.",
      valueType: "multi_select",
      allowedValues: [...args.tools].sort(),
      required: false,
      valuesEditableBy: "org_actors",
    },
    opts,
  );
  return { tier, tools };
}

function propertyValues(repositories: OrganizationGuardrailsArgs["repositories"]) {
  return Object.fromEntries(
    Object.entries(repositories).map(([repository, { tier, tools }]) => [
      repository,
      { "ai-tier": tier, "ai-tools": [...tools].sort() },
    ]),
  );
}

const inTier = (tier: TierArgs) => ({
  refName: { includes: ["~DEFAULT_BRANCH"], excludes: [] },
  repositoryProperty: { includes: [{ name: "ai-tier", propertyValues: [tier.name], source: "custom" }], excludes: [] },
});

function createTierRuleset(
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
        creation: false,
        update: false,
        deletion: true,
        nonFastForward: true,
        requiredLinearHistory: false,
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
          requiredChecks: [{ context: args.gate.check, integrationId: args.gate.appId ?? GITHUB_ACTIONS_APP_ID }],
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
function createAiPathRuleset(
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
        creation: false,
        update: false,
        deletion: false,
        nonFastForward: false,
        requiredLinearHistory: false,
        requiredSignatures: false,
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

function limitActions(name: string, args: OrganizationGuardrailsArgs, opts: pulumi.CustomResourceOptions): void {
  new github.ActionsOrganizationPermissions(
    `${name}-actions`,
    {
      enabledRepositories: "all",
      allowedActions: "selected",
      allowedActionsConfig: {
        githubOwnedAllowed: true,
        verifiedAllowed: false,
        patternsAlloweds: args.actions,
      },
      shaPinningRequired: true,
    },
    opts,
  );
  new github.ActionsOrganizationWorkflowPermissions(
    `${name}-workflow-token`,
    {
      organizationSlug: args.organization,
      defaultWorkflowPermissions: "read",
      canApprovePullRequestReviews: false,
    },
    opts,
  );
}
