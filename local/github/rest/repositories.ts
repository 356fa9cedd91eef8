/** Repositories: looked up, listed, created, changed and deleted. */
import {
  administers,
  belongs,
  canRead,
  organizationOf,
  repositoryEvenArchived,
  repositoryFor,
  scopesReach,
} from "../core/access.ts";
import { repositoryByName, sameName } from "../core/actors.ts";
import type { Call, Handlers, Reply } from "../core/contract.ts";
import { newRepository } from "../core/defaults.ts";
import { forbidden, HttpError, notFound, unprocessable } from "../core/errors.ts";
import { pageOf } from "../core/pagination.ts";
import { takeId, type Organization, type Repository, type Visibility } from "../core/state.ts";
import { createInitialCommit } from "../git/initial-commit.ts";
import { fullRepository, listedRepository } from "./bodies/repository.ts";
import { attachDefault, refuseEnforced } from "./code-security-settings.ts";
import { refuseUnderOrganization } from "../git/rename-branch.ts";
import { setCustomProperties } from "./custom-property-values.ts";
import { applySettings, applyVisibility, visibilityOf, type RepositorySettings } from "./repository-settings.ts";

export const repositoryHandlers: Handlers = {
  "repos/get": (call) => ({ status: 200, body: fullRepository(call, repositoryFor(call)) }),
  "repos/list-for-org": listForOrganization,
  "repos/create-in-org": create,
  "repos/update": update,
  "repos/delete": remove,
};

function listForOrganization(call: Call): Reply {
  const organization = organizationOf(call);
  const type = call.query.get("type") ?? "all";
  const all = call.state.repositories.filter(
    (repository) =>
      sameName(repository.owner, organization.login) &&
      canRead(call.state, call.actor, repository) &&
      isOfType(repository, type),
  );
  const { items, headers } = pageOf(call, all);
  return { status: 200, headers, body: items.map((repository) => listed(call, repository)) };
}

/** "In order to see the `security_and_analysis` block for a repository you must have admin permissions for the repository". */
function listed(call: Call, repository: Repository) {
  const security = administers(call, repository) ? { security_and_analysis: repository.securityAndAnalysis } : {};
  return { ...listedRepository(call, repository), ...security };
}

/** What `type` does not say of forks it says of visibility. */
function isOfType(repository: Repository, type: string): boolean {
  if (type === "forks") return repository.fork !== null;
  if (type === "sources") return repository.fork === null;
  if (type === "public") return repository.visibility === "public";
  return type === "private" ? repository.visibility !== "public" : true;
}

function create(call: Call): Reply {
  const organization = organizationOf(call);
  const { name = "", ...settings } = call.body as RepositorySettings & { auto_init?: boolean };
  const visibility = visibilityOf(settings) ?? "public";
  requireCreator(call, organization, visibility);
  refuseTakenName(call, organization, name);
  refuseVisibility(organization, visibility);
  const repository = newRepository(takeId(call.state), organization.login, name, visibility, call.now.toISOString());
  call.state.repositories.push(repository);
  if (call.actor.kind === "user") repository.collaborators.push({ userId: call.actor.userId, role: "admin" });
  applySettings(repository, settings);
  attachDefault(call, organization, repository);
  setCustomProperties(call, repository, call.body["custom_properties"]);
  if (settings.auto_init === true) makeReadme(call, repository);
  return { status: 201, body: fullRepository(call, repository), headers: locationOf(call, repository) };
}

function requireCreator(call: Call, organization: Organization, visibility: Visibility): void {
  const { actor } = call;
  if (actor.kind === "anonymous") throw new HttpError(401, "Requires authentication");
  if (actor.kind === "user" && !scopesReach(actor, visibility, "write")) throw notFound();
  if (actor.kind === "user" && belongs(actor, organization)) return;
  const installation = organization.installations.find((item) => actor.kind === "app" && item.appId === actor.appId);
  if (installation?.permissions["administration"] === "write") return;
  throw forbidden(
    actor.kind === "user" ? "You need admin access to the organization" : "Resource not accessible by integration",
  );
}

function refuseTakenName(call: Call, organization: Organization, name: string, except?: Repository): void {
  const taken = repositoryByName(call.state, organization.login, name);
  if (taken === undefined || taken === except) return;
  const message = "name already exists on this account";
  throw unprocessable("Repository creation failed.", [
    { resource: "Repository", code: "custom", field: "name", message },
  ]);
}

function refuseVisibility(organization: Organization, visibility: Visibility): void {
  if (visibility !== "internal" || organization.plan === "enterprise") return;
  throw unprocessable("Only organizations associated with an enterprise can set visibility to internal.");
}

function makeReadme(call: Call, repository: Repository): void {
  const { name, description } = repository;
  const text = description === null ? `# ${name}` : `# ${name}\n${description}\n`;
  const author = { name: repository.owner, email: `${repository.owner}@users.noreply.localhost` };
  createInitialCommit(call.state, repository, { "README.md": text }, { author, now: call.now });
}

function update(call: Call): Reply {
  const repository = repositoryEvenArchived(call, "administration:write");
  const settings = call.body as RepositorySettings;
  if (repository.archived && settings.archived !== false) throw forbidden("Repository was archived so is read-only.");
  const organization = call.state.organizations.find((item) => sameName(item.login, repository.owner));
  const visibility = visibilityOf(settings);
  if (organization !== undefined) {
    if (settings.name !== undefined) refuseTakenName(call, organization, settings.name, repository);
    if (visibility !== undefined) refuseVisibility(organization, visibility);
    refuseEnforced(organization, repository, settings.security_and_analysis ?? {});
  }
  const { default_branch: defaultBranch = repository.defaultBranch } = settings;
  if (defaultBranch !== repository.defaultBranch) {
    refuseUnderOrganization(call, repository, "change its default branch");
  }
  applyVisibility(repository, settings);
  applySettings(repository, settings);
  repository.updatedAt = call.now.toISOString();
  return { status: 200, body: fullRepository(call, repository) };
}

function remove(call: Call): Reply {
  const repository = repositoryEvenArchived(call, "administration:write");
  const { actor, state } = call;
  if (actor.kind === "user" && !actor.scopes.includes("delete_repo")) {
    throw forbidden("Must have admin rights to Repository.");
  }
  state.repositories = state.repositories.filter((item) => item.id !== repository.id);
  for (const organization of state.organizations) forget(organization, repository.id);
  return { status: 204 };
}

/** A deleted repository disappears from every list of selected ones. */
function forget(organization: Organization, id: number): void {
  const others = (ids: number[]): number[] => ids.filter((item) => item !== id);
  organization.actions.selectedRepositoryIds = others(organization.actions.selectedRepositoryIds);
  organization.copilotCodingAgent.selectedRepositoryIds = others(organization.copilotCodingAgent.selectedRepositoryIds);
  const { codeSecurity } = organization;
  codeSecurity.attachments = codeSecurity.attachments.filter((item) => item.repositoryId !== id);
  for (const item of organization.secrets) item.selectedRepositoryIds = others(item.selectedRepositoryIds);
  for (const item of organization.installations) item.repositoryIds = others(item.repositoryIds);
  for (const team of organization.teams) {
    team.repositories = team.repositories.filter((entry) => entry.repositoryId !== id);
  }
}

const locationOf = (call: Call, { owner, name }: Repository) => ({ location: `${call.apiUrl}/repos/${owner}/${name}` });
