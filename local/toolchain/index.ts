import { pluginIn } from "./plugins.ts";
import { prepare } from "./prepare.ts";
import type { Progress } from "./progress.ts";
import { internet } from "./released.ts";
import { linkReleasedPlugin } from "./released-plugin.ts";
import { installStandIn } from "./stand-in.ts";
import { linkYamlHost } from "./yaml-host.ts";
import type { Toolchain } from "./toolchain.ts";

export { ToolchainError } from "./error.ts";
export { cacheFolder } from "./folders.ts";
export type { Origin, Toolchain } from "./toolchain.ts";
export { versions } from "./versions.ts";

/**
 * Finds a Pulumi engine with Node.js language host and GitHub provider, downloads what is missing, or builds it from Go
 * modules where it cannot be downloaded. The first time takes up to ten minutes, later calls well under a second.
 *
 * @param progress takes a line for each step of seconds or more, and one every 15 seconds while it lasts.
 * @param environment where to look: PATH, HOME, PULUMI_HOME, AI_GOVERNANCE_CACHE, XDG_CACHE_HOME, Go's variables.
 * @throws ToolchainError that names the ways out.
 */
export function prepareToolchain(progress: Progress, environment: NodeJS.ProcessEnv = process.env): Promise<Toolchain> {
  return prepare({ progress, environment, downloads: internet });
}

const homeOf = (toolchain: Toolchain): string => toolchain.env["PULUMI_HOME"] ?? "";

/**
 * Installs a plugin of our own that stands in for a released one of the same name and version. It is copied: what becomes
 * of `source` later changes nothing, and other checkouts keep theirs.
 *
 * @param source folder with `pulumi-resource-<name>` in it, or that executable itself.
 * @returns the toolchain with the plugin: its PULUMI_HOME is another one.
 * @throws ToolchainError if there is no such executable.
 */
export async function installPlugin(
  toolchain: Toolchain,
  name: string,
  version: string,
  source: string,
  progress: Progress,
  environment: NodeJS.ProcessEnv = process.env,
): Promise<Toolchain> {
  const home = await installStandIn(homeOf(toolchain), { name, version }, source, { progress, environment });
  return { ...toolchain, env: { ...toolchain.env, PULUMI_HOME: home } };
}

/**
 * Gives the toolchain what runs YAML programs. Released engines have it beside them; for others it is built, which takes about
 * a minute the first time.
 *
 * @throws ToolchainError if it cannot be built.
 */
export function addYamlHost(
  toolchain: Toolchain,
  progress: Progress,
  environment: NodeJS.ProcessEnv = process.env,
): Promise<void> {
  return linkYamlHost({ pulumi: toolchain.pulumi, home: homeOf(toolchain) }, { progress, environment });
}

/** Whether the toolchain has the plugin as Pulumi released it, not a stand-in of ours. Asks no network. */
export async function hasReleasedPlugin(toolchain: Toolchain, name: string, version: string): Promise<boolean> {
  return (await pluginIn(homeOf(toolchain), { name, version })) === "real";
}

/**
 * Gives the toolchain the plugin as Pulumi released it, if it can be had: from the user's own PULUMI_HOME, else from the
 * cache, else by download. Where a stand-in is in use nothing is downloaded: a stack keeps the plugin that made its
 * resources unless the user installs the released one.
 *
 * @returns whether the toolchain has the released plugin now; without network, false within seconds.
 */
export function installReleasedPlugin(
  toolchain: Toolchain,
  name: string,
  version: string,
  progress: Progress,
  environment: NodeJS.ProcessEnv = process.env,
): Promise<boolean> {
  const engine = { pulumi: toolchain.pulumi, home: homeOf(toolchain) };
  return linkReleasedPlugin(engine, { name, version }, { progress, environment, downloads: internet });
}
