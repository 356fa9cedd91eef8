/** A report in Markdown, for the summary of a job and for a check run. */
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

/** Inside a code span GitHub makes no links, mentions or markup; only a backtick ends it, and a bar a cell of a table. */
const code = (name: string): string => `\`${oneLine(name).replaceAll(/[`|]/g, "?") || "?"}\``;

/**
 * Text of unknown origin as text: punctuation that Markdown or its links read is escaped, and where GitHub would make a mention or a
 * reference after that, an empty comment parts the sign from the name.
 */
const escaped = (text: string): string =>
  oneLine(text)
    .replaceAll(/[\\`*_{}[\]()<>#+.!|~:/&=@^$-]/g, "\\$&")
    .replaceAll(/\\[@#]|[Gg][Hh](?=\\-)/g, "$&<!-- -->");

const markup: Markup = { name: code, prose: escaped };

export function renderGateMarkdown(report: GateReport): string {
  const waived = report.findings.filter(({ waiver }) => waiver);
  return [
    `### AI governance gate: ${report.verdict}`,
    "",
    headlineOf(report, markup),
    ...section("What must change", groupsOf(blockingOf(report), markup).flatMap(groupLines)),
    ...section("AI tools that took part", toolTable(report)),
    ...section("Claims", list(claimsOf(report, markup))),
    ...section("Changed files that agents obey", list(aiPathsText(report, markup))),
    ...folded("Left to others", list(leftText(report, markup))),
    ...folded("Waived", groupsOf(waived, markup).flatMap(groupLines)),
    "",
    `Judged by the governance document ${code(report.document)}.`,
    "",
  ].join("\n");
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ["", `**${title}**`, "", ...lines];
}

function folded(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ["", `<details><summary>${title}</summary>`, "", ...lines, "", "</details>"];
}

function list(lines: readonly string[]): string[] {
  return lines.map((line) => `- ${line}`);
}

function groupLines({ rule, title, shown, fix, others }: FindingGroup): string[] {
  return [
    `- ${title} (${code(rule)})`,
    ...shown.flatMap((finding) => findingLines(finding, fix === undefined)),
    ...(others === undefined ? [] : [`  - ${others}`]),
    ...(fix === undefined ? [] : [`  - **Fix:** ${escaped(fix)}`]),
  ];
}

function findingLines(finding: GateFinding, hasOwnFix: boolean): string[] {
  const { outcome, message, fix } = finding;
  const where = placeText(finding, markup);
  const more = [waiverText(finding, markup), expiredText(finding, markup)].filter((text) => text !== "");
  return [
    `  - ${where}${outcome === "undecided" ? "Undecided: " : ""}${escaped(message)}`,
    ...(hasOwnFix ? [`    - **Fix:** ${escaped(fix)}`] : []),
    ...more.map((text) => `    - ${text}`),
  ];
}

function toolTable(report: GateReport): string[] {
  if (report.tools.length === 0) return [];
  const row = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  return [row(toolColumns), row(toolColumns.map(() => "---")), ...toolRows(report, markup).map(row)];
}
