/** What becomes of a pull request, its base and its head branch once it may be merged. */
import type { PullRequest } from "../core/git-state.ts";
import type { Repository } from "../core/state.ts";
import { markMerged } from "./follow-ref.ts";
import { judge, Refusal } from "./judge.ts";
import type { Pusher } from "./judge.ts";
import { isFromFork } from "./network.ts";
import { putRef } from "./put-ref.ts";

/** @param sha the commit that the base is to point to */
export function finishMerge(pusher: Pusher, repository: Repository, pull: PullRequest, sha: string): void {
  markMerged(pusher, pull, sha);
  putRef(pusher, repository, { ref: `refs/heads/${pull.base.branch}`, after: sha });
  if (repository.merging.deleteBranchOnMerge) deleteHead(pusher, repository, pull);
}

/** A head that may not be deleted stays; the merge is done all the same. */
function deleteHead(pusher: Pusher, repository: Repository, pull: PullRequest): void {
  if (isFromFork(pull) || pull.head.branch === repository.defaultBranch) return;
  const change = { ref: `refs/heads/${pull.head.branch}`, after: null };
  try {
    judge(pusher, repository, change);
    putRef(pusher, repository, change);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
  }
}
