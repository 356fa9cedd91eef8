/** The fields of `Query` that are answered. */
import { canRead } from "../core/access.ts";
import { actorUser, organizationByLogin, repositoryByName, userByLogin } from "../core/actors.ts";
import type { Call } from "../core/contract.ts";
import { wholeSeconds } from "../git/signatures.ts";
import { failure } from "./failure.ts";
import { nodeObject } from "./nodes.ts";
import { organizationObject, userObject } from "./objects/accounts.ts";
import { repositoryObject } from "./objects/repository.ts";

export const queries = {
  viewer: (_: unknown, call: Call) => {
    const user = actorUser(call.state, call.actor);
    if (user === undefined) throw failure("NOT_FOUND", "There is no viewer.");
    // GitHub shows the bot of an app as a user here too.
    return { ...userObject(call, user), __typename: "User" };
  },
  repository: ({ owner, name }: { owner: string; name: string }, call: Call) => {
    const found = repositoryByName(call.state, owner, name);
    if (found !== undefined && canRead(call.state, call.actor, found)) return repositoryObject(call, found);
    throw failure("NOT_FOUND", `Could not resolve to a Repository with the name '${owner}/${name}'.`);
  },
  organization: ({ login }: { login: string }, call: Call) => {
    const found = organizationByLogin(call.state, login);
    if (found !== undefined) return organizationObject(call, found);
    throw failure("NOT_FOUND", `Could not resolve to an Organization with the login of '${login}'.`);
  },
  /** `null` for a login that nobody has, as GitHub answers it. */
  repositoryOwner: ({ login }: { login: string }, call: Call) => {
    const organization = organizationByLogin(call.state, login);
    if (organization !== undefined) return organizationObject(call, organization);
    const user = userByLogin(call.state, login);
    return user?.type === "User" ? userObject(call, user) : null;
  },
  user: ({ login }: { login: string }, call: Call) => {
    const found = userByLogin(call.state, login);
    if (found?.type === "User") return userObject(call, found);
    throw failure("NOT_FOUND", `Could not resolve to a User with the login of '${login}'.`);
  },
  node: ({ id }: { id: string }, call: Call) => nodeObject(call, id),
  nodes: ({ ids }: { ids: string[] }, call: Call) => ids.map((id) => nodeObject(call, id)),
  // Every query costs one here.
  rateLimit: (_: unknown, { allowance }: Call) => ({
    ...{ cost: 1, nodeCount: 0, limit: allowance.limit, used: allowance.used + 1 },
    remaining: allowance.remaining - 1,
    resetAt: wholeSeconds(new Date(allowance.reset * 1000)),
  }),
};
