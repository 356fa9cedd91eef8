import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { withLock } from "./lock.ts";
import { damageIn, writeManifest } from "./manifest.ts";
import type { Progress } from "./progress.ts";

/** Something that takes long to get and is therefore kept in the cache. */
export interface Artefact {
  /** For messages, e.g. `the Pulumi CLI`. */
  readonly title: string;
  /** Name of its folder in the cache: name, version, and what else it depends on. */
  readonly entry: string;
}

/** Puts the files of an artefact into an empty folder; throws if it cannot. */
export type Make = (folder: string) => Promise<void>;

const entriesIn = (cache: string): string => join(cache, "entries");

/** The folder of a finished and undamaged entry, or undefined. */
export async function intactEntry(cache: string, artefact: Artefact): Promise<string | undefined> {
  const folder = join(entriesIn(cache), artefact.entry);
  return existsSync(folder) && (await damageIn(folder)) === undefined ? folder : undefined;
}

/**
 * The folder of an entry, made if it is missing or damaged. One process makes it, others wait; what a killed process left
 * is removed. The entry appears by one rename, so it is there whole or not at all.
 */
export async function ensureEntry(cache: string, artefact: Artefact, make: Make, progress: Progress): Promise<string> {
  const onWait = (): void => progress(`another run is preparing ${artefact.title}; waiting for it`);
  return withLock(join(cache, "locks", `${artefact.entry}.lock`), onWait, async () => {
    const folder = join(entriesIn(cache), artefact.entry);
    await mkdir(entriesIn(cache), { recursive: true });
    await removeLeftovers(cache, artefact);
    if (existsSync(folder)) {
      const damage = await damageIn(folder);
      if (damage === undefined) return folder;
      progress(`the cached copy of ${artefact.title} is damaged (${damage}): making it again`);
      await discard(cache, artefact);
    }
    await makeAside(cache, artefact, make);
    return folder;
  });
}

/** Everything unfinished of an entry begins with this; mkdtemp adds six characters. */
const asidePrefix = (cache: string, artefact: Artefact): string => join(entriesIn(cache), `.${artefact.entry}.`);

async function makeAside(cache: string, artefact: Artefact, make: Make): Promise<void> {
  const aside = await mkdtemp(asidePrefix(cache, artefact));
  try {
    await make(aside);
    await writeManifest(aside);
    await rename(aside, join(entriesIn(cache), artefact.entry));
  } finally {
    await rm(aside, { recursive: true, force: true });
  }
}

async function discard(cache: string, artefact: Artefact): Promise<void> {
  const aside = await mkdtemp(asidePrefix(cache, artefact));
  await rename(join(entriesIn(cache), artefact.entry), join(aside, "damaged"));
  await rm(aside, { recursive: true, force: true });
}

async function removeLeftovers(cache: string, artefact: Artefact): Promise<void> {
  const names = await readdir(entriesIn(cache));
  const leftovers = names.filter((name) => name.startsWith(`.${artefact.entry}.`));
  await Promise.all(leftovers.map((name) => rm(join(entriesIn(cache), name), { recursive: true, force: true })));
}
