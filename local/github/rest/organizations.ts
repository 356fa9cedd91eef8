/** Organisations, their members and the apps installed on them. */
import { belongs, organizationOf, organizationRole, ownedOrganization } from "../core/access.ts";
import { userById, userByLogin } from "../core/actors.ts";
import type { Call, Handlers, Reply } from "../core/contract.ts";
import { forbidden, notFound } from "../core/errors.ts";
import { pageOf } from "../core/pagination.ts";
import type { User } from "../core/state.ts";
import { fullOrganization, simpleOrganization } from "./bodies/organization.ts";
import { installationBody } from "./bodies/installation.ts";
import { simpleUser } from "./bodies/user.ts";

export const organizationHandlers: Handlers = {
  "orgs/get": (call) => ({ status: 200, body: fullOrganization(call, organizationOf(call)) }),
  "orgs/list-members": listMembers,
  "orgs/check-membership-for-user": checkMembership,
  "orgs/get-membership-for-user": getMembership,
  "orgs/list-app-installations": listInstallations,
};

function listMembers(call: Call): Reply {
  const organization = organizationOf(call);
  const role = call.query.get("role") ?? "all";
  const wanted = organization.members.filter((member) => role === "all" || member.role === role);
  // Memberships are private: outsiders see none of them.
  const { items, headers } = pageOf(call, belongs(call.actor, organization) ? wanted : []);
  const people = items.flatMap(({ userId }) => userById(call.state, userId) ?? []);
  return { status: 200, headers, body: people.map((user) => simpleUser(call, user)) };
}

function checkMembership(call: Call): Reply {
  const organization = organizationOf(call);
  if (!belongs(call.actor, organization)) throw notFound();
  if (organizationRole(organization, userOfPath(call).id) === undefined) throw notFound();
  return { status: 204 };
}

function getMembership(call: Call): Reply {
  const organization = organizationOf(call);
  if (!belongs(call.actor, organization)) throw forbidden("You must be a member to see membership information.");
  const user = userOfPath(call);
  const role = organizationRole(organization, user.id);
  if (role === undefined) throw notFound();
  const url = `${call.apiUrl}/orgs/${organization.login}`;
  return {
    status: 200,
    body: {
      url: `${url}/memberships/${user.login}`,
      state: "active",
      role,
      organization_url: url,
      organization: simpleOrganization(call, organization),
      user: simpleUser(call, user),
    },
  };
}

function listInstallations(call: Call): Reply {
  const organization = ownedOrganization(call, { permission: "organization_administration:read" });
  const { items, headers } = pageOf(call, organization.installations);
  const installations = items.map((installation) => installationBody(call, organization, installation));
  return { status: 200, headers, body: { total_count: organization.installations.length, installations } };
}

function userOfPath(call: Call): User {
  const user = userByLogin(call.state, call.path["username"] ?? "");
  if (user === undefined) throw notFound();
  return user;
}
