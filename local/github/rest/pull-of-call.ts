/** The pull request a call is about. */
import type { Permission } from "../core/access.ts";
import { repositoryFor } from "../core/access.ts";
import type { Call } from "../core/contract.ts";
import { notFound } from "../core/errors.ts";
import type { PullRequest } from "../core/git-state.ts";
import type { Repository, RepositoryRole } from "../core/state.ts";

export function pullOfCall(
  call: Call,
  permission: Permission = "pull_requests:read",
  role?: RepositoryRole,
): { repository: Repository; pull: PullRequest } {
  const repository = repositoryFor(call, permission, role);
  const number = Number(call.path["pull_number"]);
  const pull = repository.git.pulls.find((candidate) => candidate.number === number);
  if (pull === undefined) throw notFound();
  return { repository, pull };
}

/** The account that acts; calls that get here are signed in. */
export function actorId(call: Call): number {
  if (call.actor.kind === "anonymous") throw notFound();
  return call.actor.userId;
}
