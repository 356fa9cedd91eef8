import type { Default } from "./api.ts";

export type NewRepositories = Default["default_for_new_repos"] | "none";

/** A configuration and the new repositories that get it. */
export interface DefaultOf {
  readonly configurationId: number;
  readonly newRepositories: NewRepositories;
}

const kinds = ["public", "private_and_internal"] as const;
type Kind = (typeof kinds)[number];

export const defaultsOf = (live: readonly Default[]): DefaultOf[] =>
  live.map((one) => ({ configurationId: one.configuration.id, newRepositories: one.default_for_new_repos }));

/** The new repositories that get a configuration; GitHub may name the two kinds one by one. */
export function newRepositoriesOf(live: readonly DefaultOf[], configurationId: number): NewRepositories {
  const own = live.filter((one) => one.configurationId === configurationId);
  return named(new Set(own.flatMap((one) => kindsOf(one.newRepositories))));
}

/**
 * What to set, in order, so that a configuration is the default for `wanted`, and the kinds that it gives up are those of
 * the configurations that had them before.
 */
export function defaultChanges(
  live: readonly DefaultOf[],
  configurationId: number,
  wanted: NewRepositories,
  previous: readonly DefaultOf[],
): DefaultOf[] {
  const now = newRepositoriesOf(live, configurationId);
  if (now === wanted) return [];
  const freed = kindsOf(now).filter((kind) => !kindsOf(wanted).includes(kind));
  const others = new Set(previous.map((one) => one.configurationId).filter((id) => id !== configurationId));
  const returned = [...others].flatMap((id) => {
    const back = kindsOf(newRepositoriesOf(previous, id)).filter((kind) => freed.includes(kind));
    if (back.length === 0) return [];
    const has = kindsOf(newRepositoriesOf(live, id)).filter((kind) => !kindsOf(wanted).includes(kind));
    return [{ configurationId: id, newRepositories: named(new Set([...has, ...back])) }];
  });
  return [{ configurationId, newRepositories: wanted }, ...returned];
}

/** The new repositories that get no configuration. */
export function uncovered(live: readonly DefaultOf[]): NewRepositories {
  const covered = live.flatMap((one) => kindsOf(one.newRepositories));
  return named(new Set(kinds.filter((kind) => !covered.includes(kind))));
}

function kindsOf(newRepositories: NewRepositories): Kind[] {
  return kinds.filter((kind) => newRepositories === "all" || newRepositories === kind);
}

function named(found: ReadonlySet<Kind>): NewRepositories {
  const [first, second] = kinds.filter((kind) => found.has(kind));
  if (first === undefined) return "none";
  return second === undefined ? first : "all";
}
