/** Both sides of a preview, and the repositories that either of them lists. */
import { tierProperty } from "../controls/properties.ts";
import { isByNumber, unlisted, type PlacedRepository } from "./placement.ts";
import type { Where } from "./report.ts";
import type { Side } from "./repository-safeguards.ts";
import type { ResourceChange } from "./sides.ts";

export interface PlacedSide extends Side {
  /** By name; `unlisted` is among them. */
  readonly repositories: ReadonlyMap<string, PlacedRepository>;
}

export interface Sides {
  readonly changes: readonly ResourceChange[];
  /** Names of repositories, sorted. */
  readonly listed: readonly string[];
  readonly before: PlacedSide;
  readonly after: PlacedSide;
}

/** The repositories for which something holds. */
export function whereOf(sides: Sides, holds: (name: string) => boolean): Where {
  return { repositories: sides.listed.filter(holds), unlisted: holds(unlisted) };
}

export function isNowhere({ repositories, unlisted: others }: Where): boolean {
  return repositories.length === 0 && !others;
}

export function placed({ repositories }: PlacedSide, name: string): PlacedRepository {
  return repositories.get(name) ?? { name, properties: {} };
}

/** The tier whose listed repositories these are, after the change. */
export function tierOf({ listed, after }: Sides, names: readonly string[]): string | undefined {
  const tier = (name: string): unknown => placed(after, name).properties[tierProperty];
  const [wanted] = names.map(tier);
  if (typeof wanted !== "string" || !names.every((name) => tier(name) === wanted)) return undefined;
  const all = listed.filter((name) => !isByNumber({ name }) && tier(name) === wanted);
  return all.length === names.length ? wanted : undefined;
}
