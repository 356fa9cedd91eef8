/** A report for a terminal. */
import type { Kind } from "./origin.ts";
import type { Sample } from "./samples.ts";
import type { Count, HistoryReport, ToolCount } from "./tally.ts";

const meanings: Readonly<Record<Kind, string>> = {
  tool: "name an AI tool",
  "unknown-bot": "are by bots that nobody declared",
  automation: "are by automation that is no AI tool",
  merge: "are merges that name no tool",
  unknown: "name no tool: unknown, which does not mean that a person wrote them",
};

/** Rows of a table that a person reads; JSON has all. */
const mostRows = 30;

/** @param samples Ids of commits for each group; empty: nobody asked for them */
export function renderText(report: HistoryReport, samples: readonly Sample[]): string {
  const { commits, kinds, merges, tools, found, automation, unknownBots, denials } = report;
  return [
    titleOf(report),
    "",
    ...aligned(
      (Object.keys(meanings) as Kind[]).map((kind) => [figure(kinds[kind]), meanings[kind]]),
      1,
    ),
    ...section(`Tools (of ${figure(commits)} commits; one may name several)`, toolRows(tools), 4),
    ...section("Models", [
      ["commits", "tool", "model"],
      ...tools.flatMap(({ tool, models }) => models.map((one) => [figure(one.commits), tool, one.name])),
    ]),
    ...section("Recognised by", [["commits", "where/row"], ...rowsOf(found)]),
    ...section("Automation", [["commits", "name"], ...rowsOf(automation)]),
    ...section("Bots that nobody declared", [["commits", "account"], ...rowsOf(unknownBots)]),
    ...sampleLines(samples),
    "",
    `${figure(merges)} of them are merges. ${figure(denials)} say that no AI tool was used, which nothing proves.`,
    "Signatures are not verified here: names and addresses are what the commits claim.",
    "",
  ].join("\n");
}

function titleOf({ repository, range, commits, period }: HistoryReport): string {
  const when = period === undefined ? "" : `, ${period.first.slice(0, 10)} to ${period.last.slice(0, 10)}`;
  return `${plain(repository)}, ${plain(range)}: ${figure(commits)} ${commits === 1 ? "commit" : "commits"}${when}`;
}

function toolRows(tools: readonly ToolCount[]): readonly [readonly string[], ...string[][]] {
  const head = ["commits", "no model", "no session", "no prompt digest", "tool"];
  const rows = tools.map(({ tool, commits, without }) => {
    const numbers = [commits, without.model, without.session, without.promptDigest];
    return [...numbers.map(figure), tool];
  });
  return [head, ...rows];
}

const rowsOf = (counts: readonly Count[]): string[][] => counts.map(({ name, commits }) => [figure(commits), name]);

function section(title: string, [head, ...rows]: readonly [readonly string[], ...string[][]], numbers = 1): string[] {
  if (rows.length === 0) return [];
  const rest = rows.length - mostRows;
  const more = rest > 0 ? [`  and ${figure(rest)} more rows: --json has all`] : [];
  return ["", title, ...aligned([head, ...rows.slice(0, mostRows)], numbers), ...more];
}

function sampleLines(samples: readonly Sample[]): string[] {
  return samples.flatMap(({ group, ids, commits }) => {
    const rest = commits - ids.length;
    const more = rest > 0 ? [`  and ${figure(rest)} older: --json --commits lists all`] : [];
    return ["", `Commits: ${plain(group)}`, ...ids.map((id) => `  ${id}`), ...more];
  });
}

/** So many columns of numbers, which stand to the right; names follow. */
function aligned(rows: readonly (readonly string[])[], numbers: number): string[] {
  const cells = rows.map((row) => row.map(plain));
  const widths = (cells[0] ?? []).map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  const padded = (cell: string, column: number): string =>
    column < numbers ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0);
  return cells.map((row) => `  ${row.map(padded).join("  ")}`.trimEnd());
}

const figure = (value: number): string => value.toLocaleString("en-US");

/** Names of unknown origin must not move a terminal's cursor, nor fill its screen. */
const plain = (name: string): string => name.slice(0, longestName).replaceAll(/[\u0000-\u001f\u007f-\u009f]/g, "?");
const longestName = 120;
