/**
 * A repository and its forks. "If you fork a repository, [...] the commits are accessible from the upstream repository": they
 * share their objects, whoever pushed them. Here each keeps a copy of what any of them has on a ref.
 */
import { isDraft, original } from "immer";
import { repositoryById, sameName } from "../core/actors.ts";
import type { GitData, PullRequest } from "../core/git-state.ts";
import type { Repository, State } from "../core/state.ts";
import { find, stored } from "./objects.ts";

const sourceIdOf = ({ id, fork }: Repository): number => fork?.sourceId ?? id;

/** Every repository of a network, the given one included. */
export function networkOf(state: State, repository: Repository): Repository[] {
  const source = sourceIdOf(repository);
  // No change makes a fork and pushes to it: what was there before is all there is, and costs no drafts.
  const all = (isDraft(state.repositories) ? original(state.repositories) : undefined) ?? state.repositories;
  const ids = all.filter((other) => sourceIdOf(other) === source).map(({ id }) => id);
  return ids.flatMap((id) => repositoryById(state, id) ?? []);
}

/** The repository that a fork goes back to; `undefined` for what is no fork, and once it is deleted. */
export const sourceOf = (state: State, { fork }: Repository): Repository | undefined =>
  fork === null ? undefined : repositoryById(state, fork.sourceId);

/** The one repository of a network that an account has: "You can only fork a repository once" into one account. */
export const inNetwork = (state: State, repository: Repository, owner: string): Repository | undefined =>
  networkOf(state, repository).find((other) => sameName(other.owner, owner));

/** Where the head branch of a pull request lives; `undefined` once the fork is deleted. */
export const headRepository = (state: State, repository: Repository, { head }: PullRequest): Repository | undefined =>
  head.fork === undefined ? repository : repositoryById(state, head.fork.repositoryId);

/** Login of the account that owned the fork when the pull request was opened. */
export const headOwner = ({ owner }: Repository, { head }: PullRequest): string => head.fork?.owner ?? owner;

export const isFromFork = ({ head }: Pick<PullRequest, "head">): boolean => head.fork !== undefined;

/** Whether a branch of a repository is the head of a pull request, which may be another repository's. */
export const isHead = (target: Repository, { head }: PullRequest, repository: Repository, branch: string): boolean =>
  head.branch === branch && (head.fork?.repositoryId ?? target.id) === repository.id;

/** Lets the whole network have a commit and everything that it is made of. */
export function shareObjects(state: State, repository: Repository, sha: string): void {
  for (const other of networkOf(state, repository))
    if (other.id !== repository.id) copy(repository.git, other.git, sha);
}

/** Whoever has an object has all that it refers to. */
function copy(from: GitData, to: GitData, sha: string): void {
  const pending = [sha];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const object = stored(from, next);
    if (object === undefined || stored(to, next) !== undefined) continue;
    to.objects[next] = object;
    pending.push(...partsOf(from, next));
  }
}

function partsOf(git: GitData, sha: string): string[] {
  const commit = find(git, sha, "commit");
  if (commit !== undefined) return [commit.tree, ...commit.parents];
  const tag = find(git, sha, "tag");
  if (tag !== undefined) return [tag.object];
  return find(git, sha, "tree")?.entries.map((entry) => entry.sha) ?? [];
}
