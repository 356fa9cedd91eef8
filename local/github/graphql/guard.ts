/** What a mutation asks of the actor: the same as a REST call of the same effect, in GraphQL's words. */
import type { Permission } from "../core/access.ts";
import { archivedMessage, refuseArchived, requireAccess } from "../core/access.ts";
import type { Call } from "../core/contract.ts";
import { HttpError } from "../core/errors.ts";
import type { Repository, RepositoryRole } from "../core/state.ts";
import { failure } from "./failure.ts";

/** The answer to those who may not, e.g. to `ClosePullRequest`. */
export function notPermitted({ actor }: Call, operation: string) {
  const login = actor.kind === "anonymous" ? "anonymous" : actor.login;
  return failure("FORBIDDEN", `${login} does not have the correct permissions to execute \`${operation}\``);
}

/**
 * Permission of an app, role and scopes of a person, and that the repository is not archived.
 * @throws GraphQLError of type FORBIDDEN
 */
export function requireMutable(
  call: Call,
  repository: Repository,
  operation: string,
  permission: Permission,
  role?: RepositoryRole,
): void {
  try {
    requireAccess(call, repository, permission, role);
    refuseArchived(repository, permission);
  } catch (error) {
    if (!(error instanceof HttpError)) throw error;
    const isSaid = call.actor.kind !== "user" || error.message === archivedMessage;
    throw isSaid ? failure("FORBIDDEN", error.message) : notPermitted(call, operation);
  }
}
