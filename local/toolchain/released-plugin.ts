import { cacheFolder, type Environment } from "./folders.ts";
import { ensureEntry, intactEntry } from "./entry.ts";
import { installedPlugin } from "./installed.ts";
import type { Search } from "./part.ts";
import { linkPlugin, pluginIn } from "./plugins.ts";
import { hasStandIn } from "./stand-in.ts";
import { makeByPluginDownload, type Plugin, pluginUrl, releasedPlugin } from "./released.ts";

/** Links the released plugin into the PULUMI_HOME if it can be had; the rules are those of `installReleasedPlugin`. */
export async function linkReleasedPlugin(
  engine: { readonly pulumi: string; readonly home: string },
  plugin: Plugin,
  search: Search,
): Promise<boolean> {
  if ((await pluginIn(engine.home, plugin)) === "real") return true;
  const source =
    (await onDisk(plugin, search.environment)) ??
    ((await hasStandIn(engine.home, plugin)) ? undefined : await downloaded(engine.pulumi, plugin, search));
  if (source === undefined) return false;
  await linkPlugin(engine.home, plugin, source, "real");
  return true;
}

async function onDisk(plugin: Plugin, environment: Environment): Promise<string | undefined> {
  const installed = await installedPlugin(plugin, environment);
  return "path" in installed ? installed.path : intactEntry(cacheFolder(environment), releasedPlugin(plugin));
}

async function downloaded(pulumi: string, plugin: Plugin, search: Search): Promise<string | undefined> {
  const { progress, environment, downloads } = search;
  if ((await downloads.problem(pluginUrl(plugin))) !== undefined) return undefined;
  const make = makeByPluginDownload(plugin, pulumi, environment, progress);
  try {
    return await ensureEntry(cacheFolder(environment), releasedPlugin(plugin), make, progress);
  } catch (error) {
    progress(`the ${plugin.name} provider ${plugin.version} cannot be downloaded: ${(error as Error).message}`);
    return undefined;
  }
}
