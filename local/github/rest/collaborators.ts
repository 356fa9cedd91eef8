/** Collaborators of a repository, and those of an organisation who are no members: https://docs.github.com/rest/collaborators */
import { atLeast, ownedOrganization, repositoryFor, requireSignedIn, userRole } from "../core/access.ts";
import { sameName, userByLogin } from "../core/actors.ts";
import { collaboratorsOf, type Affiliation } from "../core/collaborators.ts";
import type { Call, Handlers, Reply } from "../core/contract.ts";
import { forbidden, notFound } from "../core/errors.ts";
import { pageOf } from "../core/pagination.ts";
import type { Repository, RepositoryRole } from "../core/state.ts";
import { permissions } from "./bodies/repository.ts";
import { simpleUser } from "./bodies/user.ts";

export const collaboratorHandlers: Handlers = {
  "repos/list-collaborators": list,
  "repos/check-collaborator": check,
  "repos/get-collaborator-permission-level": permission,
  "orgs/list-outside-collaborators": listOutside,
};

/** The least role of each value of `permission`. */
const least: Readonly<Record<string, RepositoryRole>> = {
  pull: "read",
  triage: "triage",
  push: "write",
  maintain: "maintain",
  admin: "admin",
};

function list(call: Call): Reply {
  const repository = writable(call);
  const affiliation = (call.query.get("affiliation") ?? "all") as Affiliation;
  const permission = call.query.get("permission");
  const found = collaboratorsOf(call.state, repository, affiliation);
  const wanted = found.filter(({ role }) => permission === null || atLeast(role, least[permission] ?? "admin"));
  const { items, headers } = pageOf(call, wanted);
  const body = items.map(({ user, role }) => ({
    ...simpleUser(call, user),
    permissions: permissions(role),
    role_name: role,
  }));
  return { status: 200, headers, body };
}

/** "The authenticated user must have push access to the repository to use this endpoint." */
function writable(call: Call): Repository {
  requireSignedIn(call);
  const repository = repositoryFor(call);
  const { actor } = call;
  if (actor.kind !== "user" || atLeast(userRole(call.state, repository, actor.userId), "write")) return repository;
  throw forbidden("Must have push access to view repository collaborators.");
}

function check(call: Call): Reply {
  const repository = writable(call);
  const user = userByLogin(call.state, call.path["username"] ?? "");
  const isOne = collaboratorsOf(call.state, repository, "all").some((one) => one.user.id === user?.id);
  if (!isOne) throw notFound(`${call.path["username"] ?? ""} is not a user`);
  return { status: 204 };
}

/** "The maintain role is mapped to write and the triage role is mapped to read." */
function permission(call: Call): Reply {
  requireSignedIn(call);
  const repository = repositoryFor(call);
  const name = call.path["username"] ?? "";
  const user = userByLogin(call.state, name);
  if (user === undefined) throw notFound(`${name} is not a user`);
  const role = userRole(call.state, repository, user.id);
  const level = ["admin", "write", "read"].find((each) => atLeast(role, each as RepositoryRole)) ?? "none";
  const role_name = role ?? "none";
  const one = { ...simpleUser(call, user), permissions: permissions(role), role_name };
  return { status: 200, body: { permission: level, role_name, user: one } };
}

/** Everybody who was given a repository of the organisation without being its member. */
function listOutside(call: Call): Reply {
  const organization = ownedOrganization(call, { scope: "read:org", permission: "members:read" });
  const own = call.state.repositories.filter(({ owner }) => sameName(owner, organization.login));
  const found = own.flatMap((repository) => collaboratorsOf(call.state, repository, "outside"));
  const people = [...new Map(found.map(({ user }) => [user.id, user])).values()];
  const { items, headers } = pageOf(call, people);
  return { status: 200, headers, body: items.map((user) => simpleUser(call, user)) };
}
