/** What a classic branch protection rule is before anything is set, and where it may exist at all. */
import { organizationByLogin } from "../core/actors.ts";
import type { BranchProtectionRule } from "../core/git-state.ts";
import type { Repository, State } from "../core/state.ts";

export type ProtectionSettings = Omit<BranchProtectionRule, "id" | "creatorId">;

export const newProtection: ProtectionSettings = {
  pattern: "",
  allowsDeletions: false,
  allowsForcePushes: false,
  blocksCreations: false,
  bypassForcePushAllowances: [],
  bypassPullRequestAllowances: [],
  dismissesStaleReviews: false,
  isAdminEnforced: false,
  lockAllowsFetchAndMerge: false,
  lockBranch: false,
  pushAllowances: [],
  requireLastPushApproval: false,
  requiredApprovingReviewCount: 1,
  requiredStatusChecks: [],
  requiredDeploymentEnvironments: [],
  requiresApprovingReviews: false,
  requiresCodeOwnerReviews: false,
  requiresCommitSignatures: false,
  requiresConversationResolution: false,
  requiresDeployments: false,
  requiresLinearHistory: false,
  requiresStatusChecks: false,
  requiresStrictStatusChecks: true,
  restrictsPushes: false,
  restrictsReviewDismissals: false,
  reviewDismissalAllowances: [],
};

export const upgradeNeeded = "Upgrade to GitHub Pro or make this repository public to enable this feature.";

/** "Protected branches are available in public repositories with GitHub Free and GitHub Free for organizations"; private ones need a paid plan. */
export function mayBeProtected(state: State, repository: Repository): boolean {
  const plan = organizationByLogin(state, repository.owner)?.plan ?? "free";
  return plan !== "free" || repository.visibility === "public";
}
