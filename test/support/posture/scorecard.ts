import type { BranchRules } from "./branch-rules.ts";

/** A criterion: its weight, and whether it is met; `undefined` where Scorecard sees no such setting and leaves it out. */
type Criterion = readonly [weight: number, met: boolean | undefined];

/**
 * The score of OpenSSF Scorecard's Branch-Protection check for one branch, from 0 to 10: five tiers of criteria, each counted in part, and
 * the next only when the one before is complete (github.com/ossf/scorecard, docs/checks.md).
 */
export function scorecardBranchProtection(rules: BranchRules, hasCodeowners: boolean): number {
  let score = 0;
  for (const { points, criteria } of tiersOf(rules, hasCodeowners)) {
    const counted = criteria.filter(([, met]) => met !== undefined);
    const [reached, possible] = [sum(counted.filter(([, met]) => met)), sum(counted)];
    score += (points * reached) / possible;
    if (reached < possible) break;
  }
  return Math.floor(score);
}

interface ScoreTier {
  readonly points: number;
  readonly criteria: readonly Criterion[];
}

function tiersOf({ pullRequest, checks, ...rules }: BranchRules, hasCodeowners: boolean): readonly ScoreTier[] {
  const approvals = pullRequest?.requiredApprovingReviewCount ?? 0;
  const tier = (points: number, ...criteria: Criterion[]): ScoreTier => ({ points, criteria });
  return [
    tier(3, [1, rules.deletionBlocked], [1, rules.forcePushBlocked]),
    tier(
      3,
      [2, approvals >= 1],
      [1, pullRequest !== undefined],
      [1, checks?.strict],
      [1, pullRequest?.requireLastPushApproval],
    ),
    tier(2, [1, checks !== undefined]),
    tier(1, [1, approvals >= 2], [1, pullRequest?.requireCodeOwnerReview === true && hasCodeowners]),
    // Anyone who may pass any of the rulesets makes them "not apply to administrators" (clients/githubrepo/branches.go).
    tier(1, [1, pullRequest?.dismissStaleReviewsOnPush === true], [1, !rules.bypassable]),
  ];
}

function sum(criteria: readonly Criterion[]): number {
  return criteria.reduce((total, [weight]) => total + weight, 0);
}
