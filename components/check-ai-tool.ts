import { branchPatternProblem, plans, toolStates } from "../governance/index.ts";
import {
  at,
  checkArgs,
  id,
  idsProblems,
  input,
  itemsOf,
  listProblem,
  nonEmptyTexts,
  oneOf,
  optional,
  text,
  unknownKeys,
  type Problem,
  type Problems,
} from "./check-args.ts";
import type { AiToolArgs } from "./ai-tool.ts";

const argNames = [
  "tool",
  "state",
  "branches",
  "toolProperty",
  "plan",
  "copilotPolicy",
  "appScope",
  "secretAccess",
  "existing",
];
const organizationForm = [/^[A-Za-z0-9]+(-[A-Za-z0-9]+)*$/, "the organisation's login"] as const;
const repositoryForm = [/^[\w.-]+$/, "a repository's name without its owner"] as const;

/** @throws InputPropertiesError naming every bad property of the arguments. */
export function checkAiTool(args: AiToolArgs): void {
  checkArgs("AiTool", [
    ...unknownKeys(args, argNames),
    ["tool", text(args.tool, /^[a-z0-9][a-z0-9-]*$/, "a short name such as claude-code")],
    ["state", oneOf(args.state, toolStates)],
    ["branches", listProblem(args.branches, "branch patterns, which may be empty")],
    ...itemsOf(args.branches, "branches").map(([path, pattern]) => [path, namespaceProblem(pattern)] as const),
    [
      "toolProperty",
      optional(args.toolProperty, (name) =>
        input(name, (value) => text(value, /^[\w$#-]{1,75}$/, "the name of a custom property")),
      ),
    ],
    ...idsProblems(args.existing, "existing"),
    ["plan", optional(args.plan, (plan) => oneOf(plan, plans))],
    ...(args.copilotPolicy === undefined ? [] : copilotProblems(args.copilotPolicy)),
    ...(args.appScope === undefined ? [] : appProblems(args.appScope)),
    ...(args.secretAccess === undefined ? [] : secretProblems(args.secretAccess)),
  ]);
}

function namespaceProblem(pattern: unknown): Problem {
  const form = text(pattern, /^(?!refs\/).+/, "a pattern without refs/heads/, such as claude/**/*");
  const meaning = form === undefined ? branchPatternProblem(String(pattern)) : undefined;
  return form ?? (meaning && `found ${JSON.stringify(pattern)}, ${meaning}`);
}

function repositoriesProblems(path: string, repositories: unknown): Problems {
  return [
    [path, listProblem(repositories, "repositories, which may be empty")],
    ...itemsOf(repositories, path).map(([place, name]) => [place, text(name, ...repositoryForm)] as const),
  ];
}

function copilotProblems(policy: unknown): Problems {
  return [
    ["copilotPolicy.organization", text(at(policy, "organization"), ...organizationForm)],
    ...repositoriesProblems("copilotPolicy.repositories", at(policy, "repositories")),
    ...unknownKeys(policy, ["organization", "repositories"], "copilotPolicy."),
  ];
}

function appProblems(scope: unknown): Problems {
  return [
    ["appScope.organization", text(at(scope, "organization"), ...organizationForm)],
    ["appScope.app", text(at(scope, "app"), /^[a-z0-9][a-z0-9-]*$/, "the app's slug, such as claude")],
    [
      "appScope.enterprise",
      optional(at(scope, "enterprise"), (slug) => text(slug, /^[\w-]+$/, "the enterprise's slug")),
    ],
    ...repositoriesProblems("appScope.repositories", at(scope, "repositories")),
    ...unknownKeys(scope, ["organization", "app", "repositories", "enterprise"], "appScope."),
  ];
}

function secretProblems(access: unknown): Problems {
  const ids = at(access, "repositoryIds");
  return [
    ["secretAccess.secrets", nonEmptyTexts(at(access, "secrets"), "name of a secret")],
    ["secretAccess.repositoryIds", listProblem(ids, "ids, which may be empty")],
    ...itemsOf(ids, "secretAccess.repositoryIds").map(([path, each]) => [path, input(each, id)] as const),
    ...unknownKeys(access, ["secrets", "repositoryIds"], "secretAccess."),
  ];
}
