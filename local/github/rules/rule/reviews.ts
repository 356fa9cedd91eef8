/** Which approvals a pull request still needs. A person's last verdict is the one that holds. */
import type { PullFacts, ReviewFacts } from "../model.ts";

/** The verdict of each reviewer whose verdict counts; comments change none. */
export function verdicts(pull: PullFacts): ReviewFacts[] {
  const latest = new Map<number, ReviewFacts>();
  for (const review of pull.reviews) {
    if (review.counts && review.state !== "COMMENTED" && review.state !== "PENDING") latest.set(review.userId, review);
  }
  return [...latest.values()];
}

export const approvals = (pull: PullFacts): ReviewFacts[] =>
  verdicts(pull).filter((review) => review.state === "APPROVED");

/** "If someone chooses the **Request changes** option in a review, then that person must approve the pull request before the pull request can be merged." */
export function changesRequested(pull: PullFacts): string[] {
  return verdicts(pull).some((review) => review.state === "CHANGES_REQUESTED") ? ["Changes have been requested."] : [];
}

/**
 * "If you enable required reviews, collaborators can only push changes to a branch via a pull request that is approved by the
 * required number of reviewers with write permissions."
 */
export function missingApprovals(pull: PullFacts, needed: number): string[] {
  if (approvals(pull).length >= needed) return [];
  const reviews = needed === 1 ? "review is" : "reviews are";
  return [`At least ${needed} approving ${reviews} required by reviewers with write access.`];
}

/** "Note that if code has multiple owners, an approval from _any_ of the code owners will be sufficient to meet this requirement." */
export function missingCodeOwners(pull: PullFacts): string[] {
  const approvers = new Set(approvals(pull).map((review) => review.userId));
  const waiting = pull.ownership.filter(
    ({ owners }) => !owners.some((owner) => owner.userIds.some((id) => approvers.has(id))),
  );
  const names = [...new Set(waiting.flatMap(({ owners }) => owners.map((owner) => owner.name)))];
  return names.length === 0 ? [] : [`Waiting on code owner review from ${names.join(" and/or ")}.`];
}

/** "Optionally, you can require an approval from someone other than the last person to push to a branch before a pull request can be merged." */
export function missingLastPushApproval(pull: PullFacts): string[] {
  const approved = approvals(pull).some((review) => review.onHead && review.userId !== pull.lastPusherId);
  return approved ? [] : ["New changes require approval from someone other than the last pusher."];
}
