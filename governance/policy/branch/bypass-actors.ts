/** Who may pass a rule, in the forms that GitHub's provider takes. */
import { every, field, is, isUnknown, listOf, numberOf, some, type Certainty } from "../property.ts";

export interface BypassActor {
  /** `Integration`, `Team`, `RepositoryRole`, `OrganizationAdmin`, `DeployKey`, `User`, ...; `UNKNOWN` possible. */
  readonly type: unknown;
  /** Number; an app's id for `Integration`. `UNKNOWN` possible. */
  readonly id: unknown;
  /** `always`, `pull_request` or `exempt`; GitHub takes an absent one for `always`. `UNKNOWN` possible. */
  readonly mode: unknown;
}

/** Who may pass a rule without voiding it. */
export interface BypassRights {
  /** Apps of declared automation. */
  readonly automationAppIds: readonly number[];
  /** The break-glass team, which may pass in pull requests. Absent: whoever judges does not know its id, and takes any one team for it. */
  readonly breakGlassTeamId?: number | undefined;
  /** Whether people may pass at all; not where the tier has no break-glass. Default true. */
  readonly breakGlass?: boolean;
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

/** Whether a ruleset binds everyone it should: no bypass but break-glass in pull requests and declared automation. */
export function bindsEveryone(ruleset: unknown, rights: BypassRights): Certainty {
  const { actors, complete } = bypassActorsOf(ruleset);
  return every([...actors.map((actor) => mayPass(actor, rights)), complete ? "yes" : "unknown"]);
}

/** Whether an actor may pass: people in pull requests leave a trace and are reviewed after; of apps, declared automation only. */
export function mayPass({ type, id, mode }: BypassActor, rights: BypassRights): Certainty {
  if (isUnknown(type)) return is(mode, "exempt") === "yes" ? "no" : "unknown";
  const inPullRequests = rights.breakGlass === false ? "no" : is(mode, "pull_request");
  switch (type) {
    case "Team":
      return every([inPullRequests, rights.breakGlassTeamId === undefined ? "yes" : isId(id, rights.breakGlassTeamId)]);
    case "OrganizationAdmin":
    case "EnterpriseOwner":
      return inPullRequests;
    case "Integration":
      return every([
        some(rights.automationAppIds.map((appId) => isId(id, appId))),
        some([is(mode, "always"), is(mode, "pull_request")]),
      ]);
    default:
      return "no";
  }
}

/** Whether an id, which may travel as text, is that number. */
export function isId(id: unknown, wanted: number): Certainty {
  return isUnknown(id) ? "unknown" : is(numberOf(id), wanted);
}
