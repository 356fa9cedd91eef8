/** Settings and people of an organisation. */
import { belongs, isOwner } from "../../core/access.ts";
import { userById } from "../../core/actors.ts";
import type { Call } from "../../core/contract.ts";
import { settingsOf } from "../../core/organization-settings.ts";
import type { Organization } from "../../core/state.ts";
import { connection } from "../connection.ts";
import type { ConnectionArguments } from "../connection.ts";
import { userObject } from "./accounts.ts";

export function organizationSettings(call: Call, organization: Organization): Record<string, unknown> {
  const settings = settingsOf(organization);
  const isMember = belongs(call.actor, organization);
  return {
    ...{ archivedAt: null, avatarUrl: `${call.htmlUrl}/avatars/u/${organization.id}`, isVerified: false },
    viewerIsAMember: isMember,
    membersCanForkPrivateRepositories: settings["members_can_fork_private_repositories"],
    webCommitSignoffRequired: settings["web_commit_signoff_required"],
    requiresTwoFactorAuthentication: isOwner(call.actor, organization)
      ? settings["two_factor_requirement_enabled"]
      : null,
    // Local GitHub signs nobody in by SAML.
    samlIdentityProvider: null,
    // Memberships are private: outsiders see none of them.
    membersWithRole: (args: ConnectionArguments) => memberList(call, isMember ? organization.members : [], args),
  };
}

function memberList(call: Call, members: Organization["members"], args: ConnectionArguments) {
  const people = members.flatMap(({ userId, role }) => {
    const user = userById(call.state, userId);
    return user === undefined ? [] : [{ user, role }];
  });
  const list = connection(people, args, "membersWithRole");
  const edges = list.edges.map(({ node: { user, role }, cursor }) => ({
    ...{ node: userObject(call, user), cursor },
    role: role.toUpperCase(),
  }));
  return { ...list, edges, nodes: list.nodes.map(({ user }) => userObject(call, user)) };
}
