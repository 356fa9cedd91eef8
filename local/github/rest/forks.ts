/** Forks: https://docs.github.com/rest/repos/forks */
import { canRead, repositoryFor, requireSignedIn } from "../core/access.ts";
import { organizationByLogin, repositoryByName } from "../core/actors.ts";
import type { Call, Handlers, Reply } from "../core/contract.ts";
import { newRepository } from "../core/defaults.ts";
import { forbidden, HttpError, validationFailed } from "../core/errors.ts";
import { pageOf } from "../core/pagination.ts";
import type { Repository } from "../core/state.ts";
import { takeId } from "../core/state.ts";
import { forkedGit } from "../git/forked-git.ts";
import { inNetwork } from "../git/network.ts";
import { fullRepository, minimalRepository } from "./bodies/repository.ts";

export const forkHandlers: Handlers = { "repos/create-fork": createFork, "repos/list-forks": listForks };

interface ForkInput {
  readonly organization?: string;
  readonly name?: string;
  readonly default_branch_only?: boolean;
}

/** Into the account of whoever asks. GitHub copies afterwards ("Forking a Repository happens asynchronously"), here at once. */
function createFork(call: Call): Reply {
  requireSignedIn(call);
  const parent = repositoryFor(call, "metadata:read");
  const { organization, name = parent.name, default_branch_only: onlyDefault = false } = call.body as ForkInput;
  const { actor, state } = call;
  if (organization !== undefined) throw new HttpError(501, "Local GitHub forks into accounts of people only.");
  if (actor.kind !== "user") throw forbidden("Resource not accessible by integration");
  refuseForking(call, parent);
  const fork = inNetwork(state, parent, actor.login) ?? added(call, parent, actor.login, name, onlyDefault);
  return { status: 202, body: fullRepository(call, fork) };
}

/**
 * "allow_forking: Either `true` to allow private forks, or `false` to prevent private forks." Public repositories can always be
 * forked; an organisation decides over all others that it owns.
 */
function refuseForking({ state }: Call, { owner, visibility, allowForking, git }: Repository): void {
  if (Object.keys(git.refs).length === 0) {
    throw forbidden("The repository exists, but it contains no Git content. Empty repositories cannot be forked.");
  }
  const above = organizationByLogin(state, owner)?.settings["members_can_fork_private_repositories"];
  if (visibility === "public" || (allowForking && above !== false)) return;
  throw forbidden("The repository exists, but forking is disabled.");
}

function added(call: Call, parent: Repository, owner: string, name: string, onlyDefault: boolean): Repository {
  const { state, now } = call;
  if (repositoryByName(state, owner, name) !== undefined) {
    const message = "name already exists on this account";
    throw validationFailed([{ resource: "Repository", code: "custom", field: "name", message }]);
  }
  const visibility = parent.visibility === "public" ? "public" : "private";
  const fork = newRepository(takeId(state), owner, name, visibility, now.toISOString());
  Object.assign(fork, { description: parent.description, defaultBranch: parent.defaultBranch });
  fork.fork = { parentId: parent.id, sourceId: parent.fork?.sourceId ?? parent.id };
  // "GitHub Actions [...] workflows do not run in forked repositories by default."
  fork.actions.enabled = false;
  fork.git = forkedGit(parent, onlyDefault);
  state.repositories.push(fork);
  return fork;
}

function listForks(call: Call): Reply {
  const repository = repositoryFor(call, "metadata:read");
  const { state, actor } = call;
  const forks = state.repositories.filter(
    (other) => other.fork?.parentId === repository.id && canRead(state, actor, other),
  );
  const { items, headers } = pageOf(call, forks.toReversed());
  return { status: 200, headers, body: items.map((fork) => minimalRepository(call, fork)) };
}
