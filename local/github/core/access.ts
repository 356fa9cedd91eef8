/** What an actor may do: the answers GitHub gives to those who may not are thrown here. */
import type { Actor, UserActor, WorkflowActor } from "./actors.ts";
import { organizationByLogin, repositoryById, repositoryByName, sameName } from "./actors.ts";
import type { Call } from "./contract.ts";
import { forbidden, HttpError, notFound } from "./errors.ts";
import { maintainedBranches } from "../git/maintainers.ts";
import type { Installation, Organization, Repository, RepositoryRole, State, Team, Visibility } from "./state.ts";

/** A permission of an app or a workflow token, e.g. `contents:write`. */
export type Permission = `${string}:${"read" | "write" | "admin"}`;

const roles: readonly RepositoryRole[] = ["read", "triage", "write", "maintain", "admin"];
const rank = (role: RepositoryRole | undefined): number => (role === undefined ? -1 : roles.indexOf(role));
const highest = (found: readonly RepositoryRole[]): RepositoryRole | undefined =>
  [...found].sort((a, b) => rank(b) - rank(a))[0];

export const atLeast = (role: RepositoryRole | undefined, needed: RepositoryRole): boolean =>
  rank(role) >= rank(needed);

/** `admin` is an organisation owner; `undefined` means not a member. */
export function organizationRole(organization: Organization, userId: number): "admin" | "member" | undefined {
  return organization.members.find((member) => member.userId === userId)?.role;
}

export const teamsOf = (organization: Organization, userId: number): Team[] =>
  organization.teams.filter((team) => team.members.some((member) => member.userId === userId));

/** The role a person has in a repository by any way: ownership, team, collaborator, organisation default, public. */
export function userRole(state: State, repository: Repository, userId: number): RepositoryRole | undefined {
  const organization = organizationByLogin(state, repository.owner);
  const found: RepositoryRole[] = repository.visibility === "public" ? ["read"] : [];
  found.push(...repository.collaborators.filter((entry) => entry.userId === userId).map((entry) => entry.role));
  if (organization === undefined) {
    const owner = state.users.find((user) => sameName(user.login, repository.owner));
    return highest(owner?.id === userId ? ["admin"] : [...found, ...inheritedRoles(state, repository, userId)]);
  }
  return highest([...found, ...rolesInOrganization(organization, repository, userId)]);
}

/** "Private forks inherit the permissions structure of the upstream repository." Those of teams, not those of single people. */
function inheritedRoles(state: State, { visibility, fork }: Repository, userId: number): RepositoryRole[] {
  const upstream = visibility === "public" || fork === null ? undefined : repositoryById(state, fork.parentId);
  const organization = upstream === undefined ? undefined : organizationByLogin(state, upstream.owner);
  if (upstream === undefined || organization === undefined) return [];
  return teamsOf(organization, userId).flatMap((team) => teamRole(team, upstream.id) ?? []);
}

function rolesInOrganization(organization: Organization, repository: Repository, userId: number): RepositoryRole[] {
  const role = organizationRole(organization, userId);
  if (role === undefined) return [];
  if (role === "admin") return ["admin"];
  const base = organization.defaultRepositoryPermission;
  const byTeam = teamsOf(organization, userId).flatMap((team) => teamRole(team, repository.id) ?? []);
  return base === "none" ? byTeam : [base, ...byTeam];
}

export const teamRole = (team: Team, repositoryId: number): RepositoryRole | undefined =>
  team.repositories.find((entry) => entry.repositoryId === repositoryId)?.role;

/** The installation through which an app reaches a repository, if it does. */
export function installationFor(state: State, appId: number, repository: Repository): Installation | undefined {
  const organization = organizationByLogin(state, repository.owner);
  return organization?.installations.find(
    (candidate) =>
      candidate.appId === appId &&
      candidate.suspendedAt === null &&
      (candidate.repositorySelection === "all" || candidate.repositoryIds.includes(repository.id)),
  );
}

/** The role an actor has in a repository; apps and workflows count as `write` where they may write contents. */
export function actorRole(state: State, actor: Actor, repository: Repository): RepositoryRole | undefined {
  if (actor.kind === "user") return userRole(state, repository, actor.userId);
  if (hasPermission(state, actor, repository, "administration:write")) return "admin";
  if (hasPermission(state, actor, repository, "contents:write")) return "write";
  return hasPermission(state, actor, repository, "metadata:read") ? "read" : undefined;
}

/** Whether an app, a workflow or nobody at all has a permission in a repository. */
export function hasPermission(state: State, actor: Actor, repository: Repository, permission: Permission): boolean {
  const [name = "", level] = permission.split(":");
  if (actor.kind === "user") return false;
  if (level === "read" && repository.visibility === "public" && publicPermissions.has(name)) return true;
  if (actor.kind === "anonymous") return false;
  const granted = actor.kind === "app" ? installationFor(state, actor.appId, repository)?.permissions : undefined;
  const permissions = actor.kind === "workflow" ? workflowPermissionsOf(state, actor, repository) : granted;
  if (permissions === undefined) return false;
  const value = name === "metadata" ? "read" : permissions[name];
  return level === "read" ? value !== undefined : value === "write" || value === "admin";
}

const publicPermissions = new Set(["metadata", "contents", "pull_requests", "checks", "statuses", "actions"]);

/**
 * What a workflow may do in its own repository: what its job was given, else what a job can ask for. It can raise every
 * permission in its `permissions` key, whatever the default is; administration never is among them.
 */
function workflowPermissionsOf(
  state: State,
  { repositoryId: homeId, permissions }: WorkflowActor,
  repository: Repository,
): Readonly<Record<string, string>> | undefined {
  if (repository.id !== homeId || !state.repositories.some((candidate) => candidate.id === homeId)) return undefined;
  if (permissions !== undefined) return permissions;
  const names = ["actions", "checks", "contents", "deployments", "issues", "pull_requests", "statuses"];
  return Object.fromEntries(names.map((name) => [name, "write"]));
}

/** The organisation named by the path; 404 where there is none. */
export function organizationOf(call: Call): Organization {
  const organization = organizationByLogin(call.state, call.path["org"] ?? "");
  if (organization === undefined) throw notFound();
  return organization;
}

export function isOwner(actor: Actor, organization: Organization): boolean {
  return actor.kind === "user" && organizationRole(organization, actor.userId) === "admin";
}

/** Whether an actor is a member of the organisation, or an app installed on it. */
export function belongs(actor: Actor, organization: Organization): boolean {
  if (actor.kind === "user") return organizationRole(organization, actor.userId) !== undefined;
  return actor.kind === "app" && organization.installations.some((item) => item.appId === actor.appId);
}

/** The organisation of the path for what outsiders must not know of: they get 404. */
export function organizationForMembers(call: Call): Organization {
  const organization = organizationOf(call);
  if (!belongs(call.actor, organization)) throw notFound();
  return organization;
}

export function requireSignedIn(call: Call): void {
  if (call.actor.kind === "anonymous") throw new HttpError(401, "Requires authentication");
}

export interface OwnerNeed {
  /** Scope of the classic token; default `admin:org`. */
  readonly scope?: string;
  /** Permission of an app's installation that also allows the call, e.g. `organization_administration:write`. */
  readonly permission?: Permission;
}

/** The organisation of the path, for its owner (or an app that was given the permission) only. */
export function ownedOrganization(call: Call, need: OwnerNeed = {}): Organization {
  requireSignedIn(call);
  const organization = organizationOf(call);
  const { actor } = call;
  if (actor.kind === "app" || actor.kind === "workflow") return forApp(call, organization, need.permission);
  if (!isOwner(actor, organization)) throw forbidden("Must have admin rights to Organization.");
  const scope = need.scope ?? "admin:org";
  const enough = [scope, ...(broaderScopes[scope] ?? [])];
  if (actor.kind === "user" && !enough.some((item) => actor.scopes.includes(item)))
    throw forbidden(missingScope(scope));
  return organization;
}

/** `admin:org` "includes" the two others: https://docs.github.com/apps/oauth-apps/building-oauth-apps/scopes-for-oauth-apps */
const broaderScopes: Readonly<Record<string, readonly string[]>> = {
  "read:org": ["write:org", "admin:org"],
  "write:org": ["admin:org"],
};

const missingScope = (scope: string): string =>
  `This API operation needs the "${scope}" scope. To request this scope, run:  gh auth refresh -h localhost -s ${scope}`;

const levels = ["read", "write", "admin"];

function forApp(call: Call, organization: Organization, permission: Permission | undefined): Organization {
  const [name = "", level = ""] = permission?.split(":") ?? [];
  const { actor } = call;
  const installation = organization.installations.find((item) => actor.kind === "app" && item.appId === actor.appId);
  const value = installation?.suspendedAt === null ? installation.permissions[name] : undefined;
  if (value !== undefined && levels.indexOf(value) >= levels.indexOf(level)) return organization;
  throw forbidden("Resource not accessible by integration");
}

/**
 * The repository named by `{owner}/{repo}`, for actors that may do what the call does. Archived ones take no writes.
 * @param permission what an app or a workflow token needs
 * @param role what a person needs; default: `read` for `...:read`, `admin` for `administration:...`, else `write`
 */
export function repositoryFor(call: Call, permission: Permission = "metadata:read", role?: RepositoryRole): Repository {
  const repository = repositoryEvenArchived(call, permission, role);
  refuseArchived(repository, permission);
  return repository;
}

export const archivedMessage = "Repository was archived so is read-only.";

export function refuseArchived(repository: Repository, permission: Permission): void {
  if (repository.archived && !permission.endsWith(":read")) throw forbidden(archivedMessage);
}

/** As `repositoryFor`, for the few writes that an archived repository takes: un-archiving and deletion. */
export function repositoryEvenArchived(call: Call, permission: Permission, role?: RepositoryRole): Repository {
  const { state, actor, path } = call;
  const repository = repositoryByName(state, path["owner"] ?? "", path["repo"] ?? "");
  if (repository === undefined || !canRead(state, actor, repository)) throw notFound();
  requireAccess(call, repository, permission, role);
  return repository;
}

/** What `repositoryFor` asks of the actor, for a repository that was found and that the actor can read. */
export function requireAccess(
  { state, actor }: Pick<Call, "state" | "actor">,
  repository: Repository,
  permission: Permission,
  role?: RepositoryRole,
): void {
  if (actor.kind === "anonymous" && permission.endsWith(":write")) throw new HttpError(401, "Requires authentication");
  if (actor.kind !== "user") {
    if (hasPermission(state, actor, repository, permission)) return;
    throw forbidden("Resource not accessible by integration");
  }
  if (!permission.endsWith(":read") && !scopesReach(actor, repository.visibility, "write")) throw notFound();
  const needed = role ?? defaultRole(permission);
  if (atLeast(userRole(state, repository, actor.userId), needed)) return;
  if (permission === "contents:write" && maintainedBranches(state, repository, actor.userId).length > 0) return;
  throw needed === "admin" ? forbidden("Must have admin rights to Repository.") : notFound();
}

function defaultRole(permission: Permission): RepositoryRole {
  if (permission.startsWith("administration:")) return "admin";
  return permission.endsWith(":read") ? "read" : "write";
}

/**
 * Whether the scopes of a person's classic token reach repositories of a visibility: `repo` all of them, `public_repo` public
 * ones, and reading those takes none.
 */
export function scopesReach({ scopes }: UserActor, visibility: Visibility, wish: "read" | "write"): boolean {
  if (scopes.includes("repo")) return true;
  return visibility === "public" && (wish === "read" || scopes.includes("public_repo"));
}

/** Whether an actor is an administrator of the repository, or an app that may administer it. */
export const administers = (call: Call, repository: Repository): boolean =>
  atLeast(actorRole(call.state, call.actor, repository), "admin");

/** Whether a repository exists at all for this actor; others get 404. */
export function canRead(state: State, actor: Actor, repository: Repository): boolean {
  if (actor.kind === "user") {
    return scopesReach(actor, repository.visibility, "read") && userRole(state, repository, actor.userId) !== undefined;
  }
  return hasPermission(state, actor, repository, "metadata:read");
}
