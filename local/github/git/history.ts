/** Who descends from whom. */
import type { GitData } from "../core/git-state.ts";
import { commitOf } from "./objects.ts";

/** The commits reachable from a commit, itself included, newest first; each parent comes after all its children. */
export function ancestors(git: GitData, sha: string): string[] {
  const order: string[] = [];
  const seen = new Set<string>();
  const stack: { sha: string; parentsDone: boolean }[] = [{ sha, parentsDone: false }];
  for (let top = stack.pop(); top !== undefined; top = stack.pop()) {
    if (top.parentsDone) order.push(top.sha);
    else if (!seen.has(top.sha)) {
      seen.add(top.sha);
      stack.push({ sha: top.sha, parentsDone: true });
      // The first parent is visited last, so that its line of history comes first in the reversed order.
      for (const parent of commitOf(git, top.sha).parents) stack.push({ sha: parent, parentsDone: false });
    }
  }
  return order.reverse();
}

export const isAncestor = (git: GitData, ancestor: string, sha: string): boolean =>
  ancestors(git, sha).includes(ancestor);

/** Commits of `head` that are not reachable from any of `excluded`, newest first: `git rev-list head ^excluded`. */
export function commitsBetween(git: GitData, excluded: readonly string[], head: string): string[] {
  const known = new Set(excluded.flatMap((sha) => ancestors(git, sha)));
  return ancestors(git, head).filter((sha) => !known.has(sha));
}

/** A best common ancestor, `undefined` for unrelated histories. */
export function mergeBase(git: GitData, a: string, b: string): string | undefined {
  const ofA = new Set(ancestors(git, a));
  return ancestors(git, b).find((sha) => ofA.has(sha));
}
