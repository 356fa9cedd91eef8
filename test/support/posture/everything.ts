import type { BranchRules, PullRequestRule } from "./branch-rules.ts";

const reviewed: PullRequestRule = {
  requiredApprovingReviewCount: 2,
  dismissStaleReviewsOnPush: true,
  requireCodeOwnerReview: true,
  requireLastPushApproval: true,
  requiredReviewThreadResolution: true,
};

/** A branch with every rule on, but for those given. */
export function everythingBut({
  pullRequest,
  ...rules
}: Partial<Omit<BranchRules, "pullRequest">> & { pullRequest?: Partial<PullRequestRule> } = {}): BranchRules {
  return {
    deletionBlocked: true,
    forcePushBlocked: true,
    linearHistory: true,
    signatures: true,
    pullRequest: { ...reviewed, ...pullRequest },
    checks: { strict: true },
    bypassable: false,
    ...rules,
  };
}

/** A branch with no rule at all. */
export const nothing: BranchRules = {
  deletionBlocked: false,
  forcePushBlocked: false,
  linearHistory: false,
  signatures: false,
  bypassable: false,
};

/** The rules, without any required check. */
export function withoutChecks({ checks, ...rules }: BranchRules): BranchRules {
  return rules;
}
