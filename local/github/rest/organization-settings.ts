/** `PATCH /orgs/{org}`: https://docs.github.com/rest/orgs/orgs#update-an-organization */
import { ownedOrganization } from "../core/access.ts";
import type { Call, Handlers, Reply } from "../core/contract.ts";
import { unprocessable } from "../core/errors.ts";
import { isChangeable, settingsOf, type OrganizationSettings } from "../core/organization-settings.ts";
import type { Organization } from "../core/state.ts";
import { fullOrganization } from "./bodies/organization.ts";

export const organizationSettingHandlers: Handlers = { "orgs/update": update };

function update(call: Call): Reply {
  const organization = ownedOrganization(call, { permission: "organization_administration:write" });
  const { body } = call;
  refuseInternal(organization, body);
  const { name, description, email, default_repository_permission: base } = body as Partial<Record<string, string>>;
  organization.name = name ?? organization.name;
  organization.description = description ?? organization.description;
  organization.email = email ?? organization.email;
  organization.defaultRepositoryPermission = (base ??
    organization.defaultRepositoryPermission) as Organization["defaultRepositoryPermission"];
  const changed = Object.entries(body).filter(([key]) => isChangeable(key)) as [string, boolean | string][];
  organization.settings = {
    ...organization.settings,
    ...Object.fromEntries(changed),
    ...creationOf(organization, body),
  };
  organization.updatedAt = call.now.toISOString();
  return { status: 200, body: fullOrganization(call, organization) };
}

/** "You can only allow members to create internal repositories if your organization is associated with an enterprise account". */
function refuseInternal({ plan }: Organization, body: Call["body"]): void {
  if (plan === "enterprise" || body["members_can_create_internal_repositories"] !== true) return;
  throw unprocessable("Members can create internal repositories only in organizations of an enterprise account.");
}

const kinds = ["public", "private", "internal"] as const;

/**
 * Which kinds of repositories members may create. "A parameter can override this parameter. See
 * `members_allowed_repository_creation_type`"; what names one kind goes before what names all.
 */
function creationOf(organization: Organization, body: Call["body"]): OrganizationSettings {
  const now = settingsOf(organization);
  const type = body["members_allowed_repository_creation_type"] as "all" | "private" | "none" | undefined;
  const all = body["members_can_create_repositories"] as boolean | undefined;
  const values = kinds.map((kind) => {
    const key = `members_can_create_${kind}_repositories`;
    const byType = type === undefined ? undefined : type === "all" || (type === "private" && kind !== "public");
    const wanted = (body[key] as boolean | undefined) ?? byType ?? all ?? now[key];
    return [key, wanted === true && (kind !== "internal" || organization.plan === "enterprise")] as const;
  });
  return { ...Object.fromEntries(values), members_can_create_repositories: values.some(([, value]) => value) };
}
