import * as github from "@pulumi/github";
import * as pulumi from "@pulumi/pulumi";
import { fencesOfTool, isAvailable, isStopped, type Fence } from "../governance/index.ts";
import { adopt, declared, type ExistingIdsArgs } from "./adoption.ts";
import { checkAiTool } from "./check-ai-tool.ts";
import { OrganizationPlan } from "./organization-plan.ts";
import { AppInstallationScope, CopilotCodingAgentPolicy } from "./resources/index.ts";
import { noRules } from "./tier-rulesets.ts";

/** How far a tool is trusted, from most to least. */
export const AiToolState = {
  Enabled: "enabled",
  Constrained: "constrained",
  Quarantined: "quarantined",
  Disabled: "disabled",
} as const;
export type AiToolState = (typeof AiToolState)[keyof typeof AiToolState];

/** The organisation's switch for the Copilot coding agent. */
export interface CopilotPolicyArgs {
  /** Login of the organisation. */
  organization: string;
  /** Repositories where the agent may work; in a stopped state it may in none. */
  repositories: string[];
}

/** Which repositories the tool's GitHub App is installed on. */
export interface AppScopeArgs {
  /** Login of the organisation. */
  organization: string;
  /** Slug of the app, e.g. `claude`. */
  app: string;
  /** Repositories that it may reach; in a stopped state as few as GitHub lets it. A disabled tool is uninstalled where `enterprise` is given. */
  repositories: string[];
  /**
   * Slug of the enterprise, where the token is that of an app installed on it. That token can do nothing else here, so give the
   * tool a provider of its own. Default: a classic token of an organisation owner.
   */
  enterprise?: string;
}

/** Organisation secrets of Actions that the tool's workflows need. */
export interface SecretAccessArgs {
  /** Names of secrets that exist, with access for selected repositories. */
  secrets: string[];
  /** Ids of the repositories whose workflows may read them; in a stopped state none may. */
  repositoryIds: pulumi.Input<number>[];
}

export interface AiToolArgs {
  /** Short name of the tool, e.g. `claude-code`. */
  tool: string;
  /** How far it is trusted. */
  state: AiToolState;
  /** Patterns of the branches it pushes to, as GitHub's rulesets read them, e.g. everything under `claude/`. Without any it cannot be fenced. */
  branches: string[];
  /** Name of the true/false property that says whether a repository admits the tool, once it exists. Default `ai-tool-<tool>`, which then must exist. */
  toolProperty?: pulumi.Input<string>;
  /** What the organisation pays GitHub for; `free` has no organisation rulesets, so `RepositoryFence` bears the fences. Default `enterprise`. */
  plan?: OrganizationPlan;
  /** Only for the tool that GitHub itself runs. Default: the tool has no such switch. */
  copilotPolicy?: CopilotPolicyArgs;
  /** Which repositories the tool's app reaches. Default: as a person set it. */
  appScope?: AppScopeArgs;
  /** Organisation secrets that follow the tool's state. Default none. */
  secretAccess?: SecretAccessArgs;
  /** Rulesets that GitHub already has, by name: an interrupted update is taken up where it stopped. Default none. */
  existing?: ExistingIdsArgs;
}

/**
 * One AI coding tool. Its state is the kill switch: `disabled` turns the dormant ruleset on, and no branch in the tool's
 * namespace can be created or moved anywhere. Not stopped here: what runs under a person's own credentials, and an app that
 * may write and pushes to a branch outside its namespace; for that one, suspend the app's installation.
 *
 * @example
 * new AiTool("codex", { tool: "codex", state: AiToolState.Enabled, branches: ["codex/issue-*"] });
 */
export class AiTool extends pulumi.ComponentResource {
  /** Names of the rulesets that are in force now. */
  declare readonly activeFences: pulumi.Output<string[]>;

  constructor(name: string, args: AiToolArgs, opts?: pulumi.ComponentResourceOptions) {
    super("ai-governance:index:AiTool", name, declared(args), opts);
    checkAiTool(args);
    const hasRulesets = isAvailable("organization-rulesets", args.plan ?? OrganizationPlan.Enterprise, "private");
    const fences = hasRulesets ? fencesOfTool(args.tool, args.branches, args.state) : [];
    const rulesets = fences.map((fence) =>
      // A tool that is taken out of the program stays stopped, if it was: forgetting it must not free it.
      createFence(
        `${name}-${fence.kind}`,
        fence,
        args.toolProperty,
        adopt({ parent: this, retainOnDelete: fence.kind === "stop" }, fence.name, args.existing),
      ),
    );
    const kept = { parent: this, retainOnDelete: true };
    if (args.copilotPolicy) createCopilotPolicy(`${name}-copilot`, args.state, args.copilotPolicy, kept);
    if (args.appScope) createAppScope(`${name}-app`, args.state, args.appScope, kept);
    if (args.secretAccess) limitSecrets(name, args.state, args.secretAccess, kept);

    this.activeFences = pulumi
      .all(rulesets.map((ruleset) => pulumi.all([ruleset.name, ruleset.enforcement])))
      .apply((all) => all.filter(([, enforcement]) => enforcement === "active").map(([fence]) => fence));
    this.registerOutputs({ activeFences: this.activeFences });
  }
}

function createFence(
  name: string,
  fence: Fence,
  toolProperty: pulumi.Input<string> | undefined,
  opts: pulumi.CustomResourceOptions,
): github.OrganizationRuleset {
  const except = fence.exceptProperty;
  return new github.OrganizationRuleset(
    name,
    {
      name: fence.name,
      target: "branch",
      enforcement: fence.enforcement,
      conditions: {
        refName: { includes: [...fence.patterns], excludes: [] },
        ...(except === undefined
          ? { repositoryName: { includes: ["~ALL"], excludes: [], protected: false } }
          : {
              repositoryProperty: {
                includes: [],
                excludes: [{ name: toolProperty ?? except.name, propertyValues: [except.value], source: "custom" }],
              },
            }),
      },
      bypassActors: [],
      // Deletion stays possible, so that people can clear up what a stopped tool left.
      rules: { ...noRules, creation: true, update: true },
    },
    opts,
  );
}

function createCopilotPolicy(
  name: string,
  state: AiToolState,
  { organization, repositories }: CopilotPolicyArgs,
  opts: pulumi.CustomResourceOptions,
): void {
  const open = isStopped(state) ? [] : repositories;
  new CopilotCodingAgentPolicy(
    name,
    open.length === 0
      ? { organization, enabledRepositories: "none" }
      : { organization, enabledRepositories: "selected", repositories: open },
    opts,
  );
}

function createAppScope(
  name: string,
  state: AiToolState,
  { organization, app, repositories, enterprise }: AppScopeArgs,
  opts: pulumi.CustomResourceOptions,
): void {
  const reach = isStopped(state) ? [] : repositories;
  const scope = { organization, appSlug: app, repositories: reach, enterprise };
  // Quarantine is to be left again: only a tool that is given up loses its installation.
  const uninstalls = state === "disabled" && enterprise !== undefined;
  new AppInstallationScope(name, { ...scope, ...(uninstalls ? { uninstallWhenEmpty: true } : {}) }, opts);
}

function limitSecrets(
  name: string,
  state: AiToolState,
  { secrets, repositoryIds }: SecretAccessArgs,
  opts: pulumi.CustomResourceOptions,
): void {
  for (const secretName of secrets) {
    new github.ActionsOrganizationSecretRepositories(
      `${name}-secret-${secretName}`,
      { secretName, selectedRepositoryIds: isStopped(state) ? [] : repositoryIds },
      opts,
    );
  }
}
