import { join } from "node:path";
import { type GoArtefact, makeByGo } from "./artefacts.ts";
import { type Artefact, ensureEntry, intactEntry, type Make } from "./entry.ts";
import { cacheFolder, type Environment } from "./folders.ts";
import { findGo } from "./go-build.ts";
import type { Found } from "./installed.ts";
import type { Progress } from "./progress.ts";
import type { Downloads } from "./released.ts";
import type { Origin } from "./toolchain.ts";
import { unwritableCache } from "./unwritable.ts";

/** What the search for a part works with. */
export interface Search {
  readonly progress: Progress;
  readonly environment: Environment;
  readonly downloads: Downloads;
}

/** A part of the toolchain and the three ways to it. */
export interface Wanted {
  /** For messages. */
  readonly title: string;
  /** What is wanted of a cache entry: a path in it, or `.` for all of it. */
  readonly within: string;
  installed(): Promise<Found>;
  readonly released: {
    readonly artefact: Artefact;
    readonly version: string;
    readonly url: string;
    readonly make: Make;
  };
  readonly built: { readonly artefact: GoArtefact; readonly version: string };
}

/** Where a part is and how it came there. */
export interface Part {
  readonly path: string;
  readonly origin: Origin;
}

/** Why none of the ways to a part worked. */
export interface Missing {
  readonly title: string;
  readonly problems: readonly string[];
}

/**
 * An installed part is used first, then what the cache holds, then a download, then a build.
 *
 * @throws ToolchainError if `go build` fails or the cache cannot be written: there is no further way.
 */
export async function findPart(wanted: Wanted, search: Search): Promise<Part | Missing> {
  const installed = await wanted.installed();
  if ("path" in installed) return { path: installed.path, origin: { how: "installed", version: installed.version } };
  const kept = await cached(wanted, cacheFolder(search.environment));
  if (kept !== undefined) return kept;
  const download = await downloaded(wanted, search);
  if ("path" in download) return download;
  const build = await built(wanted, search);
  if ("path" in build) return build;
  const problems = [`installed: ${installed.problem}`, `released: ${download.problem}`, `built: ${build.problem}`];
  return { title: wanted.title, problems };
}

function partOf(wanted: Wanted, how: "released" | "built", entry: string): Part {
  return { path: join(entry, wanted.within), origin: { how, version: wanted[how].version } };
}

async function cached(wanted: Wanted, cache: string): Promise<Part | undefined> {
  for (const how of ["released", "built"] as const) {
    const entry = await intactEntry(cache, wanted[how].artefact);
    if (entry !== undefined) return partOf(wanted, how, entry);
  }
  return undefined;
}

async function downloaded(wanted: Wanted, search: Search): Promise<Part | { readonly problem: string }> {
  const { artefact, url, make } = wanted.released;
  const problem = await search.downloads.problem(url);
  if (problem !== undefined) return { problem };
  try {
    const entry = await ensureEntry(cacheFolder(search.environment), artefact, make, search.progress);
    return partOf(wanted, "released", entry);
  } catch (error) {
    const unwritable = unwritableCache(error, cacheFolder(search.environment));
    if (unwritable) throw unwritable;
    return { problem: `the download failed: ${(error as Error).message}` };
  }
}

async function built(wanted: Wanted, search: Search): Promise<Part | { readonly problem: string }> {
  const { environment, progress } = search;
  const found = await findGo(environment);
  if ("problem" in found) return found;
  const { artefact } = wanted.built;
  const make = makeByGo(artefact, found.go, environment, progress);
  return partOf(wanted, "built", await ensureEntry(cacheFolder(environment), artefact, make, progress));
}
