/**
 * "If you allow edits by maintainers, people with push access to the upstream repository can make commits to your fork's compare
 * branch" (docs.github.com, "Allowing changes to a pull request branch created from a fork"): while the pull request is open.
 */
import { atLeast, userRole } from "../core/access.ts";
import type { Actor } from "../core/actors.ts";
import { forbidden } from "../core/errors.ts";
import type { Repository, State } from "../core/state.ts";
import type { RefChange } from "./change-facts.ts";
import { networkOf } from "./network.ts";

/** Branches of a fork that a person may push to for the sake of a pull request. */
export function maintainedBranches(state: State, fork: Repository, userId: number): string[] {
  if (fork.fork === null) return [];
  return networkOf(state, fork)
    .filter((upstream) => atLeast(userRole(state, upstream, userId), "write"))
    .flatMap(({ git }) => git.pulls)
    .filter(
      ({ state: now, head, maintainerCanModify }) =>
        now === "open" && maintainerCanModify && head.fork?.repositoryId === fork.id,
    )
    .map(({ head }) => head.branch);
}

/** @throws HttpError 403 where a maintainer of the upstream repository changes anything else in a fork */
export function refuseForeignBranch(
  state: State,
  actor: Actor,
  repository: Repository,
  { ref, after }: RefChange,
): void {
  if (repository.fork === null || actor.kind !== "user") return;
  if (atLeast(userRole(state, repository, actor.userId), "write")) return;
  const branches = maintainedBranches(state, repository, actor.userId);
  if (after !== null && branches.some((branch) => ref === `refs/heads/${branch}`)) return;
  throw forbidden(`Permission to ${repository.owner}/${repository.name}.git denied to ${actor.login}.`);
}
