/** A report for a terminal: the verdict first, then what to do. */
import type { GateFinding, GateReport } from "../report.ts";
import { oneLine } from "../wording.ts";
import {
  aiPathsText,
  blockingOf,
  claimsOf,
  expiredText,
  groupsOf,
  headlineOf,
  leftText,
  placeText,
  toolColumns,
  toolRows,
  waiverText,
  type FindingGroup,
  type Markup,
} from "./sections.ts";

const markup: Markup = { name: oneLine, prose: oneLine };

export function renderGateText(report: GateReport): string {
  const waived = report.findings.filter(({ waiver }) => waiver);
  return [
    headlineOf(report, markup),
    ...section("What must change", groupsOf(blockingOf(report), markup).flatMap(groupLines)),
    ...section("AI tools that took part", toolLines(report)),
    ...section("Claims", claimsOf(report, markup)),
    ...section("Changed files that agents obey", aiPathsText(report, markup)),
    ...section("Left to others", leftText(report, markup)),
    ...section("Waived", groupsOf(waived, markup).flatMap(groupLines)),
    "",
    `Judged by the governance document ${oneLine(report.document)}.`,
    "",
  ]
    .map(inert)
    .join("\n");
}

// The log of a job is where GitHub Actions looks for commands: at the beginning of a line, and in the old form anywhere.
function inert(line: string): string {
  return line.replaceAll("##[", "##?[").replace(/^(\s*)::/, "$1?:");
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ["", title, ...lines.map((line) => `  ${line}`)];
}

function groupLines({ rule, title, shown, fix, others }: FindingGroup): string[] {
  return [
    `${title} [${rule}]`,
    ...shown.flatMap((finding) => findingLines(finding, fix === undefined)),
    ...(others === undefined ? [] : [`  ${others}`]),
    ...(fix === undefined ? [] : [`  Fix: ${oneLine(fix)}`]),
  ];
}

function findingLines(finding: GateFinding, hasOwnFix: boolean): string[] {
  const { outcome, message, fix } = finding;
  const where = placeText(finding, markup);
  const more = [waiverText(finding, markup), expiredText(finding, markup)].filter((text) => text !== "");
  return [
    `  - ${where}${outcome === "undecided" ? "Undecided: " : ""}${oneLine(message)}`,
    ...(hasOwnFix ? [`    Fix: ${oneLine(fix)}`] : []),
    ...more.map((text) => `    ${text}`),
  ];
}

function toolLines(report: GateReport): string[] {
  if (report.tools.length === 0) return [];
  const rows = [[...toolColumns], ...toolRows(report, markup)];
  const widths = toolColumns.map((_, column) => Math.max(...rows.map((row) => (row[column] ?? "").length)));
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd(),
  );
}
