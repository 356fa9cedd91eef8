/** Where the organisation lets Copilot's coding agent work. */
import { ownedOrganization } from "../core/access.ts";
import type { Call, Handlers, Reply } from "../core/contract.ts";
import { pageOf } from "../core/pagination.ts";
import type { Organization } from "../core/state.ts";
import { minimalRepository } from "./bodies/repository.ts";
import { changeSelected, replaceSelected, selectedRepositories } from "./selected-repositories.ts";

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

/** "This method can only be called when the cloud agent repository policy is set to `selected`." */
function listSelected(call: Call): Reply {
  const all = selectedRepositories(call, owned(call, "read").copilotCodingAgent);
  const { items, headers } = pageOf(call, all);
  const repositories = items.map((repository) => minimalRepository(call, repository));
  return { status: 200, headers, body: { total_count: all.length, repositories } };
}

function setSelected(call: Call): Reply {
  const organization = owned(call, "write");
  replaceSelected(call, organization, organization.copilotCodingAgent);
  return { status: 204 };
}

function select(call: Call, isEnabled: boolean): Reply {
  const organization = owned(call, "write");
  changeSelected(call, organization, organization.copilotCodingAgent, isEnabled);
  return { status: 204 };
}
