/** Where the organisation lets Copilot's coding agent work. */
import { ownedOrganization } from "../core/access.ts";
import { repositoryById, sameName } from "../core/actors.ts";
import type { Call, Handlers, Reply } from "../core/contract.ts";
import { conflict, notFound } from "../core/errors.ts";
import { pageOf } from "../core/pagination.ts";
import type { Organization } from "../core/state.ts";
import { minimalRepository } from "./bodies/repository.ts";

export const copilotHandlers: Handlers = {
  "copilot/get-copilot-coding-agent-permissions-organization": getPermissions,
  "copilot/set-copilot-coding-agent-permissions-organization": setPermissions,
  "copilot/list-copilot-coding-agent-selected-repositories-for-organization": listSelected,
  "copilot/set-copilot-coding-agent-selected-repositories-for-organization": setSelected,
  "copilot/enable-copilot-coding-agent-for-repository-in-organization": (call) => select(call, true),
  "copilot/disable-copilot-coding-agent-for-repository-in-organization": (call) => select(call, false),
};

const owned = (call: Call, level: "read" | "write"): Organization =>
  ownedOrganization(call, { permission: `organization_copilot_agent_settings:${level}` });

function getPermissions(call: Call): Reply {
  const { login, copilotCodingAgent } = owned(call, "read");
  const url = `${call.apiUrl}/orgs/${login}/copilot/coding-agent/permissions/repositories`;
  const { enabledRepositories } = copilotCodingAgent;
  const selected = enabledRepositories === "selected" ? { selected_repositories_url: url } : {};
  return { status: 200, body: { enabled_repositories: enabledRepositories, ...selected } };
}

function setPermissions(call: Call): Reply {
  const { copilotCodingAgent } = owned(call, "write");
  copilotCodingAgent.enabledRepositories = call.body["enabled_repositories"] as "all" | "selected" | "none";
  return { status: 204 };
}

function listSelected(call: Call): Reply {
  const { copilotCodingAgent } = selectedOnly(owned(call, "read"));
  const all = copilotCodingAgent.selectedRepositoryIds.flatMap((id) => repositoryById(call.state, id) ?? []);
  const { items, headers } = pageOf(call, all);
  const repositories = items.map((repository) => minimalRepository(call, repository));
  return { status: 200, headers, body: { total_count: all.length, repositories } };
}

function setSelected(call: Call): Reply {
  const organization = selectedOnly(owned(call, "write"));
  const ids = [...new Set(call.body["selected_repository_ids"] as number[])];
  for (const id of ids) requireOwnRepository(call, organization, id);
  organization.copilotCodingAgent.selectedRepositoryIds = ids;
  return { status: 204 };
}

function select(call: Call, isEnabled: boolean): Reply {
  const organization = selectedOnly(owned(call, "write"));
  const id = Number(call.path["repository_id"]);
  requireOwnRepository(call, organization, id);
  const others = organization.copilotCodingAgent.selectedRepositoryIds.filter((item) => item !== id);
  organization.copilotCodingAgent.selectedRepositoryIds = isEnabled ? [...others, id] : others;
  return { status: 204 };
}

/** "This method can only be called when the cloud agent repository policy is set to `selected`." */
function selectedOnly(organization: Organization): Organization {
  if (organization.copilotCodingAgent.enabledRepositories === "selected") return organization;
  throw conflict("The coding agent repository policy must be set to selected.");
}

function requireOwnRepository(call: Call, organization: Organization, id: number): void {
  const repository = repositoryById(call.state, id);
  if (repository === undefined || !sameName(repository.owner, organization.login)) throw notFound();
}
