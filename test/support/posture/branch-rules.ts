/** What rulesets, as components declare them, put in force on the default branch of a tier's repositories: what scanners judge. */

/** Inputs of an `OrganizationRuleset`, as far as scanners read them. */
export interface RulesetInputs {
  readonly target: string;
  readonly enforcement: string;
  readonly bypassActors?: readonly unknown[];
  readonly conditions: {
    readonly refName: { readonly includes: readonly string[] };
    readonly repositoryProperty?: {
      readonly includes: readonly { readonly name: string; readonly propertyValues: readonly string[] }[];
    };
  };
  readonly rules: {
    readonly deletion?: boolean;
    readonly nonFastForward?: boolean;
    readonly requiredLinearHistory?: boolean;
    readonly requiredSignatures?: boolean;
    readonly pullRequest?: Partial<PullRequestRule>;
    readonly requiredStatusChecks?: {
      readonly strictRequiredStatusChecksPolicy?: boolean;
      readonly requiredChecks: readonly unknown[];
    };
  };
}

export interface PullRequestRule {
  readonly requiredApprovingReviewCount: number;
  readonly dismissStaleReviewsOnPush: boolean;
  readonly requireCodeOwnerReview: boolean;
  readonly requireLastPushApproval: boolean;
  readonly requiredReviewThreadResolution: boolean;
}

export interface BranchRules {
  readonly deletionBlocked: boolean;
  readonly forcePushBlocked: boolean;
  readonly linearHistory: boolean;
  readonly signatures: boolean;
  /** Absent: changes need no pull request. */
  readonly pullRequest?: PullRequestRule;
  /** Absent: no check is required. */
  readonly checks?: { readonly strict: boolean };
  /** Whether any of the rulesets names anyone who may pass it. */
  readonly bypassable: boolean;
}

/** Rules add up: of all rulesets that apply, the strictest holds. */
export function branchRulesOf(rulesets: readonly RulesetInputs[], tier: string): BranchRules {
  const applied = rulesets.filter((ruleset) => appliesTo(ruleset, tier));
  const any = (is: (rules: RulesetInputs["rules"]) => boolean | undefined) =>
    applied.some(({ rules }) => is(rules) === true);
  const reviews = applied.flatMap(({ rules }) => rules.pullRequest ?? []);
  const checks = applied
    .flatMap(({ rules }) => rules.requiredStatusChecks ?? [])
    .filter(({ requiredChecks }) => requiredChecks.length > 0);
  return {
    deletionBlocked: any(({ deletion }) => deletion),
    forcePushBlocked: any(({ nonFastForward }) => nonFastForward),
    linearHistory: any(({ requiredLinearHistory }) => requiredLinearHistory),
    signatures: any(({ requiredSignatures }) => requiredSignatures),
    ...(reviews.length > 0 && { pullRequest: strictest(reviews) }),
    ...(checks.length > 0 && { checks: { strict: checks.some((each) => each.strictRequiredStatusChecksPolicy) } }),
    bypassable: applied.some(({ bypassActors }) => (bypassActors ?? []).length > 0),
  };
}

function appliesTo({ target, enforcement, conditions }: RulesetInputs, tier: string): boolean {
  const byProperty = conditions.repositoryProperty?.includes ?? [];
  return (
    target === "branch" &&
    enforcement === "active" &&
    conditions.refName.includes.some((ref) => ref === "~DEFAULT_BRANCH" || ref === "~ALL") &&
    byProperty.every(({ name, propertyValues }) => name !== "ai-tier" || propertyValues.includes(tier))
  );
}

function strictest(reviews: readonly Partial<PullRequestRule>[]): PullRequestRule {
  const any = (is: (review: Partial<PullRequestRule>) => boolean | undefined) =>
    reviews.some((each) => is(each) === true);
  return {
    requiredApprovingReviewCount: Math.max(...reviews.map((each) => each.requiredApprovingReviewCount ?? 0)),
    dismissStaleReviewsOnPush: any((each) => each.dismissStaleReviewsOnPush),
    requireCodeOwnerReview: any((each) => each.requireCodeOwnerReview),
    requireLastPushApproval: any((each) => each.requireLastPushApproval),
    requiredReviewThreadResolution: any((each) => each.requiredReviewThreadResolution),
  };
}
