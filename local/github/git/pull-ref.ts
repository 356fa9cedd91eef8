/** The ref by which everybody finds the head of a pull request, from a fork too. */
import type { PullRequest } from "../core/git-state.ts";
import type { Repository } from "../core/state.ts";

/** "GitHub's `refs/pull/` namespace is read-only": pushes never name it, it follows the head. */
export function putPullRef({ git }: Repository, { number, head }: PullRequest): void {
  git.refs[`refs/pull/${String(number)}/head`] = head.sha;
}

export const isPullRef = (ref: string): boolean => ref.startsWith("refs/pull/");
