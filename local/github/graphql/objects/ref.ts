/** Refs, with the classic protection that applies to them. */
import { actorRole, administers, atLeast, hasPermission } from "../../core/access.ts";
import type { Call } from "../../core/contract.ts";
import type { BranchProtectionRule } from "../../core/git-state.ts";
import { nodeId } from "../../core/node-id.ts";
import type { Repository } from "../../core/state.ts";
import { actorFacts } from "../../git/actor-facts.ts";
import { shortName } from "../../rules/model.ts";
import { isListed, protectionFor } from "../../rules/protection.ts";
import { failure } from "../failure.ts";
import { protectionObject } from "./branch-protection.ts";
import { commitObject, repositoryObject } from "./repository.ts";

export function refObject(call: Call, repository: Repository, ref: string) {
  const sha = repository.git.refs[ref];
  if (sha === undefined) return null;
  const name = shortName(ref);
  const rule = protectionFor(repository.git.branchProtectionRules, ref);
  return {
    __typename: "Ref",
    id: nodeId("Ref", `${repository.id}:${ref}`),
    name,
    prefix: ref.slice(0, ref.length - name.length),
    target: () => commitObject(repository, sha),
    repository: () => repositoryObject(call, repository),
    branchProtectionRule: () => {
      refuseApp(call, repository);
      // Administrators see the rule itself; everybody sees what it means for them.
      const isShown = call.actor.kind !== "user" || administers(call, repository);
      return rule !== undefined && isShown ? protectionObject(call, repository, rule) : null;
    },
    refUpdateRule: () => (rule === undefined ? null : refUpdateRule(call, repository, rule)),
  };
}

/** An app without the permission is refused, where a person who is no administrator gets nothing. */
function refuseApp({ state, actor }: Call, repository: Repository): void {
  if (actor.kind === "user" || hasPermission(state, actor, repository, "administration:read")) return;
  throw failure("FORBIDDEN", "Resource not accessible by integration");
}

/** "Branch protection rules that are viewable by non-admins" */
function refUpdateRule(call: Call, repository: Repository, rule: BranchProtectionRule) {
  const canWrite = atLeast(actorRole(call.state, call.actor, repository), "write");
  const actor = actorFacts(call.state, call.actor, repository);
  const isAdmin = administers(call, repository);
  const dismisses = !rule.restrictsReviewDismissals || isAdmin || isListed(rule.reviewDismissalAllowances, actor);
  return {
    __typename: "RefUpdateRule",
    ...{ pattern: rule.pattern, allowsDeletions: rule.allowsDeletions, allowsForcePushes: rule.allowsForcePushes },
    blocksCreations: rule.blocksCreations,
    requiredApprovingReviewCount: rule.requiresApprovingReviews ? rule.requiredApprovingReviewCount : null,
    requiredStatusCheckContexts: rule.requiredStatusChecks.map(({ context }) => context),
    requiresCodeOwnerReviews: rule.requiresCodeOwnerReviews,
    requiresConversationResolution: rule.requiresConversationResolution,
    requiresLinearHistory: rule.requiresLinearHistory,
    requiresSignatures: rule.requiresCommitSignatures,
    viewerAllowedToDismissReviews: canWrite && dismisses,
    viewerCanPush: canWrite && (!rule.restrictsPushes || isAdmin || isListed(rule.pushAllowances, actor)),
  };
}
