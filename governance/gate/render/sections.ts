/** What a report says, section by section; the renderers put it on paper. */
import { gateRules, type GateRuleId } from "../rules.ts";
import type { GateFinding, GateReport, ToolPart } from "../report.ts";
import { counted, plain, shortId } from "../wording.ts";

/** How a form of output writes what comes from outside. */
export interface Markup {
  /** A single name: a path, a tool, a commit. */
  readonly name: (text: string) => string;
  /** A sentence that may hold such names. */
  readonly prose: (text: string) => string;
}

const verdicts: Readonly<Record<GateReport["verdict"], string>> = {
  pass: "passes",
  blocked: "is blocked",
  undecided: "cannot be judged, which blocks it",
};

/** The verdict, and how much there is to do. */
export function headlineOf(report: GateReport, { name }: Markup): string {
  const { repository, pull, head, tier, verdict, commits } = report;
  const what = pull === undefined ? name(repository) : name(`${repository}#${pull}`);
  const size = commits === undefined ? "" : `, ${counted(commits, "commit")}`;
  const problems = blockingOf(report).length;
  const toDo = problems === 0 ? "" : `: ${counted(problems, "problem")}`;
  return `${what} ${verdicts[verdict]}${toDo} (tier ${name(tier)}${size}, head ${name(shortId(head))}).`;
}

export function blockingOf({ findings }: GateReport): GateFinding[] {
  return findings.filter(({ waiver }) => !waiver);
}

/** Findings of one rule and outcome, the first few in full. */
export interface FindingGroup {
  readonly rule: GateRuleId;
  readonly title: string;
  readonly shown: readonly GateFinding[];
  /** What to do about all that are shown; absent: each has its own fix. */
  readonly fix?: string;
  /** What the others are about, in words; absent: all are shown. */
  readonly others?: string;
}

const mostShown = 5;
const mostNamed = 20;

/** Violations first, in the order of the rules. */
export function groupsOf(findings: readonly GateFinding[], { name }: Markup): FindingGroup[] {
  const sorted = [...findings].sort(
    (one, other) => Number(one.outcome === "undecided") - Number(other.outcome === "undecided"),
  );
  const groups = Map.groupBy(sorted, ({ rule, outcome }) => `${outcome} ${rule}`);
  return Array.from(groups.values(), (all) => {
    const [shown, rest] = [all.slice(0, mostShown), all.slice(mostShown)];
    const [fix = "", ...otherFixes] = new Set(shown.map((finding) => finding.fix));
    const rule = all[0]?.rule ?? "gate-tool-require-trust";
    return {
      rule,
      title: titleOf(rule),
      shown,
      ...(otherFixes.length === 0 && { fix }),
      ...(rest.length > 0 && { others: `and ${rest.length} more like these: ${placesOf(rest, name)}` }),
    };
  });
}

export function titleOf(rule: GateRuleId): string {
  return gateRules.find(({ id }) => id === rule)?.title ?? rule;
}

function placesOf(findings: readonly GateFinding[], name: Markup["name"]): string {
  const places = [...new Set(findings.map(({ commit, path }) => path ?? (commit ? shortId(commit) : "the change")))];
  const more = places.length - mostNamed;
  return [...places.slice(0, mostNamed).map(name), ...(more > 0 ? [`${more} more`] : [])].join(", ");
}

/** Where a finding is, before its message; empty where the message begins with it, or where the change as a whole is meant. */
export function placeText({ path, line, message }: GateFinding, { name }: Markup): string {
  if (path === undefined || message.startsWith(plain(path))) return "";
  return `${name(line === undefined ? path : `${path}:${line}`)}: `;
}

/** Columns of the table of tools. */
export const toolColumns = ["tool", "state", "named by", "models", "commits", "sessions"] as const;

/** A row for each tool; of many, for the first, and how many more there are. */
export function toolRows(report: GateReport, markup: Markup): string[][] {
  const rows = report.tools.slice(0, mostNamed).map((part) => toolRow(part, report, markup));
  const more = report.tools.length - mostNamed;
  return more > 0 ? [...rows, [`${more} more`, ...toolColumns.slice(1).map(() => "")]] : rows;
}

function toolRow(part: ToolPart, report: GateReport, { name }: Markup): string[] {
  const models = part.models.slice(0, mostShown).map((model) => name(model.name));
  const more = part.models.length > mostShown ? [`${part.models.length - mostShown} more`] : [];
  return [
    name(part.tool),
    part.state,
    part.confidence === "proved" ? "proof" : "claims",
    [...models, ...more].join(", ") || "not told",
    report.commits === undefined ? String(part.commits) : `${part.commits} of ${report.commits}`,
    part.sessions === 0 ? "not told" : String(part.sessions),
  ];
}

/** What nobody can prove, said as such. */
export function claimsOf(report: GateReport, { name }: Markup): string[] {
  const { tools, automation, withoutTool, denials, commits } = report;
  const silent =
    withoutTool === undefined || withoutTool === 0
      ? []
      : [
          `${silentText(withoutTool, commits)}: a claim of whoever wrote ${withoutTool === 1 ? "it" : "them"}, which nothing here proves.`,
        ];
  return [
    ...(tools.length === 0 && automation.length > 0
      ? [`Bots that are no AI tools took part: ${named(automation, name)}.`]
      : []),
    ...denials
      .slice(0, mostNamed)
      .map((who) => `${name(who)} says that no AI tool was used: a claim, which nothing here proves.`),
    ...(denials.length > mostNamed ? [`So do ${denials.length - mostNamed} more.`] : []),
    ...silent,
  ];
}

function silentText(count: number, commits: number | undefined): string {
  if (count === commits)
    return count === 1 ? "The commit names no AI tool" : `None of the ${count} commits names an AI tool`;
  return count === 1 ? "1 commit names no AI tool" : `${count} commits name no AI tool`;
}

/** Changed files that agents obey. */
export function aiPathsText({ aiPaths }: GateReport, { name }: Markup): string[] {
  if (aiPaths.length === 0) return [];
  const tools = aiPaths[0]?.tools ?? [];
  const by = tools.length === 0 ? "no AI tool is named" : `AI tools that took part: ${named(tools, name)}`;
  return [
    `${named(
      aiPaths.map(({ path }) => path),
      name,
    )} (${by})`,
  ];
}

export function leftText({ left }: GateReport, { prose }: Markup): string[] {
  return left.map(({ rule, to }) => `${titleOf(rule)}: ${prose(to)}.`);
}

/** Who lets a finding pass, until when and why. */
export function waiverText({ waiver }: GateFinding, { name, prose }: Markup): string {
  return waiver ? `Waived by ${name(waiver.approvedBy)} until ${name(waiver.expires)}: ${prose(waiver.reason)}` : "";
}

export function expiredText({ expiredWaiver }: GateFinding, { name }: Markup): string {
  if (!expiredWaiver) return "";
  return `A waiver by ${name(expiredWaiver.approvedBy)} expired on ${name(expiredWaiver.expires)}.`;
}

function named(names: readonly string[], name: Markup["name"]): string {
  const more = names.length - mostNamed;
  return [...names.slice(0, mostNamed).map(name), ...(more > 0 ? [`${more} more`] : [])].join(", ");
}
