/** What a run of Stryker found, in the words of the page about it. Pure. */
import type { Stryker } from "@stryker-mutator/core";

/** A mutant as Stryker returns it: one change of the code, and what became of it. */
export type Mutant = Awaited<ReturnType<Stryker["runMutationTest"]>>[number];

/** A change that no test noticed, in text that holds while other lines move. */
export interface Survivor {
  readonly file: string;
  /** The line with the change in place, e.g. `if («a === b → true») return;`. */
  readonly change: string;
}

/** Survivors that stay, and why. */
export interface Accepted {
  readonly reason: string;
  /** Changes by file. */
  readonly survivors: Readonly<Record<string, readonly string[]>>;
}

export interface Score {
  readonly folder: string;
  readonly noticed: number;
  readonly survived: number;
  /** Run while files load, and so not tried: they are no part of the score. */
  readonly atLoad: number;
}

export const hasSurvived = ({ status }: Mutant): boolean => status === "Survived" || status === "NoCoverage";

/** The change that a mutant is, in its line of the source. */
export function changeOf({ location: { start, end }, replacement = "" }: Mutant, source: string): string {
  // Lines and columns count from 1.
  const lines = source.split("\n").slice(start.line - 1, end.line);
  const before = (lines[0] ?? "").slice(0, start.column - 1);
  const after = (lines.at(-1) ?? "").slice(end.column - 1);
  const whole = lines.join("\n");
  const original = whole.slice(before.length, whole.length - after.length);
  return oneLine(`${before}«${clipped(original)} → ${clipped(replacement)}»${after}`);
}

/** Scores by folder, in alphabetical order, and of all together. */
export function scoresOf(mutants: readonly (Pick<Mutant, "status"> & { readonly file: string })[]): Score[] {
  const byFolder = Map.groupBy(mutants, ({ file }) => file.split("/").slice(0, -1).slice(0, 2).join("/"));
  const scores = [...byFolder].map(([folder, those]) => scoreOf(folder, those));
  return [...scores.sort((a, b) => a.folder.localeCompare(b.folder)), scoreOf("all", mutants)];
}

/** Of 100 changes tried, how many a test noticed; nothing tried counts as all noticed. */
export function percent({ noticed, survived }: Score): string {
  return (survived === 0 ? 100 : (100 * noticed) / (noticed + survived)).toFixed(1);
}

/** Survivors that nobody accepted, and accepted ones, of the files tried, that some test notices now. */
export function compare(
  survivors: readonly Survivor[],
  accepted: readonly Accepted[],
  tried: ReadonlySet<string>,
): { readonly unexpected: readonly Survivor[]; readonly gone: readonly Survivor[] } {
  const expected = acceptedSurvivors(accepted);
  const found = new Set(survivors.map(keyOf));
  const known = new Set(expected.map(keyOf));
  return {
    unexpected: survivors.filter((each) => !known.has(keyOf(each))),
    gone: expected.filter((each) => tried.has(each.file) && !found.has(keyOf(each))),
  };
}

/** Reason of those that nobody has looked at: a test is missing, or a reason. */
export const notLookedAt = "Not looked at yet";

/** The list with survivors nobody accepted put last, and without those that are gone. */
export function listed(
  accepted: readonly Accepted[],
  { unexpected, gone }: ReturnType<typeof compare>,
): readonly Accepted[] {
  const struck = new Set(gone.map(keyOf));
  const open = accepted.some(({ reason }) => reason === notLookedAt) ? [] : [{ reason: notLookedAt, survivors: {} }];
  return [...accepted, ...open].flatMap(({ reason, survivors }) => {
    const more = reason === notLookedAt ? unexpected : [];
    const all = [...acceptedSurvivors([{ reason, survivors }]), ...more].filter((each) => !struck.has(keyOf(each)));
    const byFile = Map.groupBy(all, ({ file }) => file);
    const files = [...byFile].sort(([one], [other]) => one.localeCompare(other));
    const changes = files.map(([file, those]) => [file, [...new Set(those.map(({ change }) => change))]] as const);
    return files.length === 0 ? [] : [{ reason, survivors: Object.fromEntries(changes) }];
  });
}

function acceptedSurvivors(accepted: readonly Accepted[]): Survivor[] {
  return accepted.flatMap(({ survivors }) =>
    Object.entries(survivors).flatMap(([file, changes]) => changes.map((change) => ({ file, change }))),
  );
}

const keyOf = ({ file, change }: Survivor): string => `${file} ${change}`;

function scoreOf(folder: string, mutants: readonly Pick<Mutant, "status">[]): Score {
  const count = (...statuses: readonly Mutant["status"][]): number =>
    mutants.filter(({ status }) => statuses.includes(status)).length;
  return {
    folder,
    noticed: count("Killed", "Timeout"),
    survived: count("Survived", "NoCoverage"),
    atLoad: count("Ignored"),
  };
}

const oneLine = (text: string): string => text.replace(/\s+/g, " ").trim();

function clipped(text: string): string {
  const line = oneLine(text);
  return line.length > 100 ? `${line.slice(0, 60)} … ${line.slice(-30)}` : line;
}
