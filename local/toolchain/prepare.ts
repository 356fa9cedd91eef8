import { mkdir } from "node:fs/promises";
import { builtEngine, builtGithubProvider } from "./artefacts.ts";
import type { Make } from "./entry.ts";
import { ToolchainError } from "./error.ts";
import { cacheFolder, type Environment, pulumiHome } from "./folders.ts";
import { neededGo } from "./go-build.ts";
import { installedEngine, installedPlugin } from "./installed.ts";
import { findPart, type Missing, type Part, type Search, type Wanted } from "./part.ts";
import { linkPlugin } from "./plugins.ts";
import * as released from "./released.ts";
import { type Toolchain, toolchainEnv } from "./toolchain.ts";
import { unwritableCache } from "./unwritable.ts";
import { versions } from "./versions.ts";

const githubPlugin: released.Plugin = { name: "github", version: versions.github };

/** Finds, downloads or builds the engine and the GitHub provider. */
export async function prepare(search: Search): Promise<Toolchain> {
  await makeCache(search.environment);
  try {
    return await assemble(search);
  } catch (error) {
    throw unwritableCache(error, cacheFolder(search.environment)) ?? error;
  }
}

async function assemble(search: Search): Promise<Toolchain> {
  const engine = await findPart(await wantedEngine(search), search);
  const pulumi = "path" in engine ? engine.path : undefined;
  const github = await findPart(await wantedGithubProvider(search, pulumi), search);
  if ("problems" in engine || "problems" in github) throw await notAvailable([engine, github]);
  await linkPlugin(pulumiHome(search.environment), githubPlugin, github.path, "real");
  return {
    pulumi: engine.path,
    env: toolchainEnv(engine.path, search.environment),
    origin: { engine: engine.origin, github: github.origin },
  };
}

async function wantedEngine({ environment, downloads, progress }: Search): Promise<Wanted> {
  return {
    title: "the Pulumi engine",
    within: "bin/pulumi",
    installed: () => installedEngine(environment),
    released: {
      artefact: released.releasedEngine,
      version: versions.releasedEngine,
      url: released.engineUrl,
      make: released.makeByEngineDownload(downloads, progress),
    },
    built: { artefact: await builtEngine(), version: versions.builtEngine },
  };
}

async function wantedGithubProvider({ environment, progress }: Search, pulumi: string | undefined): Promise<Wanted> {
  const withoutEngine: Make = () => Promise.reject(new Error("the engine, which does it, is missing"));
  return {
    title: `the GitHub provider ${versions.github}`,
    within: ".",
    installed: () => installedPlugin(githubPlugin, environment),
    released: {
      artefact: released.releasedPlugin(githubPlugin),
      version: versions.github,
      url: released.pluginUrl(githubPlugin),
      make:
        pulumi === undefined
          ? withoutEngine
          : released.makeByPluginDownload(githubPlugin, pulumi, environment, progress),
    },
    built: { artefact: await builtGithubProvider(), version: versions.github },
  };
}

async function makeCache(environment: Environment): Promise<void> {
  const cache = cacheFolder(environment);
  await mkdir(cache, { recursive: true }).catch((error: Error) => {
    throw new ToolchainError(
      `the cache folder ${cache} cannot be made (${error.message}): set AI_GOVERNANCE_CACHE to a folder that can be written`,
    );
  });
}

async function notAvailable(parts: readonly (Part | Missing)[]): Promise<ToolchainError> {
  const missing = parts.filter((part) => "problems" in part);
  const lines = [
    "Pulumi cannot be prepared on this machine. What was tried:",
    ...missing.flatMap(({ title, problems }) => [`  ${title}`, ...problems.map((problem) => `    ${problem}`)]),
    "One of these helps; then run the command again:",
    `  install pulumi ${versions.oldestEngine} or newer, and \`pulumi plugin install resource github ${versions.github}\``,
    "  allow downloads from get.pulumi.com",
    `  install Go ${await neededGo()} or newer, with a Go module proxy in reach`,
  ];
  return new ToolchainError(lines.join("\n"));
}
