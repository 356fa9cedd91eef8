import { isAvailable, plans, tagPattern, type Plan } from "../governance/index.ts";
import {
  at,
  checkArgs,
  id,
  input,
  itemsOf,
  idsProblems,
  listProblem,
  mapProblem,
  membersOf,
  nonEmptyTexts,
  oneOf,
  optional,
  text,
  trueOrFalse,
  unknownKeys,
  wholeNumber,
  type Problem,
  type Problems,
} from "./check-args.ts";
import { pathProblems } from "./check-owners.ts";
import type { OrganizationGuardrailsArgs } from "./organization-guardrails.ts";

const slug = /^[a-z0-9][a-z0-9-]*$/;
const argNames = [
  "organization",
  "plan",
  "tiers",
  "defaultTier",
  "tools",
  "repositories",
  "gate",
  "aiPathReviewerTeamId",
  "breakGlassTeamId",
  "forbiddenPaths",
  "codeSecurity",
  "actions",
  "existing",
];

/** @throws InputPropertiesError naming every bad property of the arguments. */
export function checkGuardrails(args: OrganizationGuardrailsArgs): void {
  const tierNames = itemsOf(args.tiers, "tiers").map(([, tier]) => at(tier, "name"));
  const plan = plans.find((known) => known === args.plan) ?? "enterprise";
  const isTier = tierCheck(tierNames);
  checkArgs("OrganizationGuardrails", [
    ...unknownKeys(args, argNames),
    ["organization", text(args.organization, /^[A-Za-z0-9]+(-[A-Za-z0-9]+)*$/, "the organisation's login")],
    ["plan", optional(args.plan, (value) => oneOf(value, plans))],
    ["tiers", nonEmptyTexts(tierNames, "tier") ?? repeated(tierNames)],
    ["defaultTier", isTier(args.defaultTier)],
    ["tools", nonEmptyTexts(args.tools, "tool name")],
    ...itemsOf(args.tools, "tools").map(
      ([path, tool]) => [path, text(tool, slug, "a short name such as codex")] as const,
    ),
    ["repositories", mapProblem(args.repositories, "repository names to their places, which may be empty")],
    ...idsProblems(args.existing, "existing"),
    ["actions", nonEmptyTexts(args.actions, "pattern such as actions/*")],
    ...gateProblems(args.gate),
    ["aiPathReviewerTeamId", optional(args.aiPathReviewerTeamId, (team) => input(team, id))],
    ["breakGlassTeamId", optional(args.breakGlassTeamId, (team) => input(team, id))],
    ...forbiddenPathProblems(args.forbiddenPaths, plan),
    ...(args.codeSecurity === undefined ? [] : codeSecurityProblems(args.codeSecurity)),
    ...itemsOf(args.tiers, "tiers").flatMap(([path, tier]) => tierProblems(path, tier, plan)),
    ...membersOf(args.repositories, "repositories").flatMap(([path, placement]) =>
      placementProblems(path, placement, isTier, args.tools),
    ),
  ]);
}

function repeated(names: readonly unknown[]): Problem {
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  return twice === undefined ? undefined : `found ${JSON.stringify(twice)} twice; a tier has one name`;
}

/** Without a tier, "must be one of" would name none: that there is none is said already. */
function tierCheck(names: readonly unknown[]): (tier: unknown) => Problem {
  const tiers = names.filter((name) => typeof name === "string");
  return (tier) => (tiers.length === 0 ? undefined : oneOf(tier, tiers));
}

const codeSecurityReach = ["all", "all_without_configurations", "public", "private_or_internal"];

function codeSecurityProblems(code: unknown): Problems {
  return [
    ["codeSecurity.repositories", oneOf(at(code, "repositories"), codeSecurityReach)],
    ["codeSecurity.secretProtection", optional(at(code, "secretProtection"), trueOrFalse)],
    ...unknownKeys(code, ["repositories", "secretProtection"], "codeSecurity."),
  ];
}

function gateProblems(gate: unknown): Problems {
  return [
    ["gate.repositoryId", input(at(gate, "repositoryId"), id)],
    [
      "gate.workflow",
      text(at(gate, "workflow"), /^\.github\/workflows\/[\w.-]+\.ya?ml$/, "a file such as .github/workflows/gate.yml"),
    ],
    [
      "gate.ref",
      text(at(gate, "ref"), tagPattern, "a tag such as refs/tags/gate-v1: what the gate runs must not move"),
    ],
    ["gate.check", text(at(gate, "check"), /\S/, "the name of a check such as ai-governance/gate")],
    ["gate.appId", optional(at(gate, "appId"), (app) => input(app, id))],
    ...unknownKeys(gate, ["repositoryId", "workflow", "ref", "check", "appId"], "gate."),
  ];
}

function forbiddenPathProblems(paths: unknown, plan: Plan): Problems {
  const list = itemsOf(paths, "forbiddenPaths");
  const isThere = isAvailable("organization-push-rulesets", plan, "private");
  return [
    [
      "forbiddenPaths",
      list.length > 0 && !isThere
        ? `found ${list.length} paths on plan ${plan}; GitHub has this rule on enterprise only`
        : undefined,
    ],
    ...pathProblems("forbiddenPaths", paths),
  ];
}

function tierProblems(path: string, tier: unknown, plan: Plan): Problems {
  const onTrial = (value: unknown): Problem =>
    trueOrFalse(value) ??
    (value === true && !isAvailable("evaluate-rulesets", plan, "private")
      ? `found true on plan ${plan}; GitHub records rules without enforcing them on enterprise only`
      : undefined);
  return [
    [`${path}.approvals`, wholeNumber(at(tier, "approvals"), 1, 10)],
    [`${path}.reviewerTeamId`, optional(at(tier, "reviewerTeamId"), (team) => input(team, id))],
    [`${path}.signedCommits`, optional(at(tier, "signedCommits"), trueOrFalse)],
    [`${path}.breakGlass`, optional(at(tier, "breakGlass"), trueOrFalse)],
    [`${path}.onTrial`, optional(at(tier, "onTrial"), onTrial)],
    ...unknownKeys(tier, ["name", "approvals", "reviewerTeamId", "signedCommits", "breakGlass", "onTrial"], `${path}.`),
  ];
}

function placementProblems(
  path: string,
  placement: unknown,
  isTier: (tier: unknown) => Problem,
  tools: readonly string[],
): Problems {
  const admitted = at(placement, "tools");
  return [
    [`${path}.tier`, isTier(at(placement, "tier"))],
    [`${path}.tools`, listProblem(admitted, "tools, which may be empty")],
    ...itemsOf(admitted, `${path}.tools`).map(([place, tool]) => [place, oneOf(tool, tools ?? [])] as const),
    [`${path}.canary`, optional(at(placement, "canary"), trueOrFalse)],
    ...unknownKeys(placement, ["tier", "tools", "canary"], `${path}.`),
  ];
}
