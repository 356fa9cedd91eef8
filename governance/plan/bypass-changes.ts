/** Who may pass the rules that stay: an actor more is weaker, however many others there are. */
import { bypassActorsOf } from "../policy/branch/bypass-actors.ts";
import { rulesetName, rulesetsOf } from "../policy/branch/bypass.ts";
import { field, is, isUnknown } from "../policy/property.ts";
import { bypassersOf } from "../policy/branch/protection-bypassers.ts";
import { githubTypes, type ResourceRecord } from "../policy/resource.ts";
import { compareStrength, type Outcome, type Strength } from "./outcome.ts";
import type { ResourceChange } from "./sides.ts";

export interface BypassChange {
  readonly outcome: Outcome;
  /** Ruleset or protection, as people call it. */
  readonly of: string;
  readonly before: ResourceRecord;
  readonly after: ResourceRecord;
}

/** Types of classic protection. */
export const classic: readonly string[] = [githubTypes.branchProtection, githubTypes.branchProtectionV3];

/** Of resources on both sides; what a new one lets pass is compared rule by rule. */
export function bypassChanges(changes: readonly ResourceChange[]): BypassChange[] {
  return changes.flatMap(({ action, before, after }) => {
    if (!before || !after || action === "same" || action === "forget") return [];
    const isRuleset = rulesetsOf([after]).length > 0;
    if (!isRuleset && !classic.includes(after.type)) return [];
    const of = isRuleset ? rulesetName(after) : after.name;
    // The fewer may pass, the stronger: compared the other way round.
    return compareStrength(passersOf(after), passersOf(before)).map((outcome) => ({ outcome, of, before, after }));
  });
}

const ways = ["pull_request", "always", "exempt"];

/** Who may pass a ruleset or a classic protection, by way of passing. */
export function passersOf(resource: ResourceRecord): Strength {
  if (classic.includes(resource.type)) return classicPassers(resource);
  const { actors, complete } = bypassActorsOf(resource.props);
  const open = !complete || actors.some(({ type, id, mode }) => [type, id, mode].some(isUnknown));
  const things = actors.flatMap(({ type, id, mode }) =>
    ways.slice(0, ways.indexOf(String(mode ?? "always")) + 1).map((way) => `${String(type)} ${String(id)} ${way}`),
  );
  return { kind: "list", things: new Set(things), open };
}

function classicPassers(protection: ResourceRecord): Strength {
  const { users, apps, nodeIds, complete } = bypassersOf(protection);
  const admins = is(field(protection.props, "enforceAdmins"), true);
  return {
    kind: "list",
    things: new Set([...users, ...apps, ...nodeIds, ...(admins === "no" ? ["administrators"] : [])]),
    open: !complete || admins === "unknown",
  };
}
