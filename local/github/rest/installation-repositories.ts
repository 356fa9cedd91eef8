/** The repositories an app is installed on: https://docs.github.com/rest/apps/installations */
import { canRead, requireSignedIn, userRole } from "../core/access.ts";
import { repositoryById, sameName } from "../core/actors.ts";
import type { UserActor } from "../core/actors.ts";
import type { Call, Handlers, Reply } from "../core/contract.ts";
import { forbidden, notFound, unprocessable } from "../core/errors.ts";
import { pageOf } from "../core/pagination.ts";
import type { Installation, Organization, Repository, State } from "../core/state.ts";
import { listedRepository } from "./bodies/repository.ts";

export const installationRepositoryHandlers: Handlers = {
  "apps/list-repos-accessible-to-installation": listForApp,
  "apps/list-installation-repos-for-authenticated-user": listForUser,
  "apps/add-repo-to-installation-for-authenticated-user": add,
  "apps/remove-repo-from-installation-for-authenticated-user": remove,
};

interface Installed {
  readonly organization: Organization;
  readonly installation: Installation;
}

function listForApp(call: Call): Reply {
  requireSignedIn(call);
  const { actor, state } = call;
  const found = actor.kind === "app" ? installed(state, (one) => one.appId === actor.appId) : undefined;
  if (found === undefined || found.installation.suspendedAt !== null) {
    throw forbidden(
      "You must authenticate with an installation access token in order to list repositories for an installation.",
    );
  }
  return listed(call, found);
}

function listForUser(call: Call): Reply {
  classicToken(call);
  return listed(call, installedForUser(call));
}

function listed(call: Call, { organization, installation }: Installed): Reply {
  const all = reached(call.state, organization, installation).filter((one) => canRead(call.state, call.actor, one));
  const { items, headers } = pageOf(call, all);
  const repositories = items.map((repository) => listedRepository(call, repository));
  const body = { total_count: all.length, repository_selection: installation.repositorySelection, repositories };
  return { status: 200, headers, body };
}

const reached = (state: State, { login }: Organization, { repositorySelection, repositoryIds }: Installation) =>
  state.repositories.filter(
    ({ id, owner }) => sameName(owner, login) && (repositorySelection === "all" || repositoryIds.includes(id)),
  );

/** An installation on all repositories has this one already. */
function add(call: Call): Reply {
  const { repository, installation } = changeable(call);
  if (installation.repositorySelection === "all" || installation.repositoryIds.includes(repository.id))
    return { status: 204 };
  installation.repositoryIds.push(repository.id);
  installation.updatedAt = call.now.toISOString();
  return { status: 204 };
}

/** "The installation must have the `repository_selection` of `selected`." It keeps at least one: uninstalling it is another call. */
function remove(call: Call): Reply {
  const { repository, installation } = changeable(call);
  if (installation.repositorySelection === "all") {
    throw unprocessable(
      "The installation must have the repository_selection of selected to remove a repository from it.",
    );
  }
  if (!installation.repositoryIds.includes(repository.id)) throw notFound();
  if (installation.repositoryIds.length === 1) {
    throw unprocessable("The last repository cannot be removed from an installation. Uninstall the app instead.");
  }
  installation.repositoryIds = installation.repositoryIds.filter((id) => id !== repository.id);
  installation.updatedAt = call.now.toISOString();
  return { status: 204 };
}

/** "The authenticated user must have admin access to the repository. This endpoint only works for PATs (classic) with the `repo` scope." */
function changeable(call: Call): Installed & { readonly repository: Repository } {
  const actor = classicToken(call);
  const found = installedForUser(call);
  const repository = repositoryById(call.state, Number(call.path["repository_id"]));
  const isOwn = repository !== undefined && sameName(repository.owner, found.organization.login);
  if (!isOwn || !actor.scopes.includes("repo") || !canRead(call.state, actor, repository)) throw notFound();
  if (userRole(call.state, repository, actor.userId) !== "admin")
    throw forbidden("Must have admin rights to Repository.");
  return { ...found, repository };
}

function classicToken(call: Call): UserActor {
  requireSignedIn(call);
  const { actor } = call;
  if (actor.kind !== "user") throw forbidden("Resource not accessible by integration");
  if (actor.isFineGrained) throw forbidden("Resource not accessible by personal access token");
  return actor;
}

/** Members of the organisation see that an app is installed on it; others get 404. */
function installedForUser(call: Call): Installed {
  const id = Number(call.path["installation_id"]);
  const found = installed(call.state, (one) => one.id === id);
  const { actor } = call;
  const isMember = actor.kind === "user" && found?.organization.members.some(({ userId }) => userId === actor.userId);
  if (found === undefined || isMember !== true) throw notFound();
  return found;
}

function installed(state: State, isWanted: (installation: Installation) => boolean): Installed | undefined {
  for (const organization of state.organizations) {
    const installation = organization.installations.find(isWanted);
    if (installation !== undefined) return { organization, installation };
  }
  return undefined;
}
