import * as github from "@pulumi/github";
import * as pulumi from "@pulumi/pulumi";
import { tierProperty, toolsProperty } from "../governance/index.ts";
import { checkArgs, nonEmptyTexts, oneOf, text, wholeNumber } from "./check-args.ts";
import { RepositoryPropertyValues } from "./resources/index.ts";
import { createAiPathRuleset, createGateLock, createTierRuleset } from "./tier-rulesets.ts";
import { declared, type ExistingIdsArgs } from "./adoption.ts";

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
  /** Tag the workflow is taken from, e.g. `refs/tags/gate-v1`; it is locked for everyone. A new gate is a new tag. */
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
 * The rules of the whole organisation: a property for tier and tools, per tier one branch ruleset and one for AI paths, a
 * lock on the gate's tag, and what workflows may do. The number of resources does not grow with the number of repositories.
 *
 * @example
 * new OrganizationGuardrails("guardrails", {
 *   organization: "acme",
 *   tiers: [{ name: "standard", approvals: 1 }],
 *   defaultTier: "standard",
 *   tools: ["copilot"],
 *   repositories: { docs: { tier: "standard", tools: ["copilot"] } },
 *   gate: { repositoryId: 42, workflow: ".github/workflows/gate.yml", ref: "refs/tags/gate-v1", check: "ai-governance/gate" },
 *   actions: ["actions/*"],
 * });
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
    createGateLock(`${name}-gate`, args, { parent: this });
    limitActions(name, args, { parent: this, retainOnDelete: true });

    this.tierProperty = properties.tier.propertyName;
    this.toolsProperty = properties.tools.propertyName;
    this.registerOutputs({ tierProperty: this.tierProperty, toolsProperty: this.toolsProperty });
  }
}

function checkGuardrails(args: OrganizationGuardrailsArgs): void {
  const tiers = (args.tiers ?? []).map((tier) => tier.name);
  const perTier = (args.tiers ?? []).map(({ approvals }, index) => [
    `tiers[${index}].approvals`,
    wholeNumber(approvals, 1, 10),
  ]);
  const placements = Object.entries(args.repositories ?? {}).flatMap(([repository, { tier, tools }]) => [
    [`repositories.${repository}.tier`, oneOf(tier, tiers)],
    ...tools.map((tool, index) => [`repositories.${repository}.tools[${index}]`, oneOf(tool, args.tools ?? [])]),
  ]);
  checkArgs("OrganizationGuardrails", {
    tiers: nonEmptyTexts(tiers, "tier"),
    defaultTier: oneOf(args.defaultTier, tiers),
    tools: nonEmptyTexts(args.tools, "tool name"),
    actions: nonEmptyTexts(args.actions, "pattern such as actions/*"),
    "gate.ref": text(
      args.gate?.ref,
      /^refs\/tags\/.+/,
      "a tag such as refs/tags/gate-v1: what the gate runs must not move",
    ),
    ...Object.fromEntries([...perTier, ...placements]),
  });
}

function createProperties(name: string, args: OrganizationGuardrailsArgs, opts: pulumi.CustomResourceOptions) {
  const tier = new github.OrganizationCustomProperties(
    `${name}-tier`,
    {
      propertyName: tierProperty,
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
      propertyName: toolsProperty,
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
      { [tierProperty]: tier, [toolsProperty]: [...tools].sort() },
    ]),
  );
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
