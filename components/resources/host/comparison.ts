import { isDeepStrictEqual } from "node:util";
import { isAtOrBelow, parsePath } from "./property-path.ts";
import { isObject } from "./values.ts";
import type { Path, Properties } from "./values.ts";

export type ChangeKind = "add" | "delete" | "update";

export interface Change {
  readonly path: Path;
  readonly kind: ChangeKind;
}

/** Decides per top-level property whether two different spellings mean the same. */
export type Sameness = Readonly<Record<string, (left: unknown, right: unknown) => boolean>>;

/** Every place where the new inputs differ from the old ones, as deep as the difference lies. */
export function changesBetween(
  olds: Properties,
  news: Properties,
  same: Sameness = {},
  ignored: readonly string[] = [],
): Change[] {
  const ignoredPaths = ignored.map(parsePath);
  const names = new Set([...Object.keys(olds), ...Object.keys(news)]);
  return [...names]
    .filter((name) => !same[name]?.(olds[name], news[name]))
    .flatMap((name) => changesAt([name], olds[name], news[name]))
    .filter(({ path }) => !ignoredPaths.some((prefix) => isAtOrBelow(path, prefix)));
}

function changesAt(path: Path, left: unknown, right: unknown): Change[] {
  if (isDeepStrictEqual(left, right)) return [];
  if (left === undefined) return [{ path, kind: "add" }];
  if (right === undefined) return [{ path, kind: "delete" }];
  if (Array.isArray(left) && Array.isArray(right)) {
    const length = Math.max(left.length, right.length);
    return Array.from({ length }, (_, index) => changesAt([...path, index], left[index], right[index])).flat();
  }
  if (isObject(left) && isObject(right)) {
    const names = new Set([...Object.keys(left), ...Object.keys(right)]);
    return [...names].flatMap((name) => changesAt([...path, name], left[name], right[name]));
  }
  return [{ path, kind: "update" }];
}

/** Same members, whatever their order. */
export function sameMembers(left: unknown, right: unknown): boolean {
  if (!Array.isArray(left) || !Array.isArray(right)) return isDeepStrictEqual(left, right);
  const sorted = (list: unknown[]) => list.map((item) => JSON.stringify(item)).sort();
  return isDeepStrictEqual(sorted(left), sorted(right));
}
