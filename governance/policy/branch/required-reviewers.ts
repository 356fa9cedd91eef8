/** Approvals that a ruleset asks of a team of people: those of apps and of machine users outside it do not count. */
import type { ControlState } from "../../controls/state.ts";
import { isId } from "./bypass-actors.ts";
import { unverifiableFinding, type Finding } from "../finding.ts";
import { every, field, includes, is, isUnknown, listOf, numberOf, textsOf, type Certainty } from "../property.ts";

/** A team by its slug, and by its id where somebody looked it up. */
export interface Team {
  readonly slug: string;
  /** Absent: whoever judges does not know it, and takes any one team for it. */
  readonly id?: number | undefined;
}

/** Most approvals that one team must give on all of these files, by a ruleset's pull-request rule. */
export function approvalsByTeam(rule: unknown, patterns: readonly string[], team?: Team): ControlState {
  const { items, complete } = listOf(field(rule, "requiredReviewers"));
  const asked = items
    .map((item) => ({ counts: counts(item, patterns, team), approvals: field(item, "minimumApprovals") }))
    .filter(({ counts }) => counts !== "no");
  const sure = asked.filter(({ counts }) => counts === "yes").map(({ approvals }) => approvals);
  return {
    value: Math.max(0, ...sure.filter((approvals) => typeof approvals === "number")),
    undecided: !complete || asked.some(({ counts, approvals }) => counts === "unknown" || isUnknown(approvals)),
  };
}

/** Whether there is one approval at least. */
export function hasApproval({ value, undecided }: ControlState): Certainty {
  if (numberOf(value) >= 1) return "yes";
  return undecided ? "unknown" : "no";
}

// A pattern that begins with "!" takes files out again, and an unknown one may be such.
function counts(item: unknown, patterns: readonly string[], team: Team | undefined): Certainty {
  const filePatterns = field(item, "filePatterns");
  const { items, complete } = textsOf(filePatterns);
  const takesOut = items.some((pattern) => pattern.startsWith("!"));
  return every([
    takesOut ? "no" : complete ? "yes" : "unknown",
    ...patterns.map((pattern) => includes(filePatterns, pattern)),
    isTeam(field(item, "reviewer"), team),
  ]);
}

function isTeam(reviewer: unknown, team: Team | undefined): Certainty {
  const id = field(reviewer, "id");
  if (team?.id !== undefined) return every([is(field(reviewer, "type"), "Team"), isId(id, team.id)]);
  // The id of a team that is made in the same update is some team's.
  const someone: Certainty = isUnknown(id) || numberOf(id) > 0 ? "yes" : "no";
  return every([is(field(reviewer, "type"), "Team"), someone]);
}

/** One finding about all teams whose ids nobody looked up, where approvals were counted as theirs; none without such. */
export function unverifiableTeams(teams: readonly Team[], subject: string, urn?: string): Finding[] {
  const slugs = [...new Set(teams.filter(({ id }) => id === undefined).map(({ slug }) => slug))].sort();
  if (slugs.length === 0) return [];
  const names = slugs.join(", ");
  const message = `whether the approvals are asked of ${names} cannot be known here; no other team must count.`;
  const flags = slugs.map((slug) => `--team ${slug}=<id>`).join(" ");
  return [unverifiableFinding(subject, message, `Give the pack's configuration the id of each team: ${flags}`, urn)];
}
