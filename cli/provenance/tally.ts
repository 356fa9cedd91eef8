/** Counts commits. Keeps numbers only, so that a history of any length takes the same memory. */
import { dateOf, gaps, kinds, type CommitOrigin, type Gap, type Kind } from "./origin.ts";

/** Names that anyone can write are counted one by one up to so many; a hostile history cannot fill the memory. */
export const mostNames = 1_000;
/** The rest of the names together, in angle brackets, which no name of a tool has. */
export const otherNames = "<others>";

export interface Count {
  readonly name: string;
  readonly commits: number;
}

export interface ToolCount {
  readonly tool: string;
  readonly commits: number;
  readonly models: readonly Count[];
  /** Commits that name the tool and do not tell this of it. */
  readonly without: Readonly<Record<Gap, number>>;
}

export interface HistoryReport {
  readonly version: 1;
  readonly repository: string;
  readonly range: string;
  readonly head: string;
  readonly base?: string;
  readonly commits: number;
  /** First and last date of a commit, ISO 8601, UTC; absent where none has one. */
  readonly period?: { readonly first: string; readonly last: string };
  /** Each commit in one of them; they add up to `commits`. */
  readonly kinds: Readonly<Record<Kind, number>>;
  /** Merges, whoever made them; those that name a tool are among its commits. */
  readonly merges: number;
  /** A commit may name several. */
  readonly tools: readonly ToolCount[];
  /** By what tools were recognised, as `source/row`. */
  readonly found: readonly Count[];
  readonly automation: readonly Count[];
  readonly unknownBots: readonly Count[];
  readonly denials: number;
}

export type Scanned = Pick<HistoryReport, "repository" | "range" | "head" | "base">;

interface ToolTally {
  commits: number;
  readonly models: Map<string, number>;
  readonly without: Record<Gap, number>;
}

export class Tally {
  commits = 0;
  readonly #kinds = zeros(kinds);
  readonly #tools = new Map<string, ToolTally>();
  readonly #found = new Map<string, number>();
  readonly #automation = new Map<string, number>();
  readonly #unknownBots = new Map<string, number>();
  #merges = 0;
  #denials = 0;
  #first = Infinity;
  #last = -Infinity;

  add(origin: CommitOrigin): void {
    this.commits++;
    this.#kinds[origin.kind]++;
    if (origin.merge) this.#merges++;
    if (origin.denies) this.#denials++;
    for (const name of origin.found) increment(this.#found, name);
    for (const name of origin.automation) increment(this.#automation, name);
    for (const name of origin.unknownBots) increment(this.#unknownBots, name);
    for (const { tool, models, missing } of origin.tools) {
      const tally = this.#tallyOf(tool);
      tally.commits++;
      for (const model of models) increment(tally.models, model);
      for (const gap of missing) tally.without[gap]++;
    }
    if (origin.committedAt !== undefined) {
      this.#first = Math.min(this.#first, origin.committedAt);
      this.#last = Math.max(this.#last, origin.committedAt);
    }
  }

  report(scanned: Scanned): HistoryReport {
    return {
      version: 1,
      ...scanned,
      commits: this.commits,
      ...(this.#first <= this.#last && { period: { first: dateOf(this.#first), last: dateOf(this.#last) } }),
      kinds: this.#kinds,
      merges: this.#merges,
      tools: [...this.#tools]
        .map(([tool, { commits, models, without }]) => ({ tool, commits, models: counts(models), without }))
        .sort((one, other) => other.commits - one.commits || order(one.tool, other.tool)),
      found: counts(this.#found),
      automation: counts(this.#automation),
      unknownBots: counts(this.#unknownBots),
      denials: this.#denials,
    };
  }

  #tallyOf(tool: string): ToolTally {
    const name = keyOf(this.#tools, tool);
    const tally = this.#tools.get(name) ?? { commits: 0, models: new Map<string, number>(), without: zeros(gaps) };
    this.#tools.set(name, tally);
    return tally;
  }
}

function increment(into: Map<string, number>, name: string): void {
  const key = keyOf(into, name);
  into.set(key, (into.get(key) ?? 0) + 1);
}

function keyOf(kept: ReadonlyMap<string, unknown>, name: string): string {
  return kept.has(name) || kept.size < mostNames ? name : otherNames;
}

function counts(tally: ReadonlyMap<string, number>): Count[] {
  return [...tally]
    .map(([name, commits]) => ({ name, commits }))
    .sort((one, other) => other.commits - one.commits || order(one.name, other.name));
}

const order = (one: string, other: string): number => (one < other ? -1 : 1);

function zeros<T extends string>(names: readonly T[]): Record<T, number> {
  return Object.fromEntries(names.map((name) => [name, 0])) as Record<T, number>;
}
