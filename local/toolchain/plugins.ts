import { mkdir, mkdtemp, readdir, readlink, rename, rm, stat, symlink, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { ToolchainError } from "./error.ts";
import { isExecutable } from "./executable.ts";
import { withLock } from "./lock.ts";
import type { Plugin } from "./released.ts";

/** Present in the folder of a plugin that is ours and stands in for the released one. */
const standInMark = "STAND-IN";

export type PluginKind = "real" | "stand-in";

const pluginFolder = (home: string, { kind = "resource", name, version }: Plugin): string =>
  join(home, "plugins", `${kind}-${name}-v${version}`);
const executableOf = ({ kind = "resource", name }: Plugin): string => `pulumi-${kind}-${name}`;

/** What a PULUMI_HOME holds under the name of this plugin. */
export async function pluginIn(home: string, plugin: Plugin): Promise<PluginKind | undefined> {
  const folder = pluginFolder(home, plugin);
  if (!(await isExecutable(join(folder, executableOf(plugin))))) return undefined;
  const marked = await stat(join(folder, standInMark)).then(
    () => true,
    () => false,
  );
  return marked ? "stand-in" : "real";
}

/**
 * Puts a plugin into a PULUMI_HOME: a folder (the engine takes nothing else for a plugin) of links to the files of `source`.
 * Doing it twice changes nothing; a different plugin of the same name and version is replaced.
 *
 * @param source folder with the executable, e.g. `pulumi-resource-<name>`, in it, or that executable itself under any name.
 * @throws ToolchainError if there is no such executable.
 */
export async function linkPlugin(home: string, plugin: Plugin, source: string, kind: PluginKind): Promise<void> {
  const links = await filesOf(source, plugin);
  const target = pluginFolder(home, plugin);
  await withLock(
    join(home, "locks", `${basename(target)}.lock`),
    () => undefined,
    async () => {
      if ((await pluginIn(home, plugin)) === kind && (await sameLinks(target, links))) return;
      await mkdir(dirname(target), { recursive: true });
      await replaceFolder(target, async (folder) => {
        for (const [name, file] of Object.entries(links)) await symlink(file, join(folder, name));
        if (kind === "stand-in") await writeFile(join(folder, standInMark), `installed from ${source}\n`);
      });
    },
  );
}

/** The plugins of a PULUMI_HOME with their folders. */
export async function pluginsIn(home: string): Promise<(Plugin & { readonly folder: string })[]> {
  const names = await readdir(join(home, "plugins")).catch(() => []);
  return names.flatMap((entry) => {
    const [, kind, name, version] = /^(resource|language)-(.+)-v(\d+\.\d+\.\d+)$/.exec(entry) ?? [];
    if (name === undefined || version === undefined) return [];
    return [{ kind: kind === "language" ? kind : "resource", name, version, folder: join(home, "plugins", entry) }];
  });
}

/**
 * File name in a plugin folder to the file that it is made from.
 * @throws ToolchainError if none of them is the executable.
 */
export async function filesOf(source: string, plugin: Plugin): Promise<Record<string, string>> {
  const executable = executableOf(plugin);
  const isFolder = await stat(source).then(
    (found) => found.isDirectory(),
    () => false,
  );
  const file = isFolder ? join(source, executable) : source;
  if (!(await isExecutable(file))) {
    throw new ToolchainError(
      `${file} is not an executable file: the ${plugin.name} plugin needs one named ${executable}`,
    );
  }
  if (!isFolder) return { [executable]: source };
  return Object.fromEntries((await readdir(source)).map((name) => [name, join(source, name)]));
}

async function sameLinks(folder: string, links: Readonly<Record<string, string>>): Promise<boolean> {
  const wanted = Object.entries(links);
  const found = await Promise.all(wanted.map(([name]) => readlink(join(folder, name)).catch(() => undefined)));
  return wanted.every(([, file], index) => found[index] === file);
}

async function replaceFolder(target: string, fill: (folder: string) => Promise<void>): Promise<void> {
  // Beside `plugins`, not in it: the engine looks at every folder there.
  const aside = await mkdtemp(join(dirname(dirname(target)), ".plugin-"));
  try {
    await mkdir(join(aside, "new"));
    await fill(join(aside, "new"));
    await rename(target, join(aside, "old")).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== "ENOENT") throw error;
    });
    await rename(join(aside, "new"), target);
  } finally {
    await rm(aside, { recursive: true, force: true });
  }
}
