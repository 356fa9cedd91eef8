/**
 * What happened between two states of a repository, in the order in which GitHub would have told it. Changes are compared
 * afterwards instead of being announced where they are made, so that none can be forgotten.
 */
import type { MergeGroup, PullRequest, QueueEntry, Review } from "../core/git-state.ts";
import type { Repository } from "../core/state.ts";

export type Happening = Push | PullRequestHappening | ReviewHappening | MergeGroupHappening;

export interface Push {
  readonly name: "push";
  /** Full name, e.g. `refs/heads/main`. */
  readonly ref: string;
  /** `undefined`: it did not exist. */
  readonly before: string | undefined;
  /** `undefined`: it was deleted. */
  readonly after: string | undefined;
}

export interface PullRequestHappening {
  readonly name: "pull_request";
  readonly action: PullRequestAction;
  readonly pull: PullRequest;
  /** As it was; `undefined` where it was opened. */
  readonly before: PullRequest | undefined;
}

export type PullRequestAction =
  "opened" | "synchronize" | "edited" | "closed" | "reopened" | "ready_for_review" | "converted_to_draft";

export interface ReviewHappening {
  readonly name: "pull_request_review";
  readonly action: "submitted" | "dismissed";
  readonly pull: PullRequest;
  readonly review: Review;
}

export interface MergeGroupHappening {
  readonly name: "merge_group";
  readonly action: "checks_requested" | "destroyed";
  readonly entry: QueueEntry;
  readonly group: MergeGroup & { readonly headSha: string };
  /** Why it was destroyed: "The group was merged", "removed from the queue" or "the group was built anew". */
  readonly reason?: "merged" | "dequeued" | "invalidated";
}

export function happeningsBetween(before: Repository, after: Repository): Happening[] {
  if (before.git === after.git) return [];
  return [
    ...pushes(before, after),
    ...pullHappenings(before, after),
    ...reviewHappenings(before, after),
    ...groupHappenings(before, after),
  ];
}

function pushes({ git: before }: Repository, { git: after }: Repository): Push[] {
  if (before.refs === after.refs) return [];
  const refs = new Set([...Object.keys(before.refs), ...Object.keys(after.refs)]);
  return [...refs]
    .filter((ref) => isPushed(ref) && before.refs[ref] !== after.refs[ref])
    .map((ref) => ({ name: "push", ref, before: before.refs[ref], after: after.refs[ref] }));
}

/** "Runs your workflow when you push a commit or tag": other refs are GitHub's own. */
const isPushed = (ref: string): boolean => ref.startsWith("refs/heads/") || ref.startsWith("refs/tags/");

function pullHappenings(before: Repository, after: Repository): PullRequestHappening[] {
  if (before.git.pulls === after.git.pulls) return [];
  return changedPulls(before, after).flatMap(([old, pull]) =>
    actionsOf(old, pull).map((action) => ({ name: "pull_request" as const, action, pull, before: old })),
  );
}

function changedPulls(before: Repository, after: Repository): [before: PullRequest | undefined, after: PullRequest][] {
  const known = new Map(before.git.pulls.map((pull) => [pull.number, pull]));
  return after.git.pulls
    .filter((pull) => known.get(pull.number) !== pull)
    .map((pull) => [known.get(pull.number), pull]);
}

function actionsOf(before: PullRequest | undefined, after: PullRequest): PullRequestAction[] {
  if (before === undefined) return ["opened"];
  const actions: PullRequestAction[] = [];
  if (before.state === "closed" && after.state === "open") actions.push("reopened");
  else if (before.head.sha !== after.head.sha) actions.push("synchronize");
  if (isEdited(before, after)) actions.push("edited");
  if (before.draft !== after.draft) actions.push(after.draft ? "converted_to_draft" : "ready_for_review");
  if (before.state === "open" && after.state === "closed") actions.push("closed");
  return actions;
}

/** "The title or body of a pull request was edited, or the base branch of a pull request was changed." */
const isEdited = (before: PullRequest, after: PullRequest): boolean =>
  before.title !== after.title || before.body !== after.body || before.base.branch !== after.base.branch;

function reviewHappenings(before: Repository, after: Repository): ReviewHappening[] {
  if (before.git.pulls === after.git.pulls) return [];
  return changedPulls(before, after).flatMap(([old, pull]) => {
    const known = new Map((old?.reviews ?? []).map((review) => [review.id, review.state]));
    return pull.reviews.flatMap((review) => {
      const action = reviewAction(known.get(review.id), review.state);
      return action === undefined ? [] : [{ name: "pull_request_review" as const, action, pull, review }];
    });
  });
}

function reviewAction(
  before: Review["state"] | undefined,
  after: Review["state"],
): ReviewHappening["action"] | undefined {
  if (before === after || after === "PENDING") return undefined;
  if (before === undefined || before === "PENDING") return "submitted";
  return after === "DISMISSED" ? "dismissed" : undefined;
}

function groupHappenings(before: Repository, after: Repository): MergeGroupHappening[] {
  const [old, now] = [before.git.mergeQueue ?? [], after.git.mergeQueue ?? []];
  if (old === now) return [];
  const gone = old.flatMap((entry) => {
    const later = now.find(({ id }) => id === entry.id);
    const group = builtGroup(entry);
    if (group === undefined || later?.group?.headSha === group.headSha) return [];
    const reason = later === undefined ? endOf(after, entry, group.headSha) : ("invalidated" as const);
    return [{ name: "merge_group" as const, action: "destroyed" as const, entry, group, reason }];
  });
  const made = now.flatMap((entry) => {
    const group = builtGroup(entry);
    if (group === undefined || old.find(({ id }) => id === entry.id)?.group?.headSha === group.headSha) return [];
    return [{ name: "merge_group" as const, action: "checks_requested" as const, entry, group }];
  });
  return [...gone, ...made];
}

function builtGroup({ group }: QueueEntry): MergeGroupHappening["group"] | undefined {
  return group === null || group.headSha === null ? undefined : { ...group, headSha: group.headSha };
}

function endOf({ git }: Repository, { pullNumber }: QueueEntry, headSha: string): "merged" | "dequeued" {
  const pull = git.pulls.find(({ number }) => number === pullNumber);
  return pull?.merged?.sha === headSha ? "merged" : "dequeued";
}
