/** Classic protection of one branch: https://docs.github.com/rest/branches/branch-protection */
import { repositoryFor } from "../core/access.ts";
import { organizationByLogin, userByLogin } from "../core/actors.ts";
import type { Call, Handlers, Reply } from "../core/contract.ts";
import { forbidden, notFound, unprocessable } from "../core/errors.ts";
import type { Allowance, BranchProtectionRule } from "../core/git-state.ts";
import type { Repository } from "../core/state.ts";
import { takeId } from "../core/state.ts";
import { mayBeProtected, newProtection, upgradeNeeded } from "../git/protection-settings.ts";
import type { ProtectionSettings } from "../git/protection-settings.ts";
import { protectionFor } from "../rules/protection.ts";
import { branchProtectionBody } from "./bodies/branch-protection.ts";
import { actorId } from "./pull-of-call.ts";

export const branchProtectionHandlers: Handlers = {
  "repos/get-branch-protection": getProtection,
  "repos/update-branch-protection": putProtection,
  "repos/delete-branch-protection": deleteProtection,
};

interface Place {
  readonly repository: Repository;
  readonly branch: string;
  /** The rule in force for the branch, whatever its pattern. */
  readonly rule: BranchProtectionRule | undefined;
}

function place(call: Call, permission: "administration:read" | "administration:write"): Place {
  const repository = repositoryFor(call, permission, "admin");
  if (!mayBeProtected(call.state, repository)) throw forbidden(upgradeNeeded);
  const branch = call.path["branch"] ?? "";
  const ref = `refs/heads/${branch}`;
  if (repository.git.refs[ref] === undefined) throw notFound("Branch not found");
  return { repository, branch, rule: protectionFor(repository.git.branchProtectionRules, ref) };
}

/** @throws HttpError 404 where no rule is in force for the branch */
export function protectedPlace(call: Call): Place & { readonly rule: BranchProtectionRule } {
  const { repository, branch, rule } = place(call, "administration:read");
  if (rule === undefined) throw notFound("Branch not protected");
  return { repository, branch, rule };
}

function getProtection(call: Call): Reply {
  const { repository, branch, rule } = protectedPlace(call);
  return { status: 200, body: branchProtectionBody(call, repository, branch, rule) };
}

function deleteProtection(call: Call): Reply {
  const { repository, rule } = place(call, "administration:write");
  if (rule === undefined) throw notFound("Branch not protected");
  const { git } = repository;
  git.branchProtectionRules = git.branchProtectionRules.filter((other) => other.id !== rule.id);
  return { status: 204 };
}

interface ActorInput {
  readonly users?: readonly string[];
  readonly teams?: readonly string[];
  readonly apps?: readonly string[];
}

interface ProtectionInput {
  readonly required_status_checks: {
    strict: boolean;
    contexts?: string[];
    checks?: { context: string; app_id?: number }[];
  } | null;
  readonly enforce_admins: boolean | null;
  readonly required_pull_request_reviews: {
    dismissal_restrictions?: ActorInput;
    dismiss_stale_reviews?: boolean;
    require_code_owner_reviews?: boolean;
    required_approving_review_count?: number;
    require_last_push_approval?: boolean;
    bypass_pull_request_allowances?: ActorInput;
  } | null;
  readonly restrictions: ActorInput | null;
  readonly required_linear_history?: boolean;
  readonly allow_force_pushes?: boolean | null;
  readonly allow_deletions?: boolean;
  readonly block_creations?: boolean;
  readonly required_conversation_resolution?: boolean;
  readonly lock_branch?: boolean;
  readonly allow_fork_syncing?: boolean;
}

/** Replaces the branch's own rule; a rule with a pattern stays beside it and gives way to it. */
function putProtection(call: Call): Reply {
  const { repository, branch } = place(call, "administration:write");
  const settings = settingsFrom(call, repository, branch, call.body as unknown as ProtectionInput);
  const rules = repository.git.branchProtectionRules;
  const own = rules.find((rule) => rule.pattern === branch);
  if (own === undefined) rules.push({ ...settings, id: takeId(call.state), creatorId: actorId(call) });
  else Object.assign(own, settings, { requiresCommitSignatures: own.requiresCommitSignatures });
  const rule = protectionFor(rules, `refs/heads/${branch}`);
  if (rule === undefined) throw notFound("Branch not protected");
  return { status: 200, body: branchProtectionBody(call, repository, branch, rule) };
}

function settingsFrom(call: Call, repository: Repository, branch: string, input: ProtectionInput): ProtectionSettings {
  const restrictions = input.restrictions;
  return {
    ...newProtection,
    pattern: branch,
    isAdminEnforced: input.enforce_admins ?? false,
    ...checkSettings(input),
    ...reviewSettings(call, repository, input),
    restrictsPushes: restrictions !== null,
    pushAllowances: restrictions === null ? [] : allowances(call, repository, restrictions),
    requiresLinearHistory: input.required_linear_history ?? false,
    allowsForcePushes: input.allow_force_pushes ?? false,
    allowsDeletions: input.allow_deletions ?? false,
    blocksCreations: input.block_creations ?? false,
    requiresConversationResolution: input.required_conversation_resolution ?? false,
    lockBranch: input.lock_branch ?? false,
    lockAllowsFetchAndMerge: input.allow_fork_syncing ?? false,
  };
}

function checkSettings({ required_status_checks: wanted }: ProtectionInput): Partial<ProtectionSettings> {
  if (wanted === null) return {};
  const named = (wanted.contexts ?? []).map((context) => ({ context, appId: null }));
  // -1 stands for every source.
  const pinned = wanted.checks?.map(({ context, app_id: id }) => ({
    context,
    appId: id === undefined || id < 0 ? null : id,
  }));
  return {
    requiresStatusChecks: true,
    requiresStrictStatusChecks: wanted.strict,
    requiredStatusChecks: pinned ?? named,
  };
}

function reviewSettings(call: Call, repository: Repository, input: ProtectionInput): Partial<ProtectionSettings> {
  const wanted = input.required_pull_request_reviews;
  if (wanted === null) return {};
  const dismissers = wanted.dismissal_restrictions ?? {};
  return {
    requiresApprovingReviews: true,
    dismissesStaleReviews: wanted.dismiss_stale_reviews ?? false,
    requiresCodeOwnerReviews: wanted.require_code_owner_reviews ?? false,
    requiredApprovingReviewCount: wanted.required_approving_review_count ?? 1,
    requireLastPushApproval: wanted.require_last_push_approval ?? false,
    restrictsReviewDismissals: Object.keys(dismissers).length > 0,
    reviewDismissalAllowances: allowances(call, repository, dismissers),
    bypassPullRequestAllowances: allowances(call, repository, wanted.bypass_pull_request_allowances ?? {}),
  };
}

/** @throws HttpError 422 that names every account that does not exist */
function allowances(
  call: Call,
  repository: Repository,
  { users = [], teams = [], apps = [] }: ActorInput,
): Allowance[] {
  const known = organizationByLogin(call.state, repository.owner)?.teams ?? [];
  const found: [kind: Allowance["kind"], name: string, id: number | undefined][] = [
    ...users.map((name) => ["user", name, userByLogin(call.state, name)?.id] as ["user", string, number | undefined]),
    ...teams.map(
      (name) => ["team", name, known.find((team) => team.slug === name)?.id] as ["team", string, number | undefined],
    ),
    ...apps.map(
      (name) =>
        ["app", name, call.state.apps.find((app) => app.slug === name)?.id] as ["app", string, number | undefined],
    ),
  ];
  const unknown = found.filter(([, , id]) => id === undefined).map(([kind, name]) => `${kind} ${name}`);
  if (unknown.length > 0)
    throw unprocessable("Validation Failed", [`Could not resolve to an account: ${unknown.join(", ")}.`]);
  return found.flatMap(([kind, , id]) => (id === undefined ? [] : [{ kind, id }]));
}
