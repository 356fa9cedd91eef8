/**
 * Findings as workflow commands, which GitHub Actions shows beside the files
 * (https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions).
 */
import type { GateFinding, GateReport } from "../report.ts";
import { oneLine } from "../wording.ts";
import { titleOf } from "./sections.ts";

/** GitHub shows so many of a kind for each step, and drops the rest without a word. */
const mostOfAKind = 10;

type Kind = "error" | "notice";

/** Lines for standard output, each ended; none for a report without findings. Errors block; notices are waived. */
export function renderGateAnnotations({ findings }: GateReport): string {
  const blocking = findings.filter(({ waiver }) => !waiver);
  const waived = findings.filter(({ waiver }) => waiver);
  return [...commands("error", blocking), ...commands("notice", waived)].map((line) => `${line}\n`).join("");
}

function commands(kind: Kind, findings: readonly GateFinding[]): string[] {
  if (findings.length <= mostOfAKind) return findings.map((finding) => command(kind, finding));
  const shown = findings.slice(0, mostOfAKind - 1);
  const rest = findings.length - shown.length;
  return [
    ...shown.map((finding) => command(kind, finding)),
    `::${kind} title=${property("AI governance gate")}::${message(`${rest} more findings are in the summary of this job.`)}`,
  ];
}

function command(kind: Kind, finding: GateFinding): string {
  const { rule, path, line, waiver } = finding;
  const place = path === undefined ? [] : [`file=${property(path)}`, ...(line === undefined ? [] : [`line=${line}`])];
  const properties = [...place, `title=${property(`${titleOf(rule)} (${rule})`)}`].join(",");
  const waived = waiver ? ` Waived by ${waiver.approvedBy} until ${waiver.expires}.` : "";
  return `::${kind} ${properties}::${message(`${finding.message} Fix: ${finding.fix}${waived}`)}`;
}

// What ends a command or a property is escaped; the rest of what cannot be seen is replaced, except in the name of a file that must be found.
function property(text: string): string {
  return escapedLine(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}

const message = (text: string): string => escapedLine(text);

function escapedLine(text: string): string {
  return oneLine(text).replaceAll("%", "%25");
}
