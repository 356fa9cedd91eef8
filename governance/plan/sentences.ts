/** A report in sentences, for text and for Markdown alike. */
import { controls } from "../controls/control.ts";
import type { LockOut } from "./lock-outs.ts";
import type { PermissionChange, PlanReport, SafeguardChange, Where } from "./report.ts";

/** How names stand out in the output at hand. */
export type Mark = (name: string) => string;

/** Names that are written out; more would bury the rest. */
const mostNames = 8;

/** `ledger`; `docs, storefront and 3 more`; `every repository but docs`. */
export function whereText({ repositories, unlisted }: Where, listed: readonly string[], mark: Mark): string {
  if (!unlisted) return namesText(repositories, mark);
  const others = listed.filter((name) => !repositories.includes(name));
  if (others.length < repositories.length || others.length === 0) {
    return others.length === 0 ? "every repository" : `every repository but ${namesText(others, mark)}`;
  }
  return repositories.length === 0 ? "unlisted repositories" : `${namesText(repositories, mark)} and unlisted ones`;
}

function namesText(names: readonly string[], mark: Mark): string {
  const shown = names.slice(0, mostNames).map(mark).join(", ");
  return names.length > mostNames ? `${shown} and ${names.length - mostNames} more` : shown;
}

/** One sentence for all that a subject gains, or loses, in the same repositories. */
export function permissionSentences(
  changes: readonly PermissionChange[],
  listed: readonly string[],
  mark: Mark,
): string[] {
  const directions = [
    ["may now", "gained"],
    ["may no longer", "lost"],
    ["may or may not", "undecided"],
  ] as const;
  const parts = changes.flatMap((change) =>
    directions.map(([verb, side]) => ({
      start: `${mark(change.subject)} ${verb}`,
      permission: mark(change.permission),
      where: whereText(change[side], listed, mark),
    })),
  );
  const groups = Map.groupBy(
    parts.filter(({ where }) => where !== ""),
    ({ start, where }) => `${start}\n${where}`,
  );
  return [...groups.values()].map((group) => {
    const all = group.map(({ permission }) => permission).join(" or ");
    return `${group[0]?.start} ${all} in ${group[0]?.where}`;
  });
}

/** `Approvals, 2 to 1: tier critical (ledger, ...)`. */
export function safeguardSentence(
  { safeguard, detail, where, tier }: SafeguardChange,
  listed: readonly string[],
  mark: Mark,
): string {
  const title = controls.find(({ id }) => id === safeguard)?.title;
  const change = detail === "" ? "" : `, ${mark(detail)}`;
  const names = where ? whereText(where, listed, mark) : "the whole organisation";
  const place = tier === undefined ? names : `tier ${mark(tier)} (${names})`;
  return `${title ?? mark(safeguard)}${change}: ${place}`;
}

export function lockOutSentence({ who, ruleset, rule, certainty, reason }: LockOut, mark: Mark): string {
  const verb = certainty === "certain" ? "is locked out" : "may be locked out";
  return `${mark(who)} ${verb} by ${mark(rule)} of ${mark(ruleset)}: ${reason}`;
}

/** `3 weakened, 1 strengthened, 0 undecided`, in words that a reviewer reads first. */
export function summaryOf(report: PlanReport): string {
  const { weakened, undecided } = report;
  if (!hasEffect(report))
    return undecided.length > 0 ? "Not everything can be told." : "Nothing changes for governance.";
  const share = `${weakened.repositories} of ${weakened.of} repositories (${percent(weakened.share)})`;
  const parts = [
    weakened.share > 0 ? `weakens ${share}` : "weakens nothing",
    ...counted(report.safeguards, "strengthened", "strengthens"),
    ...(undecided.length > 0 ? ["cannot be told in full"] : []),
  ];
  return `This change ${parts.join(", ").replace(/, ([^,]*)$/, " and $1")}.`;
}

export function hasEffect({ permissions, safeguards, lockOuts }: PlanReport): boolean {
  return permissions.length + safeguards.length + (lockOuts?.length ?? 0) > 0;
}

function counted(safeguards: readonly SafeguardChange[], outcome: string, verb: string): string[] {
  const names = new Set(safeguards.filter((each) => each.outcome === outcome).map(({ safeguard }) => safeguard));
  if (names.size === 0) return [];
  return [`${verb} ${names.size === 1 ? "one safeguard" : `${names.size} safeguards`}`];
}

// Some are never shown as none, and never as all.
function percent(share: number): string {
  const rounded = Math.round(share * 100);
  return `${share > 0 && share < 1 ? Math.min(99, Math.max(1, rounded)) : rounded} %`;
}

export function resourceSentence({
  resources: { create, update, replace, delete: gone, forget, same, hidden },
}: PlanReport): string {
  const counts: readonly (readonly [number, string])[] = [
    [create, "to create"],
    [update, "to update"],
    [replace, "to replace"],
    [gone, "to delete"],
    [forget, "to leave behind as they are"],
    [same + hidden, "unchanged"],
  ];
  return `${counts.flatMap(([count, what]) => (count > 0 ? [`${count} ${what}`] : [])).join(", ")}.`;
}

export function requestSentence({ requests: { github, aws } }: PlanReport): string {
  return `About ${github} requests to GitHub and ${aws} to AWS.`;
}
