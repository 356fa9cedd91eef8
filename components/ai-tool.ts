import * as github from "@pulumi/github";
import * as pulumi from "@pulumi/pulumi";
import { branchPatternProblem, fencesOfTool, isStopped, toolStates, type Fence } from "../governance/index.ts";
import { checkArgs, oneOf, text, type Problem } from "./check-args.ts";
import { CopilotCodingAgentPolicy } from "./resources/index.ts";
import { noRules } from "./tier-rulesets.ts";
import { adopt, declared, type ExistingIdsArgs } from "./adoption.ts";

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

export interface AiToolArgs {
  /** Short name of the tool, the value of the property `ai-tools`, e.g. `claude-code`. */
  tool: string;
  /** How far it is trusted. */
  state: AiToolState;
  /** Patterns of the branches it pushes to, as GitHub's rulesets read them, e.g. everything under `claude/`. Without any it cannot be fenced. */
  branches: string[];
  /** Name of the property that carries the tools a repository admits, once it exists. Default `ai-tools`, which then must exist. */
  toolsProperty?: pulumi.Input<string>;
  /** Only for the tool that GitHub itself runs. Default: the tool has no such switch. */
  copilotPolicy?: CopilotPolicyArgs;
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
    const rulesets = fencesOfTool(args.tool, args.branches ?? [], args.state).map((fence) =>
      // A tool that is taken out of the program stays stopped, if it was: forgetting it must not free it.
      createFence(
        `${name}-${fence.kind}`,
        fence,
        args.toolsProperty,
        adopt({ parent: this, retainOnDelete: fence.kind === "stop" }, fence.name, args.existing),
      ),
    );
    if (args.copilotPolicy) {
      createCopilotPolicy(`${name}-copilot`, args.state, args.copilotPolicy, { parent: this, retainOnDelete: true });
    }

    this.activeFences = pulumi
      .all(rulesets.map((ruleset) => pulumi.all([ruleset.name, ruleset.enforcement])))
      .apply((all) => all.filter(([, enforcement]) => enforcement === "active").map(([fence]) => fence));
    this.registerOutputs({ activeFences: this.activeFences });
  }
}

function checkAiTool(args: AiToolArgs): void {
  checkArgs("AiTool", {
    tool: text(args.tool, /^[a-z0-9][a-z0-9-]*$/, "a short name such as claude-code"),
    state: oneOf(args.state, toolStates),
    ...Object.fromEntries(
      (args.branches ?? []).map((pattern, index) => [`branches[${index}]`, namespaceProblem(pattern)]),
    ),
  });
}

function namespaceProblem(pattern: string): Problem {
  const form = text(pattern, /^(?!refs\/).+/, "a pattern without refs/heads/, such as claude/**/*");
  const meaning = form === undefined ? branchPatternProblem(pattern) : undefined;
  return form ?? (meaning && `found ${JSON.stringify(pattern)}, ${meaning}`);
}

function createFence(
  name: string,
  fence: Fence,
  toolsProperty: pulumi.Input<string> | undefined,
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
                excludes: [{ name: toolsProperty ?? except.name, propertyValues: [except.value], source: "custom" }],
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
