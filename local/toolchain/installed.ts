import { dirname, join } from "node:path";
import { ask, findOnPath, isExecutable, realPath } from "./executable.ts";
import { type Environment, pathOutsideCache, userPulumiHome } from "./folders.ts";
import type { Plugin } from "./released.ts";
import { isAtLeast, versionIn, versions } from "./versions.ts";

/** An installed part, or why none is used. */
export type Found = { readonly path: string; readonly version: string } | { readonly problem: string };

/** Looks for a `pulumi` that is new enough and has its Node.js language host beside it or on the PATH. */
export async function installedEngine(given: Environment): Promise<Found> {
  const environment = { ...given, PATH: pathOutsideCache(given) };
  const needed = `version ${versions.oldestEngine} or newer is needed`;
  const pulumi = await findOnPath("pulumi", environment);
  if (pulumi === undefined) return { problem: `no \`pulumi\` on the PATH; ${needed}` };
  const { ok, output } = await ask(pulumi, ["version"], { ...environment, PULUMI_SKIP_UPDATE_CHECK: "true" });
  const version = ok ? versionIn(output) : undefined;
  if (version === undefined) return { problem: `${pulumi} does not say its version: ${output}` };
  if (!isAtLeast(version, versions.oldestEngine)) return { problem: `${pulumi} has version ${version}; ${needed}` };
  if (!(await hasLanguageHost(pulumi, "nodejs", environment))) {
    return { problem: `${pulumi} has no pulumi-language-nodejs beside it or on the PATH` };
  }
  return { path: pulumi, version };
}

/** Whether an engine finds the host of a language by itself: beside its executable or on the PATH. */
export async function hasLanguageHost(pulumi: string, language: string, environment: Environment): Promise<boolean> {
  const folder = dirname((await realPath(pulumi)) ?? pulumi);
  const host = `pulumi-language-${language}`;
  return (await isExecutable(join(folder, host))) || (await findOnPath(host, environment)) !== undefined;
}

/** Looks for the folder of a plugin in the user's own PULUMI_HOME. */
export async function installedPlugin(plugin: Plugin, environment: Environment): Promise<Found> {
  const folder = join(userPulumiHome(environment), "plugins", `resource-${plugin.name}-v${plugin.version}`);
  // Pulumi marks a plugin that it has not finished unpacking.
  const partial = (await realPath(`${folder}.partial`)) !== undefined;
  const complete = !partial && (await isExecutable(join(folder, `pulumi-resource-${plugin.name}`)));
  return complete ? { path: folder, version: plugin.version } : { problem: `no ${folder}` };
}
