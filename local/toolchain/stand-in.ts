import { createHash } from "node:crypto";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { ensureEntry } from "./entry.ts";
import { cacheFolder, type Environment } from "./folders.ts";
import { filesOf, linkPlugin, pluginIn, pluginsIn } from "./plugins.ts";
import type { Progress } from "./progress.ts";
import type { Plugin } from "./released.ts";

/** Each folder in it is a PULUMI_HOME with one stand-in, named by plugin and content. */
const homesIn = (home: string): string => join(home, "stand-ins");
const prefixOf = ({ name, version }: Plugin): string => `${name}-${version}-`;

/**
 * Copies a stand-in into the cache and makes a PULUMI_HOME that holds it beside the plugins of `home`. Both are named by its
 * content: the engine finds a plugin by name and version alone, and two checkouts may have different ones at the same time.
 *
 * @returns that PULUMI_HOME.
 * @throws ToolchainError if the source has no executable.
 */
export async function installStandIn(
  home: string,
  plugin: Plugin,
  source: string,
  { progress, environment }: { readonly progress: Progress; readonly environment: Environment },
): Promise<string> {
  const contents = await contentsOf(await filesOf(source, plugin));
  const id = `${prefixOf(plugin)}${digestOf(contents)}`;
  const artefact = { title: `the stand-in for the ${plugin.name} provider`, entry: `stand-in-${id}` };
  const copy = async (folder: string): Promise<void> => {
    for (const [name, content] of contents) await writeFile(join(folder, name), content, { mode: 0o755 });
  };
  const entry = await ensureEntry(cacheFolder(environment), artefact, copy, progress);
  const own = join(homesIn(home), id);
  for (const { folder, ...other } of await pluginsIn(home)) {
    const kind = await pluginIn(home, other);
    if (kind === "real" && other.name !== plugin.name) await linkPlugin(own, other, folder, kind);
  }
  await linkPlugin(own, plugin, entry, "stand-in");
  return own;
}

/** Whether any checkout has a stand-in for the plugin. */
export async function hasStandIn(home: string, plugin: Plugin): Promise<boolean> {
  const homes = await readdir(homesIn(home)).catch(() => []);
  return homes.some((name) => name.startsWith(prefixOf(plugin)));
}

type Contents = readonly (readonly [name: string, content: Buffer])[];

/** Read once, so that the copy is what the digest says even if the source is built anew meanwhile. */
function contentsOf(files: Readonly<Record<string, string>>): Promise<Contents> {
  const sorted = Object.entries(files).sort(([left], [right]) => (left < right ? -1 : 1));
  return Promise.all(sorted.map(async ([name, file]) => [name, await readFile(file)] as const));
}

function digestOf(contents: Contents): string {
  const hash = createHash("sha256");
  for (const [name, content] of contents) hash.update(`${name}\0${content.length}\0`).update(content);
  return hash.digest("hex").slice(0, 12);
}
