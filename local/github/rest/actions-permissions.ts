/** What GitHub Actions may run in an organisation and in a repository. */
import { ownedOrganization, repositoryFor } from "../core/access.ts";
import { organizationByLogin } from "../core/actors.ts";
import type { Call, Handlers, Reply } from "../core/contract.ts";
import { conflict } from "../core/errors.ts";
import { pageOf } from "../core/pagination.ts";
import type { ActionsPermissions, Organization } from "../core/state.ts";
import { listedRepository } from "./bodies/repository.ts";
import { changeSelected, replaceSelected, selectedRepositories } from "./selected-repositories.ts";

export const actionsPermissionHandlers: Handlers = {
  "actions/get-github-actions-permissions-organization": getOrganization,
  "actions/set-github-actions-permissions-organization": setOrganization,
  "actions/list-selected-repositories-enabled-github-actions-organization": listSelected,
  "actions/set-selected-repositories-enabled-github-actions-organization": setSelected,
  "actions/enable-selected-repository-github-actions-organization": (call) => select(call, true),
  "actions/disable-selected-repository-github-actions-organization": (call) => select(call, false),
  "actions/get-allowed-actions-organization": (call) => ({
    status: 200,
    body: selectedActions(owned(call, "read").actions),
  }),
  "actions/set-allowed-actions-organization": (call) => setSelectedActions(call, owned(call, "write").actions),
  "actions/get-github-actions-permissions-repository": getRepository,
  "actions/set-github-actions-permissions-repository": setRepository,
  "actions/get-allowed-actions-repository": (call) => ({
    status: 200,
    body: selectedActions(repositoryFor(call, "administration:read").actions),
  }),
  "actions/set-allowed-actions-repository": (call) =>
    setSelectedActions(call, repositoryFor(call, "administration:write").actions),
};

const owned = (call: Call, level: "read" | "write"): Organization =>
  ownedOrganization(call, { permission: `organization_administration:${level}` });

function getOrganization(call: Call): Reply {
  const { login, actions } = owned(call, "read");
  const url = `${call.apiUrl}/organizations/${login}/actions/permissions`;
  const selected =
    actions.enabledRepositories === "selected" ? { selected_repositories_url: `${url}/repositories` } : {};
  const body = { enabled_repositories: actions.enabledRepositories, ...selected, ...allowedBody(actions, url) };
  return { status: 200, body };
}

function setOrganization(call: Call): Reply {
  const { actions } = owned(call, "write");
  actions.enabledRepositories = call.body["enabled_repositories"] as typeof actions.enabledRepositories;
  setAllowed(call, actions);
  return { status: 204 };
}

function listSelected(call: Call): Reply {
  const all = selectedRepositories(call, owned(call, "read").actions);
  const { items, headers } = pageOf(call, all);
  const repositories = items.map((repository) => listedRepository(call, repository));
  return { status: 200, headers, body: { total_count: all.length, repositories } };
}

function setSelected(call: Call): Reply {
  const organization = owned(call, "write");
  replaceSelected(call, organization, organization.actions);
  return { status: 204 };
}

function select(call: Call, isEnabled: boolean): Reply {
  const organization = owned(call, "write");
  changeSelected(call, organization, organization.actions, isEnabled);
  return { status: 204 };
}

function getRepository(call: Call): Reply {
  const repository = repositoryFor(call, "administration:read");
  const url = `${call.apiUrl}/repositories/${String(repository.id)}/actions/permissions`;
  return { status: 200, body: { enabled: repository.actions.enabled, ...allowedBody(repository.actions, url) } };
}

/** "...you cannot override them for the repository": an organisation that restricts actions binds its repositories. */
function setRepository(call: Call): Reply {
  const { owner, actions } = repositoryFor(call, "administration:write");
  const above = organizationByLogin(call.state, owner)?.actions;
  const wanted = call.body["allowed_actions"] as ActionsPermissions["allowedActions"] | undefined;
  const isBound = above !== undefined && above.allowedActions !== "all";
  if (isBound && wanted !== undefined && wanted !== above.allowedActions) {
    throw conflict(`Allowed actions are set to ${above.allowedActions} by the organization and cannot be overridden.`);
  }
  actions.enabled = call.body["enabled"] as boolean;
  setAllowed(call, actions);
  return { status: 204 };
}

function setAllowed({ body }: Call, actions: ActionsPermissions): void {
  const allowed = body["allowed_actions"] as ActionsPermissions["allowedActions"] | undefined;
  actions.allowedActions = allowed ?? actions.allowedActions;
  actions.shaPinningRequired = (body["sha_pinning_required"] as boolean | undefined) ?? actions.shaPinningRequired;
}

function allowedBody(actions: ActionsPermissions, url: string) {
  return {
    allowed_actions: actions.allowedActions,
    ...(actions.allowedActions === "selected" ? { selected_actions_url: `${url}/selected-actions` } : {}),
    sha_pinning_required: actions.shaPinningRequired,
  };
}

function selectedActions(actions: ActionsPermissions) {
  requireSelected(actions);
  return {
    github_owned_allowed: actions.selectedActions.githubOwnedAllowed,
    verified_allowed: actions.selectedActions.verifiedAllowed,
    patterns_allowed: actions.selectedActions.patternsAllowed,
  };
}

function setSelectedActions({ body }: Call, actions: ActionsPermissions): Reply {
  requireSelected(actions);
  const { selectedActions: now } = actions;
  actions.selectedActions = {
    githubOwnedAllowed: (body["github_owned_allowed"] as boolean | undefined) ?? now.githubOwnedAllowed,
    verifiedAllowed: (body["verified_allowed"] as boolean | undefined) ?? now.verifiedAllowed,
    patternsAllowed: (body["patterns_allowed"] as string[] | undefined) ?? now.patternsAllowed,
  };
  return { status: 204 };
}

function requireSelected(actions: ActionsPermissions): void {
  if (actions.allowedActions !== "selected") throw conflict("The policy for allowed_actions must be set to selected.");
}
