/** Accounts. */
import { requireSignedIn } from "../core/access.ts";
import { actorUser, userByLogin } from "../core/actors.ts";
import type { Call, Handlers, Reply } from "../core/contract.ts";
import { forbidden, notFound } from "../core/errors.ts";
import { pageOf } from "../core/pagination.ts";
import { simpleOrganization } from "./bodies/organization.ts";
import { privateUser, publicUser } from "./bodies/user.ts";

export const userHandlers: Handlers = {
  "users/get-authenticated": getAuthenticated,
  "users/get-by-username": getByUsername,
  "orgs/list-for-authenticated-user": listOrganizations,
};

function getAuthenticated(call: Call): Reply {
  requireSignedIn(call);
  const user = actorUser(call.state, call.actor);
  // An installation token has no user of its own.
  if (user === undefined || call.actor.kind !== "user") throw forbidden("Resource not accessible by integration");
  return { status: 200, body: privateUser(call, user) };
}

function getByUsername(call: Call): Reply {
  const user = userByLogin(call.state, call.path["username"] ?? "");
  if (user === undefined) throw notFound();
  return { status: 200, body: publicUser(call, user) };
}

function listOrganizations(call: Call): Reply {
  requireSignedIn(call);
  const id = actorUser(call.state, call.actor)?.id;
  const mine = call.state.organizations.filter(({ members }) => members.some((member) => member.userId === id));
  const { items, headers } = pageOf(call, mine);
  return { status: 200, headers, body: items.map((organization) => simpleOrganization(call, organization)) };
}
