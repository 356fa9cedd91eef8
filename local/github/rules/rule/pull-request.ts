/**
 * "You can require that all changes to the target branch be associated with a pull request." A branch may still be created
 * with any content. What the pull request itself must fulfil is in `reviews.ts` and `required-reviewers.ts`.
 */
import { defineRule } from "../model.ts";
import type { MergeMethod, PullFacts } from "../model.ts";
import { missingTeamReviews } from "./required-reviewers.ts";
import type { RequiredReviewer } from "./required-reviewers.ts";
import { changesRequested, missingApprovals, missingCodeOwners, missingLastPushApproval } from "./reviews.ts";

export interface PullRequestParameters {
  readonly required_approving_review_count: number;
  readonly dismiss_stale_reviews_on_push: boolean;
  readonly require_code_owner_review: boolean;
  readonly require_last_push_approval: boolean;
  readonly required_review_thread_resolution: boolean;
  readonly allowed_merge_methods?: readonly MergeMethod[];
  readonly required_reviewers?: readonly RequiredReviewer[];
  readonly dismissal_restriction?: DismissalRestriction;
}

/** "Specify people, teams, or apps allowed to dismiss pull request reviews." It stops no merge: `git/dismissal.ts` asks it. */
export interface DismissalRestriction {
  readonly enabled: boolean;
  readonly allowed_actors?: readonly {
    readonly id: number;
    readonly type: "User" | "Team" | "IntegrationInstallation" | "RepositoryRole";
  }[];
}

export const pullRequest = defineRule<PullRequestParameters>("pull_request", (parameters, change) => {
  if (parameters.length === 0 || change.kind !== "update") return [];
  const { pull } = change;
  if (pull === undefined) return ["Changes must be made through a pull request."];
  return [...forbiddenMethod(parameters, pull), ...missingReviews(parameters, pull), ...openThreads(parameters, pull)];
});

function missingReviews(parameters: readonly PullRequestParameters[], pull: PullFacts): string[] {
  const count = Math.max(...parameters.map((one) => one.required_approving_review_count));
  const byOwners = parameters.some((one) => one.require_code_owner_review);
  const afterLastPush = parameters.some((one) => one.require_last_push_approval);
  return [
    ...(count > 0 ? changesRequested(pull) : []),
    ...missingApprovals(pull, count),
    ...(byOwners ? missingCodeOwners(pull) : []),
    ...(afterLastPush ? missingLastPushApproval(pull) : []),
    ...missingTeamReviews(
      pull,
      parameters.flatMap((one) => one.required_reviewers ?? []),
    ),
  ];
}

/** "Optionally, you can require all comments on the pull request to be resolved before it can be merged to a branch." */
function openThreads(parameters: readonly PullRequestParameters[], pull: PullFacts): string[] {
  const demanded = parameters.some((one) => one.required_review_thread_resolution);
  return demanded && pull.unresolvedThreads > 0
    ? ["A conversation must be resolved before this pull request can be merged."]
    : [];
}

const methodNames = { merge: "Merge commits", squash: "Squash merges", rebase: "Rebase merges" } as const;

export const methodRefused = (method: MergeMethod): string =>
  `${methodNames[method]} are not allowed on this repository.`;

/** "This means the targeted branches may only be merged based on the allowed type." */
function forbiddenMethod(parameters: readonly PullRequestParameters[], pull: PullFacts): string[] {
  const refused = parameters.some((one) => one.allowed_merge_methods?.includes(pull.method) === false);
  return refused ? [methodRefused(pull.method)] : [];
}
