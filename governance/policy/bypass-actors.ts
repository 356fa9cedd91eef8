/** Who may pass a rule, in the forms that GitHub's provider takes. */
import { field, listOf, type Certainty } from "./property.ts";
import { UNKNOWN } from "./unknown.ts";

export interface BypassActor {
  /** `Integration`, `Team`, `RepositoryRole`, `OrganizationAdmin`, `DeployKey`, `User`, ...; `UNKNOWN` possible. */
  readonly type: unknown;
  /** Number; an app's id for `Integration`. `UNKNOWN` possible. */
  readonly id: unknown;
  /** `always`, `pull_request` or `exempt`; `UNKNOWN` possible. */
  readonly mode: unknown;
}

/** The bypass actors of a ruleset, and whether the list is all there can be. */
export function bypassActorsOf(ruleset: unknown): {
  readonly actors: readonly BypassActor[];
  readonly complete: boolean;
} {
  const { items, complete } = listOf(field(ruleset, "bypassActors"));
  const actors = items.map((actor) => ({
    type: field(actor, "actorType"),
    id: field(actor, "actorId"),
    mode: field(actor, "bypassMode"),
  }));
  return { actors, complete };
}

// People who pass a rule inside a pull request leave a trace and are reviewed after; nobody else may stand above a demanded rule.
const mayPassInPullRequests = ["Team", "OrganizationAdmin", "EnterpriseOwner"];

/** Whether a ruleset binds everyone it should: no bypass but break-glass in pull requests and declared automation. */
export function bindsEveryone(ruleset: unknown, automationAppIds: readonly number[]): Certainty {
  const { actors, complete } = bypassActorsOf(ruleset);
  if (
    actors.some(
      (actor) => ![actor.type, actor.id, actor.mode].includes(UNKNOWN) && !isHarmless(actor, automationAppIds),
    )
  )
    return "no";
  return complete && actors.every((actor) => isHarmless(actor, automationAppIds)) ? "yes" : "unknown";
}

function isHarmless({ type, id, mode }: BypassActor, automationAppIds: readonly number[]): boolean {
  if (mode === "pull_request" && mayPassInPullRequests.includes(String(type))) return true;
  return (
    type === "Integration" && automationAppIds.includes(Number(id)) && (mode === "always" || mode === "pull_request")
  );
}
