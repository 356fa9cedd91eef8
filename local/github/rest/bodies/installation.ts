/** How the API shows an app installed on an organisation: `installation` of the description. */
import { appById } from "../../core/actors.ts";
import type { Call } from "../../core/contract.ts";
import type { Installation, Organization } from "../../core/state.ts";
import { organizationAsUser } from "./user.ts";

export function installationBody(call: Call, organization: Organization, installation: Installation) {
  const { id, appId, repositorySelection, permissions, suspendedAt } = installation;
  return {
    id,
    account: organizationAsUser(call, organization),
    repository_selection: repositorySelection,
    access_tokens_url: `${call.apiUrl}/app/installations/${String(id)}/access_tokens`,
    repositories_url: `${call.apiUrl}/installation/repositories`,
    html_url: `${call.htmlUrl}/organizations/${organization.login}/settings/installations/${String(id)}`,
    app_id: appId,
    app_slug: appById(call.state, appId)?.slug ?? String(appId),
    target_id: organization.id,
    target_type: "Organization",
    permissions,
    events: [],
    created_at: installation.createdAt,
    updated_at: installation.updatedAt,
    single_file_name: null,
    suspended_by: null,
    suspended_at: suspendedAt,
  };
}
