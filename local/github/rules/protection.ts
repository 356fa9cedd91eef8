/**
 * Classic branch protection: docs.github.com, "About protected branches". It is expressed in the rules of rulesets where both
 * say the same, so that each meaning is written once.
 */
import { atLeast } from "../core/access.ts";
import type { BranchProtectionRule } from "../core/git-state.ts";
import type { Rule } from "../core/state.ts";
import { ruleViolations } from "./evaluate.ts";
import { fnmatch } from "./fnmatch.ts";
import { shortName } from "./model.ts";
import type { ActorFacts, Change } from "./model.ts";

/** "Only a single branch protection rule can apply at a time": an exact name before a pattern, then the older one. */
export function protectionFor(rules: readonly BranchProtectionRule[], ref: string): BranchProtectionRule | undefined {
  if (!ref.startsWith("refs/heads/")) return undefined;
  const branch = shortName(ref);
  const byAge = [...rules].sort((a, b) => a.id - b.id);
  return byAge.find((rule) => rule.pattern === branch) ?? byAge.find((rule) => fnmatch(rule.pattern, branch));
}

export function protectionViolations(rules: readonly BranchProtectionRule[], change: Change): string[] {
  const rule = protectionFor(rules, change.ref);
  if (rule === undefined) return [];
  const always = forEveryone(rule, change);
  const exempt = isAdmin(change.actor) && !rule.isAdminEnforced;
  return [...new Set([...always, ...(exempt ? [] : forMostPeople(rule, change))])];
}

const isAdmin = (actor: ActorFacts): boolean => actor.role !== undefined && atLeast(actor.role, "admin");

/** "By default, each branch protection rule disables force pushes to the matching branches and prevents the matching branches from being deleted." */
function forEveryone(rule: BranchProtectionRule, change: Change): string[] {
  const mayForce = rule.allowsForcePushes || isListed(rule.bypassForcePushAllowances, change.actor);
  const rules: Rule[] = [];
  if (!mayForce) rules.push({ type: "non_fast_forward" });
  if (!rule.allowsDeletions || rule.lockBranch) rules.push({ type: "deletion" });
  return ruleViolations(rules, change);
}

function forMostPeople(rule: BranchProtectionRule, change: Change): string[] {
  if (change.kind === "delete") return [];
  if (change.kind === "create") return rule.blocksCreations ? unauthorizedPush(rule, change) : [];
  const locked = rule.lockBranch ? ["Cannot change this locked branch"] : [];
  return [...locked, ...unauthorizedPush(rule, change), ...ruleViolations(rulesOf(rule, change), change)];
}

/** "When you enable branch restrictions, only users, teams, or apps that have been given permission can push to the protected branch." */
function unauthorizedPush(rule: BranchProtectionRule, change: Change): string[] {
  // "People and apps with admin permissions to a repository are always able to push to a protected branch".
  if (!rule.restrictsPushes || isAdmin(change.actor) || isListed(rule.pushAllowances, change.actor)) return [];
  return ["You're not authorized to push to this branch."];
}

export interface AllowanceFacts {
  readonly kind: "user" | "team" | "app";
  readonly id: number;
}

export function isListed(list: readonly AllowanceFacts[], actor: ActorFacts): boolean {
  return list.some((entry) => {
    if (entry.kind === "app") return entry.id === actor.appId;
    return entry.kind === "team" ? actor.teamIds.includes(entry.id) : entry.id === actor.userId;
  });
}

function rulesOf(rule: BranchProtectionRule, change: Change): Rule[] {
  const rules: Rule[] = [];
  if (rule.requiresLinearHistory) rules.push({ type: "required_linear_history" });
  if (rule.requiresCommitSignatures) rules.push({ type: "required_signatures" });
  if (rule.requiresStatusChecks) rules.push(statusChecks(rule));
  if (rule.requiresDeployments) rules.push(deployments(rule));
  if (rule.requiresApprovingReviews && !isListed(rule.bypassPullRequestAllowances, change.actor))
    rules.push(reviews(rule));
  if (rule.requiresConversationResolution && change.pull !== undefined) rules.push(conversations);
  return rules;
}

/** Not evaluated here: a change under it fails loudly instead of passing. */
const deployments = ({ requiredDeploymentEnvironments: environments }: BranchProtectionRule): Rule => ({
  type: "required_deployments",
  parameters: { required_deployment_environments: environments },
});

function statusChecks(rule: BranchProtectionRule): Rule {
  const required = rule.requiredStatusChecks.map(({ context, appId }) => ({ context, integration_id: appId }));
  return {
    type: "required_status_checks",
    parameters: {
      required_status_checks: required,
      strict_required_status_checks_policy: rule.requiresStrictStatusChecks,
    },
  };
}

/** What classic protection asks of checks on a ref. */
export function checkRules(rules: readonly BranchProtectionRule[], ref: string): Rule[] {
  const rule = protectionFor(rules, ref);
  return rule?.requiresStatusChecks === true ? [statusChecks(rule)] : [];
}

function reviews(rule: BranchProtectionRule): Rule {
  return {
    type: "pull_request",
    parameters: {
      required_approving_review_count: rule.requiredApprovingReviewCount,
      dismiss_stale_reviews_on_push: rule.dismissesStaleReviews,
      require_code_owner_review: rule.requiresCodeOwnerReviews,
      require_last_push_approval: rule.requireLastPushApproval,
      required_review_thread_resolution: false,
    },
  };
}

/** "Requires all comments on the pull request to be resolved before it can be merged to a protected branch." */
const conversations: Rule = {
  type: "pull_request",
  parameters: {
    required_approving_review_count: 0,
    dismiss_stale_reviews_on_push: false,
    require_code_owner_review: false,
    require_last_push_approval: false,
    required_review_thread_resolution: true,
  },
};
