/** The one way a ref is created, moved or deleted: judged by the rules, then carried out with everything that follows from it. */
import type { Repository } from "../core/state.ts";
import type { RefChange } from "./change-facts.ts";
import { judge } from "./judge.ts";
import type { Pusher } from "./judge.ts";
import { refuseForeignBranch } from "./maintainers.ts";
import { advanceQueues } from "./merge-queue.ts";
import { putRef } from "./put-ref.ts";

/** @throws Refusal if a rule forbids it; HttpError 403 for workflow files or branches of a fork the actor may not change, 501 for a rule that is not evaluated here */
export function changeRef(pusher: Pusher, repository: Repository, wanted: RefChange): void {
  refuseForeignBranch(pusher.state, pusher.actor, repository, wanted);
  judge(pusher, repository, wanted);
  moveRef(pusher, repository, wanted);
}

/** Carries a change out without asking the rules: for what was judged already. */
export function moveRef(pusher: Pusher, repository: Repository, wanted: RefChange): void {
  for (const moved of putRef(pusher, repository, wanted)) advanceQueues(pusher, moved);
}
