import type { BranchRules } from "./branch-rules.ts";

/**
 * Legitify's policies on the default branch (github.com/Legit-Labs/legitify, policies/github/repository.rego), and whether a branch
 * with these rules violates each. Legitify does not look at who may pass the rules here.
 */
const policies = {
  missing_default_branch_protection: ({ pullRequest }) => pullRequest === undefined,
  missing_default_branch_protection_deletion: ({ deletionBlocked }) => !deletionBlocked,
  missing_default_branch_protection_force_push: ({ forcePushBlocked }) => !forcePushBlocked,
  requires_status_checks: ({ checks }) => checks === undefined,
  requires_branches_up_to_date_before_merge: ({ checks }) => !checks?.strict,
  dismisses_stale_reviews: ({ pullRequest }) => !pullRequest?.dismissStaleReviewsOnPush,
  code_review_not_required: (rules) => approvalsOf(rules) < 1,
  code_review_by_two_members_not_required: (rules) => approvalsOf(rules) < 2,
  code_review_not_limited_to_code_owners: ({ pullRequest }) => !pullRequest?.requireCodeOwnerReview,
  non_linear_history: ({ linearHistory }) => !linearHistory,
  no_conversation_resolution: ({ pullRequest }) => !pullRequest?.requiredReviewThreadResolution,
  no_signed_commits: ({ signatures }) => !signatures,
  // Read from classic branch protection alone: no ruleset can meet it.
  review_dismissal_allowed: () => true,
  pushes_are_not_restricted: (rules) => approvalsOf(rules) < 1,
} as const satisfies Readonly<Record<string, (rules: BranchRules) => boolean>>;

export type LegitifyPolicy = keyof typeof policies;

/** Every policy that Legitify has on the default branch. */
export const legitifyPolicies = Object.keys(policies) as LegitifyPolicy[];

/** The policies that these rules violate, in Legitify's order. */
export function legitifyViolations(rules: BranchRules): LegitifyPolicy[] {
  return legitifyPolicies.filter((policy) => policies[policy](rules));
}

function approvalsOf({ pullRequest }: BranchRules): number {
  return pullRequest?.requiredApprovingReviewCount ?? 0;
}
