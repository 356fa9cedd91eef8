/** `BranchProtectionRule` with its allowances. */
import { appById, userById } from "../../core/actors.ts";
import type { Call } from "../../core/contract.ts";
import type { Allowance, BranchProtectionRule } from "../../core/git-state.ts";
import { nodeId } from "../../core/node-id.ts";
import type { Repository } from "../../core/state.ts";
import { protectionFor } from "../../rules/protection.ts";
import { connection } from "../connection.ts";
import type { ConnectionArguments } from "../connection.ts";
import { appObject, teamObject, userObject } from "./accounts.ts";
import { refObject } from "./ref.ts";
import { repositoryObject } from "./repository.ts";

export function protectionObject(
  call: Call,
  repository: Repository,
  rule: BranchProtectionRule,
): Record<string, unknown> {
  const self = (): Record<string, unknown> => protectionObject(call, repository, rule);
  const allowances = (type: string, list: readonly Allowance[], field: string) => (args: ConnectionArguments) =>
    connection(
      list.map((entry) => allowanceObject(call, type, rule, entry, self)),
      args,
      field,
    );
  const { id, creatorId, requiredStatusChecks, ...plain } = rule;
  const creator = userById(call.state, creatorId);
  return {
    ...plain,
    __typename: "BranchProtectionRule",
    id: nodeId("BranchProtectionRule", id),
    databaseId: id,
    // "Number of approving reviews required to update matching branches.": none where reviews are not required at all.
    requiredApprovingReviewCount: rule.requiresApprovingReviews ? rule.requiredApprovingReviewCount : null,
    creator: creator === undefined ? null : () => userObject(call, creator),
    repository: () => repositoryObject(call, repository),
    matchingRefs: (args: ConnectionArguments) => connection(matchingRefs(call, repository, rule), args, "matchingRefs"),
    requiredStatusCheckContexts: requiredStatusChecks.map((check) => check.context),
    requiredStatusChecks: requiredStatusChecks.map(({ context, appId }) => {
      const app = appId === null ? undefined : appById(call.state, appId);
      return { context, app: app === undefined ? null : appObject(call, app) };
    }),
    pushAllowances: allowances("PushAllowance", rule.pushAllowances, "pushAllowances"),
    reviewDismissalAllowances: allowances(
      "ReviewDismissalAllowance",
      rule.reviewDismissalAllowances,
      "reviewDismissalAllowances",
    ),
    bypassForcePushAllowances: allowances(
      "BypassForcePushAllowance",
      rule.bypassForcePushAllowances,
      "bypassForcePushAllowances",
    ),
    bypassPullRequestAllowances: allowances(
      "BypassPullRequestAllowance",
      rule.bypassPullRequestAllowances,
      "bypassPullRequestAllowances",
    ),
  };
}

function matchingRefs(call: Call, repository: Repository, rule: BranchProtectionRule) {
  const { refs, branchProtectionRules } = repository.git;
  const own = Object.keys(refs).filter((ref) => protectionFor(branchProtectionRules, ref)?.id === rule.id);
  return own.map((ref) => refObject(call, repository, ref));
}

function allowanceObject(
  call: Call,
  type: string,
  rule: BranchProtectionRule,
  entry: Allowance,
  branchProtectionRule: () => Record<string, unknown>,
) {
  const id = nodeId(type, `${rule.id}:${entry.kind}:${entry.id}`);
  return { __typename: type, id, actor: () => actorObject(call, entry), branchProtectionRule };
}

/** `null` once the account is gone. */
function actorObject(call: Call, { kind, id }: Allowance) {
  if (kind === "app") {
    const app = appById(call.state, id);
    return app === undefined ? null : appObject(call, app);
  }
  if (kind === "user") {
    const user = userById(call.state, id);
    return user === undefined ? null : userObject(call, user);
  }
  for (const organization of call.state.organizations) {
    const team = organization.teams.find((candidate) => candidate.id === id);
    if (team !== undefined) return teamObject(call, organization, team);
  }
  return null;
}
