/** Points a ref elsewhere, and lets pull requests follow. */
import type { Repository } from "../core/state.ts";
import type { RefChange } from "./change-facts.ts";
import { followRef } from "./follow-ref.ts";
import type { Pusher } from "./judge.ts";
import { shareObjects } from "./network.ts";
import { wholeSeconds } from "./signatures.ts";

/** @returns the repositories whose pull requests it may have moved */
export function putRef(pusher: Pusher, repository: Repository, { ref, after }: RefChange): Repository[] {
  if (after === null) delete repository.git.refs[ref];
  else repository.git.refs[ref] = after;
  repository.pushedAt = wholeSeconds(pusher.now);
  repository.updatedAt = wholeSeconds(pusher.now);
  if (after !== null) shareObjects(pusher.state, repository, after);
  return followRef(pusher, repository, ref);
}
