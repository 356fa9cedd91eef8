/** Ids of the newest commits of each group, as many as a person looks at; the others are counted. */
import type { CommitOrigin } from "./origin.ts";
import { mostNames, otherNames } from "./tally.ts";

export const mostSamples = 10;

export interface Sample {
  readonly group: string;
  readonly ids: readonly string[];
  readonly commits: number;
}

export class Samples {
  readonly #groups = new Map<string, { ids: string[]; commits: number }>();

  add(origin: CommitOrigin): void {
    for (const group of groupsOf(origin)) {
      const key = this.#groups.has(group) || this.#groups.size < mostNames ? group : otherNames;
      const sample = this.#groups.get(key) ?? { ids: [], commits: 0 };
      sample.commits++;
      if (sample.ids.length < mostSamples) sample.ids.push(origin.id);
      this.#groups.set(key, sample);
    }
  }

  all(): Sample[] {
    return [...this.#groups]
      .map(([group, sample]) => ({ group, ...sample }))
      .sort((one, other) => other.commits - one.commits || (one.group < other.group ? -1 : 1));
  }
}

function groupsOf({ kind, tools, automation, unknownBots }: CommitOrigin): readonly string[] {
  const named = [...tools.map(({ tool }) => tool), ...unknownBots, ...automation];
  if (named.length > 0) return named;
  return [kind === "merge" ? "merges that name no tool" : "no tool named"];
}
