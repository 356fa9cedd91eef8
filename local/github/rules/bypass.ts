/** Who a ruleset does not bind. Bypass is for the whole ruleset, never for one rule of it. */
import { atLeast } from "../core/access.ts";
import type { BypassActor, RepositoryRole } from "../core/state.ts";
import type { ActorFacts } from "./model.ts";

/** Ids of the built-in roles in a bypass list, as the provider documents them (maintain 2, write 4, admin 5). */
export const roleById: Readonly<Record<number, RepositoryRole>> = {
  1: "read",
  2: "maintain",
  3: "triage",
  4: "write",
  5: "admin",
};

/**
 * "When the specified actor can bypass the ruleset. `pull_request` means that an actor can only bypass rules on pull
 * requests." (REST, bypass_mode). `exempt` differs from `always` only in that no record is kept.
 */
export function bypasses(list: readonly BypassActor[], actor: ActorFacts, viaPullRequest: boolean): boolean {
  return list.some((entry) => names(entry, actor) && (entry.bypass_mode !== "pull_request" || viaPullRequest));
}

/** The best an actor may do, as `current_user_can_bypass` of a ruleset tells it. */
export function bypassMode(
  list: readonly BypassActor[],
  actor: ActorFacts,
): "always" | "pull_requests_only" | "never" | "exempt" {
  const modes = list.filter((entry) => names(entry, actor)).map((entry) => entry.bypass_mode);
  if (modes.includes("exempt")) return "exempt";
  if (modes.includes("always")) return "always";
  return modes.length > 0 ? "pull_requests_only" : "never";
}

function names(entry: BypassActor, actor: ActorFacts): boolean {
  switch (entry.actor_type) {
    case "Integration":
      return actor.appId !== undefined && entry.actor_id === actor.appId;
    case "OrganizationAdmin":
      return actor.organizationOwner;
    case "RepositoryRole":
      return holdsRole(entry.actor_id, actor.role);
    case "Team":
      return entry.actor_id !== null && actor.teamIds.includes(entry.actor_id);
    case "User":
      return actor.appId === undefined && entry.actor_id === actor.userId;
    case "DeployKey":
      // Every actor here authenticates by a token; a deploy key never calls the API.
      return false;
  }
}

/** A higher role includes the lower ones. */
export function holdsRole(id: number | null, role: RepositoryRole | undefined): boolean {
  const needed = id === null ? undefined : roleById[id];
  return needed !== undefined && role !== undefined && atLeast(role, needed);
}
