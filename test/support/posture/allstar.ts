import type { BranchRules } from "./branch-rules.ts";

/**
 * Settings of Allstar's Branch Protection policy, with its defaults (github.com/ossf/allstar, pkg/policies/branch), that these rules do
 * not meet. By default Allstar demands no check, no code owner, no signature and nothing of administrators. The settings are compared:
 * Allstar itself reads classic protection only (ossf/allstar#475), so it reports a branch that rulesets protect as unprotected.
 */
export function allstarViolations({ pullRequest, forcePushBlocked }: BranchRules): string[] {
  const unmet = {
    requireApproval: pullRequest === undefined,
    approvalCount: pullRequest !== undefined && pullRequest.requiredApprovingReviewCount < 1,
    dismissStale: pullRequest !== undefined && !pullRequest.dismissStaleReviewsOnPush,
    blockForce: !forcePushBlocked,
  };
  return Object.entries(unmet).flatMap(([setting, isUnmet]) => (isUnmet ? [setting] : []));
}
