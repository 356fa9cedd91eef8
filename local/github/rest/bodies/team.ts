/** How the API shows teams: `team` and `team-full` of the description. */
import type { Call } from "../../core/contract.ts";
import { nodeId } from "../../core/node-id.ts";
import type { Organization, Team } from "../../core/state.ts";
import { publicOrganization } from "./organization.ts";

export function teamBody(
  { apiUrl, htmlUrl }: Pick<Call, "apiUrl" | "htmlUrl">,
  organization: Organization,
  team: Team,
) {
  const url = `${apiUrl}/organizations/${String(organization.id)}/team/${String(team.id)}`;
  return {
    id: team.id,
    node_id: nodeId("Team", team.id),
    name: team.name,
    slug: team.slug,
    description: team.description ?? "",
    privacy: team.privacy,
    notification_setting: "notifications_enabled",
    permission: "pull",
    url,
    html_url: `${htmlUrl}/orgs/${organization.login}/teams/${team.slug}`,
    members_url: `${url}/members{/member}`,
    repositories_url: `${url}/repos`,
    type: "organization",
    organization_id: organization.id,
    parent: null,
  };
}

export function fullTeam(call: Call, organization: Organization, team: Team) {
  return {
    ...teamBody(call, organization, team),
    members_count: team.members.length,
    repos_count: team.repositories.length,
    created_at: team.createdAt,
    updated_at: team.updatedAt,
    organization: publicOrganization(call, organization),
  };
}
