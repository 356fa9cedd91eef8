/** Settings of an organisation: https://docs.github.com/rest/orgs/orgs#update-an-organization */
import { organizationRole, ownedOrganization } from "../core/access.ts";
import { sameName, userById } from "../core/actors.ts";
import type { Call, Handlers, Reply } from "../core/contract.ts";
import { pageOf } from "../core/pagination.ts";
import type { Organization } from "../core/state.ts";
import { fullOrganization } from "./bodies/organization.ts";
import { simpleUser } from "./bodies/user.ts";

export const organizationSettingHandlers: Handlers = {
  "orgs/update": update,
  "orgs/list-outside-collaborators": listOutsideCollaborators,
};

/** These are kept one by one, because other answers depend on them. */
const facts = new Set(["name", "description", "email", "default_repository_permission"]);

function update(call: Call): Reply {
  const organization = ownedOrganization(call, { permission: "organization_administration:write" });
  const {
    name,
    description,
    email,
    default_repository_permission: permission,
  } = call.body as Partial<Record<string, string>>;
  organization.name = name ?? organization.name;
  organization.description = description ?? organization.description;
  organization.email = email ?? organization.email;
  organization.defaultRepositoryPermission =
    (permission as Organization["defaultRepositoryPermission"] | undefined) ?? organization.defaultRepositoryPermission;
  const others = Object.entries(call.body).filter(([field]) => !facts.has(field));
  organization.settings = { ...organization.settings, ...Object.fromEntries(others) };
  organization.updatedAt = call.now.toISOString();
  return { status: 200, body: fullOrganization(call, organization) };
}

/** People with access to a repository who are no members. */
function listOutsideCollaborators(call: Call): Reply {
  const organization = ownedOrganization(call, { permission: "members:read" });
  const ids = call.state.repositories
    .filter(({ owner }) => sameName(owner, organization.login))
    .flatMap(({ collaborators }) => collaborators.map(({ userId }) => userId));
  const outside = [...new Set(ids)].filter((id) => organizationRole(organization, id) === undefined);
  const { items, headers } = pageOf(call, outside);
  const body = items.flatMap((id) => userById(call.state, id) ?? []).map((user) => simpleUser(call, user));
  return { status: 200, headers, body };
}
