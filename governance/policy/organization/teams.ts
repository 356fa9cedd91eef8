/** Whether two resources mean the same team: one may name it by number, the other by slug, and a new team has no number yet. */
import { field, isUnknown, type Certainty } from "../property.ts";
import { githubTypes, ofType, type ResourceRecord } from "../resource.ts";

/** What is known of a team that a resource names. */
export interface TeamReference {
  /** Number, slug and URN, as far as the stack tells. */
  readonly keys: ReadonlySet<string>;
  /** Whether these are of one team; otherwise of several, and nobody knows of which. */
  readonly certain: boolean;
}

/** The team that a resource names in a property, or, of a list there, in one item of it. */
export function teamOf(
  stack: readonly ResourceRecord[],
  { props, origins }: ResourceRecord,
  property: string,
  named: unknown = field(props, property),
): TeamReference {
  const from = origins?.[property] ?? [];
  if (isUnknown(named)) return { keys: new Set(from), certain: from.length === 1 };
  if (typeof named !== "string" && typeof named !== "number") return { keys: new Set(from), certain: false };
  const text = String(named);
  const declared = ofType(stack, githubTypes.team).filter((team) => isNamed(team, text));
  // What a list was computed from belongs to any of its items.
  const own = Array.isArray(field(props, property)) ? [] : from;
  return { keys: new Set([text.toLowerCase(), ...declared.map(({ urn }) => urn), ...own]), certain: true };
}

function isNamed({ props }: ResourceRecord, text: string): boolean {
  const [slug, name, nodeId] = [field(props, "slug"), field(props, "name"), field(props, "nodeId")];
  const bySlug = typeof slug === "string" ? slug : typeof name === "string" ? slugOf(name) : undefined;
  return text.toLowerCase() === bySlug || text === nodeId;
}

/** As GitHub makes it of a name. */
function slugOf(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]+/g, "-");
}

/** A team and those above it, whose access it inherits. One parent that nobody knows stands for any team. */
export function withParents(stack: readonly ResourceRecord[], team: TeamReference): TeamReference[] {
  const declared = ofType(stack, githubTypes.team);
  const all = [team];
  const seen = new Set<string>();
  // The list grows while it is read; a team is looked at once.
  for (const { keys, certain } of all) {
    for (const child of declared.filter(({ urn }) => keys.has(urn) && !seen.has(urn))) {
      seen.add(child.urn);
      const parent = field(child.props, "parentTeamId");
      if (parent === undefined || parent === "") continue;
      const above = teamOf(stack, child, "parentTeamId");
      all.push({ ...above, certain: above.certain && certain });
    }
  }
  return all;
}

export function sameTeam(one: TeamReference, other: TeamReference): Certainty {
  if (one.keys.size === 0 || other.keys.size === 0) return "unknown";
  if (![...one.keys].some((key) => other.keys.has(key))) return "no";
  return one.certain && other.certain ? "yes" : "unknown";
}
