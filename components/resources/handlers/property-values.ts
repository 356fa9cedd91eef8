import { isDeepStrictEqual } from "node:util";

/** The value of a custom property; null when a repository has none. */
export type PropertyValue = string | string[] | null;
/** Repository to property to value. */
export type Values = Record<string, Record<string, PropertyValue>>;

export interface Batch {
  readonly repositories: string[];
  readonly properties: Record<string, PropertyValue>;
}

/** The largest number of repositories that one request takes (GitHub's API description, `maxItems`). */
const batchSize = 30;

/** Whether two values mean the same; the order of a multi-select's choices is of no account. */
export function sameValue(left: PropertyValue, right: PropertyValue): boolean {
  if (!Array.isArray(left) || !Array.isArray(right)) return isDeepStrictEqual(left, right);
  return isDeepStrictEqual([...left].sort(), [...right].sort());
}

/** What of the wanted values is not there yet. */
export function missingFrom(live: Values, wanted: Values): Values {
  const entries = Object.entries(wanted).map(([repository, properties]) => {
    const differing = Object.entries(properties).filter(
      ([property, value]) => !sameValue(live[repository]?.[property] ?? null, value),
    );
    return [repository, Object.fromEntries(differing)] as const;
  });
  return Object.fromEntries(entries.filter(([, properties]) => Object.keys(properties).length > 0));
}

/** The fewest requests that write these values: repositories with equal values together. */
export function batchesOf(values: Values): Batch[] {
  const groups = new Map<string, Batch>();
  for (const [repository, properties] of Object.entries(values)) {
    const sorted = Object.fromEntries(Object.entries(properties).sort(([left], [right]) => (left < right ? -1 : 1)));
    const key = JSON.stringify(sorted);
    const group = groups.get(key) ?? { repositories: [], properties: sorted };
    group.repositories.push(repository);
    groups.set(key, group);
  }
  return [...groups.values()].flatMap(({ repositories, properties }) =>
    Array.from({ length: Math.ceil(repositories.length / batchSize) }, (_, index) => ({
      repositories: repositories.slice(index * batchSize, (index + 1) * batchSize),
      properties,
    })),
  );
}

/** The live values of exactly the named repositories and properties; null where there is none. */
export function valuesAt(live: Values, places: Values): Values {
  const entries = Object.entries(places).map(([repository, properties]) => {
    const found = Object.keys(properties).map((property) => [property, live[repository]?.[property] ?? null]);
    return [repository, Object.fromEntries(found)] as const;
  });
  return Object.fromEntries(entries);
}

/** Places of `left` that `right` does not have. */
export function without(left: Values, right: Values): Values {
  const entries = Object.entries(left).map(([repository, properties]) => {
    const kept = Object.entries(properties).filter(([property]) => !(property in (right[repository] ?? {})));
    return [repository, Object.fromEntries(kept)] as const;
  });
  return Object.fromEntries(entries.filter(([, properties]) => Object.keys(properties).length > 0));
}

/** Both; where both have a place, `left` counts. */
export function merged(left: Values, right: Values): Values {
  const repositories = [...new Set([...Object.keys(right), ...Object.keys(left)])];
  return Object.fromEntries(
    repositories.map((repository) => [repository, { ...right[repository], ...left[repository] }]),
  );
}
