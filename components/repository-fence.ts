import * as github from "@pulumi/github";
import * as pulumi from "@pulumi/pulumi";
import { branchPatternProblem, isStopped, repositoryFenceName, toolStates } from "../governance/index.ts";
import type { AiToolState } from "./ai-tool.ts";
import {
  at,
  checkArgs,
  itemsOf,
  listProblem,
  mapProblem,
  membersOf,
  oneOf,
  text,
  trueOrFalse,
  unknownKeys,
  type Problems,
} from "./check-args.ts";
import { noRules } from "./tier-rulesets.ts";

/** One tool, as a repository sees it. */
export interface FencedToolArgs {
  /** How far the tool is trusted. */
  state: AiToolState;
  /** Patterns of the branches it pushes to, as GitHub's rulesets read them, e.g. everything under `claude/`. */
  branches: string[];
  /** Whether the repository admits the tool. */
  admitted: boolean;
}

export interface RepositoryFenceArgs {
  /** Name of the repository, without its owner. On plan `free` it must be public. */
  repository: string;
  /** All declared tools, by name. */
  tools: { [tool: string]: FencedToolArgs };
}

/**
 * The fences of one repository, for organisations without organisation rulesets (plan `free`): no branch in the namespace of
 * a tool that the repository does not admit, or that is stopped, can be created or moved. Declared by the organisation's
 * stack: a kill switch is not in the hands of the repository.
 *
 * @example
 * new RepositoryFence("docs", {
 *   repository: "docs",
 *   tools: { codex: { state: AiToolState.Enabled, branches: ["codex/issue-*"], admitted: false } },
 * });
 */
export class RepositoryFence extends pulumi.ComponentResource {
  /** Tools that are kept out, sorted; one without branches cannot be. */
  declare readonly fencedTools: pulumi.Output<string[]>;

  constructor(name: string, args: RepositoryFenceArgs, opts?: pulumi.ComponentResourceOptions) {
    super("ai-governance:index:RepositoryFence", name, args, opts);
    checkRepositoryFence(args);
    const fenced = Object.entries(args.tools).filter(
      ([, { admitted, state, branches }]) => branches.length > 0 && (!admitted || isStopped(state)),
    );
    const patterns = fenced.flatMap(([, { branches }]) => branches);
    const ruleset = new github.RepositoryRuleset(
      `${name}-fence`,
      {
        repository: args.repository,
        name: repositoryFenceName,
        target: "branch",
        // Dormant where every tool is admitted: it exists, so that one request can fill it.
        enforcement: patterns.length > 0 ? "active" : "disabled",
        conditions: { refName: { includes: patterns.map((pattern) => `refs/heads/${pattern}`), excludes: [] } },
        bypassActors: [],
        rules: { ...noRules, creation: true, update: true },
      },
      { parent: this },
    );

    this.fencedTools = ruleset.id.apply(() => fenced.map(([tool]) => tool).sort());
    this.registerOutputs({ fencedTools: this.fencedTools });
  }
}

function checkRepositoryFence(args: RepositoryFenceArgs): void {
  checkArgs("RepositoryFence", [
    ...unknownKeys(args, ["repository", "tools"]),
    ["repository", text(args.repository, /^[\w.-]+$/, "the name without its owner, e.g. payments-api")],
    ["tools", mapProblem(args.tools, "every declared tool")],
    ...membersOf(args.tools, "tools").flatMap(([path, tool]) => toolProblems(path, tool)),
  ]);
}

function toolProblems(path: string, tool: unknown): Problems {
  const branches = at(tool, "branches");
  return [
    [`${path}.state`, oneOf(at(tool, "state"), toolStates)],
    [`${path}.admitted`, trueOrFalse(at(tool, "admitted"))],
    [`${path}.branches`, listProblem(branches, "branch patterns, which may be empty")],
    ...itemsOf(branches, `${path}.branches`).map(([place, pattern]) => {
      const meaning = branchPatternProblem(String(pattern));
      return [place, meaning && `found ${JSON.stringify(pattern)}, ${meaning}`] as const;
    }),
    ...unknownKeys(tool, ["state", "branches", "admitted"], `${path}.`),
  ];
}
