/** Points a ref elsewhere, and lets pull requests follow. */
import type { Repository } from "../core/state.ts";
import type { RefChange } from "./change-facts.ts";
import { followRef } from "./follow-ref.ts";
import type { Pusher } from "./judge.ts";
import { wholeSeconds } from "./signatures.ts";

export function putRef(pusher: Pusher, repository: Repository, { ref, after }: RefChange): void {
  if (after === null) delete repository.git.refs[ref];
  else repository.git.refs[ref] = after;
  repository.pushedAt = wholeSeconds(pusher.now);
  repository.updatedAt = wholeSeconds(pusher.now);
  followRef(pusher, repository, ref);
}
