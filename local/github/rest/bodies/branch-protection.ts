/** `branch-protection` and `protected-branch` of the description. */
import { appById, organizationByLogin, userById } from "../../core/actors.ts";
import type { Call } from "../../core/contract.ts";
import type { Allowance, BranchProtectionRule } from "../../core/git-state.ts";
import type { Repository } from "../../core/state.ts";
import { appBody } from "./app.ts";
import { repositoryUrl } from "./git.ts";
import { teamBody } from "./team.ts";
import { simpleUser } from "./user.ts";

export function branchProtectionBody(call: Call, repository: Repository, branch: string, rule: BranchProtectionRule) {
  const url = `${repositoryUrl(call, repository)}/branches/${branch}/protection`;
  return {
    url,
    ...(rule.requiresStatusChecks ? { required_status_checks: statusChecks(url, rule) } : {}),
    ...(rule.requiresApprovingReviews ? { required_pull_request_reviews: reviews(call, repository, url, rule) } : {}),
    ...(rule.restrictsPushes ? { restrictions: restrictions(call, repository, url, rule) } : {}),
    required_signatures: { url: `${url}/required_signatures`, enabled: rule.requiresCommitSignatures },
    enforce_admins: { url: `${url}/enforce_admins`, enabled: rule.isAdminEnforced },
    required_linear_history: { enabled: rule.requiresLinearHistory },
    allow_force_pushes: { enabled: rule.allowsForcePushes },
    allow_deletions: { enabled: rule.allowsDeletions },
    block_creations: { enabled: rule.blocksCreations },
    required_conversation_resolution: { enabled: rule.requiresConversationResolution },
    lock_branch: { enabled: rule.lockBranch },
    allow_fork_syncing: { enabled: rule.lockAllowsFetchAndMerge },
  };
}

function statusChecks(url: string, rule: BranchProtectionRule) {
  const checks = rule.requiredStatusChecks;
  return {
    url: `${url}/required_status_checks`,
    strict: rule.requiresStrictStatusChecks,
    contexts: checks.map((check) => check.context),
    contexts_url: `${url}/required_status_checks/contexts`,
    checks: checks.map((check) => ({ context: check.context, app_id: check.appId })),
  };
}

function reviews(call: Call, repository: Repository, url: string, rule: BranchProtectionRule) {
  const dismissals = `${url}/dismissal_restrictions`;
  const links = { url: dismissals, users_url: `${dismissals}/users`, teams_url: `${dismissals}/teams` };
  const dismissers = actors(call, repository, rule.reviewDismissalAllowances);
  return {
    url: `${url}/required_pull_request_reviews`,
    dismiss_stale_reviews: rule.dismissesStaleReviews,
    require_code_owner_reviews: rule.requiresCodeOwnerReviews,
    required_approving_review_count: rule.requiredApprovingReviewCount,
    require_last_push_approval: rule.requireLastPushApproval,
    ...(rule.restrictsReviewDismissals ? { dismissal_restrictions: { ...links, ...dismissers } } : {}),
    bypass_pull_request_allowances: actors(call, repository, rule.bypassPullRequestAllowances),
  };
}

function restrictions(call: Call, repository: Repository, url: string, rule: BranchProtectionRule) {
  const root = `${url}/restrictions`;
  const links = { url: root, users_url: `${root}/users`, teams_url: `${root}/teams`, apps_url: `${root}/apps` };
  return { ...links, ...actors(call, repository, rule.pushAllowances) };
}

function actors(call: Call, repository: Repository, list: readonly Allowance[]) {
  const ids = (kind: Allowance["kind"]): number[] => list.filter((one) => one.kind === kind).map((one) => one.id);
  const organization = organizationByLogin(call.state, repository.owner);
  const teams = organization?.teams.filter((team) => ids("team").includes(team.id)) ?? [];
  return {
    users: ids("user").flatMap((id) => {
      const user = userById(call.state, id);
      return user === undefined ? [] : [simpleUser(call, user)];
    }),
    teams: organization === undefined ? [] : teams.map((team) => teamBody(call, organization, team)),
    apps: ids("app").flatMap((id) => {
      const app = appById(call.state, id);
      return app === undefined ? [] : [appBody(call, repository, app)];
    }),
  };
}
