/** How the API shows organisations. */
import { isOwner } from "../../core/access.ts";
import { sameName } from "../../core/actors.ts";
import type { Call } from "../../core/contract.ts";
import { nodeId } from "../../core/node-id.ts";
import { settingsOf, type OrganizationSettings } from "../../core/organization-settings.ts";
import type { Organization } from "../../core/state.ts";

/** `organization-simple` of the description. */
export function simpleOrganization({ apiUrl, htmlUrl }: Pick<Call, "apiUrl" | "htmlUrl">, organization: Organization) {
  const { login, id, description } = organization;
  const url = `${apiUrl}/orgs/${login}`;
  return {
    login,
    id,
    node_id: nodeId("Organization", id),
    url,
    repos_url: `${url}/repos`,
    events_url: `${url}/events`,
    hooks_url: `${url}/hooks`,
    issues_url: `${url}/issues`,
    members_url: `${url}/members{/member}`,
    public_members_url: `${url}/public_members{/member}`,
    avatar_url: `${htmlUrl}/avatars/u/${String(id)}`,
    description: description ?? "",
  };
}

/** `team-organization` of the description, which `organization-full` extends. */
export function publicOrganization(call: Call, organization: Organization) {
  const { has_organization_projects, has_repository_projects } = settingsOf(organization);
  return {
    ...simpleOrganization(call, organization),
    ...(organization.name === null ? {} : { name: organization.name }),
    ...(organization.email === null ? {} : { email: organization.email }),
    has_organization_projects,
    has_repository_projects,
    public_repos: repositoriesOf(call, organization).filter((item) => item.visibility === "public").length,
    public_gists: 0,
    followers: 0,
    following: 0,
    html_url: `${call.htmlUrl}/${organization.login}`,
    type: "Organization",
    created_at: organization.createdAt,
    updated_at: organization.updatedAt,
    archived_at: null,
  };
}

/** `organization-full` of the description; owners see settings and plan. */
export function fullOrganization(call: Call, organization: Organization) {
  const settings = isOwner(call.actor, organization) ? ownersView(call, organization) : {};
  return { ...publicOrganization(call, organization), ...settings };
}

function ownersView(call: Call, organization: Organization) {
  const hidden = repositoriesOf(call, organization).filter((item) => item.visibility !== "public").length;
  const seats = organization.members.length;
  const settings = settingsOf(organization);
  return {
    total_private_repos: hidden,
    owned_private_repos: hidden,
    private_gists: 0,
    disk_usage: 0,
    collaborators: 0,
    ...settings,
    billing_email: settings["billing_email"] ?? organization.email,
    default_repository_permission: organization.defaultRepositoryPermission,
    default_repository_branch: "main",
    members_allowed_repository_creation_type: creationType(settings),
    plan: { name: organization.plan, space: 976562499, private_repos: 999999, filled_seats: seats, seats },
  };
}

/** "Its return value ignores internal repositories." */
function creationType(settings: OrganizationSettings): "all" | "private" | "none" {
  if (settings["members_can_create_public_repositories"] === true) return "all";
  return settings["members_can_create_private_repositories"] === true ? "private" : "none";
}

const repositoriesOf = (call: Call, organization: Organization) =>
  call.state.repositories.filter((repository) => sameName(repository.owner, organization.login));
