import * as pulumi from "@pulumi/pulumi";
import { isAvailable } from "../governance/index.ts";
import { declared, type ExistingIdsArgs } from "./adoption.ts";
import { checkGuardrails } from "./check-guardrails.ts";
import { limitActions } from "./organization-actions.ts";
import { OrganizationPlan } from "./organization-plan.ts";
import { createProperties, placeRepositories } from "./organization-properties.ts";
import { CodeSecurityConfiguration } from "./resources/index.ts";
import { createAiPathRuleset, createForbiddenPaths, createGateLock, createTierRulesets } from "./tier-rulesets.ts";

/** What a tier demands of any change, by person or tool. */
export interface TierArgs {
  /** Value of the property `ai-tier`. */
  name: string;
  /** Approving reviews by people with write access, 1 to 10. */
  approvals: number;
  /** Id of the team, with write access, that must give these approvals: those of apps and machine users are then not enough. Default: anyone with write access. */
  reviewerTeamId?: pulumi.Input<number>;
  /** Whether each commit must carry a verified signature. Default false. */
  signedCommits?: boolean;
  /** Whether the break-glass team may pass this tier's rules in a pull request. Default true. */
  breakGlass?: boolean;
  /** Whether the tier's rules are only recorded, not enforced, except in canaries; GitHub Enterprise only. AI paths are never on trial: each change takes a pull request. Default false. */
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
  /** Whether the rules of its tier are enforced while the tier is on trial. Default false. */
  canary?: boolean;
}

/** Repositories that get a code-security configuration. */
export const CodeSecurityReach = {
  All: "all",
  AllWithoutConfigurations: "all_without_configurations",
  Public: "public",
  PrivateOrInternal: "private_or_internal",
} as const;
export type CodeSecurityReach = (typeof CodeSecurityReach)[keyof typeof CodeSecurityReach];

/** Secret scanning with push protection, which repositories cannot switch off. */
export interface CodeSecurityArgs {
  /** Repositories that get it. */
  repositories: CodeSecurityReach;
  /** Whether the organisation has licences of GitHub Secret Protection; without them only public repositories are scanned. Default false. */
  secretProtection?: boolean;
}

export interface OrganizationGuardrailsArgs {
  /** Login of the organisation. */
  organization: string;
  /** What the organisation pays GitHub for: `free` has no organisation rulesets, `team` no required workflows. Default `enterprise`. */
  plan?: OrganizationPlan;
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
  /** Id of the team that may pass the rules of tiers with `breakGlass` in a pull request on the day the gate is down. AI paths have no such way. Default: nobody. */
  breakGlassTeamId?: pulumi.Input<number>;
  /** Paths that no push may bring into private and internal repositories, as rulesets read them; plan enterprise only. Default none. */
  forbiddenPaths?: string[];
  /** Secret scanning with push protection. Default: left as it is. */
  codeSecurity?: CodeSecurityArgs;
  /** Actions that workflows may use, e.g. `actions/*`; a pattern that begins with `!` blocks, whatever else is allowed. */
  actions: string[];
  /** Rulesets that GitHub already has, by name: an interrupted update is taken up where it stopped. Default none. */
  existing?: ExistingIdsArgs;
}

/**
 * The rules of the whole organisation: properties for tier and tools, per tier one branch ruleset and one for AI paths, a
 * lock on the gate's tag, and what workflows may do. The number of resources does not grow with the number of repositories.
 * Plan `free` has no organisation rulesets: there, `GovernedRepository` and `RepositoryFence` bear the rules.
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
  /** Name of the property that lists the tools a repository admits. */
  declare readonly toolsProperty: pulumi.Output<string>;
  /** Tool to the name of the true/false property that says whether a repository admits it. */
  declare readonly toolProperties: pulumi.Output<{ [tool: string]: string }>;

  constructor(name: string, args: OrganizationGuardrailsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("ai-governance:index:OrganizationGuardrails", name, declared(args), opts);
    checkGuardrails(args);
    const { tier, tools, canary, byTool } = createProperties(name, args, { parent: this });
    const dependsOn = [tier, tools, ...(canary ? [canary] : []), ...Object.values(byTool)];
    placeRepositories(name, args, { parent: this, dependsOn });
    if (isAvailable("organization-rulesets", args.plan ?? OrganizationPlan.Enterprise, "private")) {
      for (const each of args.tiers) {
        createTierRulesets(name, each, args, { parent: this, dependsOn: [tier, ...(canary ? [canary] : [])] });
        createAiPathRuleset(name, each, args, { parent: this, dependsOn: [tier] });
      }
      createGateLock(name, args, { parent: this });
      createForbiddenPaths(name, args, { parent: this });
    }
    limitActions(name, args, { parent: this, retainOnDelete: true });
    if (args.codeSecurity) protectSecrets(name, args.organization, args.codeSecurity, { parent: this });

    this.tierProperty = tier.propertyName;
    this.toolsProperty = tools.propertyName;
    this.toolProperties = pulumi.output(
      Object.fromEntries(Object.entries(byTool).map(([tool, property]) => [tool, property.propertyName])),
    );
    this.registerOutputs({
      tierProperty: this.tierProperty,
      toolsProperty: this.toolsProperty,
      toolProperties: this.toolProperties,
    });
  }
}

function protectSecrets(
  name: string,
  organization: string,
  { repositories, secretProtection = false }: CodeSecurityArgs,
  opts: pulumi.CustomResourceOptions,
): void {
  new CodeSecurityConfiguration(
    `${name}-code-security`,
    {
      organization,
      name: "AI governance",
      description: "Secret scanning with push protection. Written by the AI governance stack only.",
      advancedSecurity: secretProtection ? "secret_protection" : "not_set",
      secretScanning: "enabled",
      secretScanningPushProtection: "enabled",
      dependencyGraph: "not_set",
      dependabotAlerts: "not_set",
      attachTo: repositories,
    },
    opts,
  );
}
