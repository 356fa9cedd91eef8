import { median, ratio, seconds, type BenchArgs, type BenchResult } from "./bench.ts";
import type { LocalEnvironment } from "../environment/index.ts";
import { withGovernedOrganization } from "./program.ts";
import { table } from "./table.ts";

/** Ways to preview the same resources, by name: the seconds of one preview each. */
export type Previews = Readonly<Record<string, () => Promise<number>>>;

export interface Comparison {
  /** Prepares the previews of an organisation. */
  readonly previews: (environment: LocalEnvironment, declaration: string) => Promise<Previews>;
  /** Name of what is judged, and of what it is compared with. */
  readonly ours: string;
  readonly other: string;
  /** Budget: ours takes at most so many times the seconds of the other. */
  readonly mostTimes: number;
  /** Numbers of repositories, unless the command says others. */
  readonly sizes: readonly number[];
}

const rounds = 3;

export async function comparePreviews(comparison: Comparison, args: BenchArgs): Promise<BenchResult> {
  const found: Found[] = [];
  for (const repositories of args.sizes ?? comparison.sizes) {
    const medians = await withGovernedOrganization(args, repositories, async (environment, declaration) =>
      mediansOf(await comparison.previews(environment, declaration), repositories, args.progress),
    );
    found.push({ repositories, medians });
  }
  return judgePreviews(comparison, found);
}

/** In turns, so that a busy moment of the machine meets all. */
async function mediansOf(previews: Previews, repositories: number, progress: BenchArgs["progress"]) {
  const times = Object.keys(previews).map((name) => [name, [] as number[]] as const);
  for (let round = 1; round <= rounds; round++) {
    progress(`previews of ${repositories} repositories, round ${round} of ${rounds}`);
    for (const [name, all] of times) all.push((await previews[name]?.()) ?? Number.NaN);
  }
  return Object.fromEntries(times.map(([name, all]) => [name, median(all)]));
}

export interface Found {
  readonly repositories: number;
  /** Seconds by name of the preview. */
  readonly medians: Readonly<Record<string, number>>;
}

export function judgePreviews(
  { ours, other, mostTimes }: Omit<Comparison, "previews" | "sizes">,
  found: readonly Found[],
): BenchResult {
  const names = Object.keys(found[0]?.medians ?? {});
  const judged = found.map(({ repositories, medians }) => ({
    repositories,
    medians,
    times: (medians[ours] ?? Number.NaN) / (medians[other] ?? Number.NaN),
  }));
  return {
    table: table(
      ["repositories", ...names, `${ours} to ${other}`],
      judged.map(({ repositories, medians, times }) => [
        String(repositories),
        ...names.map((name) => seconds(medians[name] ?? Number.NaN)),
        ratio(times),
      ]),
    ),
    // What could not be measured is not within budget.
    broken: judged
      .filter(({ times }) => !(times <= mostTimes))
      .map(
        ({ repositories, times }) =>
          `${repositories} repositories: ${ours} takes ${ratio(times)} times ${other}, at most ${mostTimes}`,
      ),
  };
}
