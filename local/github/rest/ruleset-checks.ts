/** What GitHub refuses in a ruleset although its shape is right. */
import { forbidden, unprocessable } from "../core/errors.ts";
import type { Organization, Plan, Ruleset, State, Visibility } from "../core/state.ts";
import { bypassProblems } from "./ruleset-bypass-checks.ts";

/** Where a ruleset lives. */
export interface RulesetHome {
  readonly kind: "organization" | "repository";
  readonly state: State;
  /** `undefined` for a person's repository. */
  readonly organization: Organization | undefined;
  readonly plan: Plan;
  /** Those that are there already. */
  readonly rulesets: readonly Ruleset[];
  /** Of the repository. */
  readonly visibility?: Visibility;
}

const mostRulesets = 75;
const mostRequiredReviewers = 15;

const metadataRules = new Set([
  "commit_message_pattern",
  "commit_author_email_pattern",
  "committer_email_pattern",
  "branch_name_pattern",
  "tag_name_pattern",
]);
const pushRules = new Set([
  "file_path_restriction",
  "max_file_path_length",
  "file_extension_restriction",
  "max_file_size",
]);
const branchOnly = new Set([
  "pull_request",
  "merge_queue",
  "required_deployments",
  "workflows",
  "code_scanning",
  "copilot_code_review",
  "license_compliance_scanning",
  "branch_name_pattern",
]);
const tagOnly = new Set(["tag_name_pattern"]);

/** @throws HttpError 403 where the plan has no such rulesets, 422 with every problem of this one */
export function refuseRuleset(home: RulesetHome, ruleset: Ruleset): void {
  refusePushTarget(home, ruleset);
  const problems = [
    ...nameProblems(home, ruleset),
    ...enforcementProblems(home, ruleset),
    ...conditionProblems(home, ruleset),
    ...ruleProblems(home, ruleset),
    ...bypassProblems(home, ruleset),
  ];
  if (problems.length > 0) throw unprocessable("Validation Failed", problems);
}

/** Push rulesets: private and internal repositories from Team on, whole organisations on Enterprise. */
function refusePushTarget({ kind, plan, visibility }: RulesetHome, { target }: Ruleset): void {
  if (target !== "push") return;
  if (kind === "organization" && plan !== "enterprise") {
    throw forbidden("Upgrade to GitHub Enterprise to enable this feature.");
  }
  if (visibility === "public")
    throw unprocessable("Validation Failed", ["Target push is not available for public repositories"]);
}

function nameProblems({ rulesets }: RulesetHome, { id, name }: Ruleset): string[] {
  const others = rulesets.filter((ruleset) => ruleset.id !== id);
  return [
    ...(name.trim() === "" ? ["Name can't be blank"] : []),
    ...(others.some((ruleset) => ruleset.name === name) ? ["Name must be unique"] : []),
    ...(others.length >= mostRulesets ? [`Exceeded the limit of ${String(mostRulesets)} rulesets`] : []),
  ];
}

/** `evaluate`: "only available with GitHub Enterprise". */
function enforcementProblems({ plan }: RulesetHome, { enforcement }: Ruleset): string[] {
  return enforcement === "evaluate" && plan !== "enterprise"
    ? ["Enforcement evaluate is not available on this plan"]
    : [];
}

function conditionProblems({ kind }: RulesetHome, { target, conditions }: Ruleset): string[] {
  const repositories = [conditions.repository_name, conditions.repository_id, conditions.repository_property];
  const count = repositories.filter((condition) => condition !== undefined).length;
  const problems: string[] = [];
  if (kind === "organization" && count !== 1) {
    problems.push("Conditions must have exactly one of repository_name, repository_id and repository_property");
  }
  if (kind === "repository" && count > 0)
    problems.push("Conditions of a repository ruleset cannot target repositories");
  if (target === "push" && conditions.ref_name !== undefined) {
    problems.push("Conditions of a push ruleset cannot have ref_name");
  }
  if (kind === "organization" && target !== "push" && target !== "repository" && conditions.ref_name === undefined) {
    problems.push("Conditions must have ref_name");
  }
  return problems;
}

function ruleProblems(home: RulesetHome, { target, rules }: Ruleset): string[] {
  const repeated = rules.filter((rule, index) => rules.findIndex((item) => item.type === rule.type) !== index);
  return [
    ...repeated.map((rule) => `Rules can have only one ${rule.type}`),
    ...rules.flatMap((rule) => ruleProblem(home, target, rule.type) ?? []),
    ...rules.flatMap((rule) => parameterProblems(home, rule.type, rule.parameters ?? {})),
  ];
}

function ruleProblem(home: RulesetHome, target: Ruleset["target"], type: string): string | undefined {
  const { plan } = home;
  const isMisplaced =
    (target === "push") !== pushRules.has(type) ||
    (target === "tag" && branchOnly.has(type)) ||
    (target === "branch" && tagOnly.has(type));
  if (isMisplaced) return `Invalid rule '${type}': not allowed in a ruleset with target ${target}`;
  if (type === "merge_queue" && !mayHaveQueue(home)) return "Invalid rule 'merge_queue': ";
  const needsEnterprise = metadataRules.has(type) || type === "workflows";
  if (needsEnterprise && plan !== "enterprise") return `Invalid rule '${type}': only available with GitHub Enterprise`;
  return undefined;
}

/**
 * A rule of repositories only. "Pull request merge queues are available in any public repository owned by an organization, or in
 * private repositories owned by organizations using GitHub Enterprise Cloud." (docs.github.com, "Managing a merge queue")
 */
const mayHaveQueue = ({ kind, organization, visibility, plan }: RulesetHome): boolean =>
  kind === "repository" && organization !== undefined && (visibility === "public" || plan === "enterprise");

function parameterProblems(home: RulesetHome, type: string, parameters: Readonly<Record<string, unknown>>): string[] {
  if (type === "pull_request") return pullRequestProblems(home, parameters);
  if (type !== "workflows") return [];
  const workflows = parameters["workflows"] as readonly { readonly repository_id: number }[];
  return workflows
    .filter((workflow) => !home.state.repositories.some((repository) => repository.id === workflow.repository_id))
    .map((workflow) => `Invalid rule 'workflows': no repository has the id ${String(workflow.repository_id)}`);
}

function pullRequestProblems(home: RulesetHome, parameters: Readonly<Record<string, unknown>>): string[] {
  const problems: string[] = [];
  const methods = parameters["allowed_merge_methods"] as readonly string[];
  if (methods.length === 0) problems.push("Invalid rule 'pull_request': at least one merge method must be allowed");
  const reviewers = parameters["required_reviewers"] as readonly { readonly reviewer: { readonly id: number } }[];
  if (reviewers.length > mostRequiredReviewers) {
    problems.push(`Invalid rule 'pull_request': at most ${String(mostRequiredReviewers)} required reviewers`);
  }
  const teams = home.organization?.teams ?? [];
  const unknown = reviewers.filter(({ reviewer }) => !teams.some((team) => team.id === reviewer.id));
  return [
    ...problems,
    ...unknown.map(({ reviewer }) => `Invalid rule 'pull_request': no team has the id ${String(reviewer.id)}`),
  ];
}
