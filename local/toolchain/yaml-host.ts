import { builtYamlHost, makeByGo } from "./artefacts.ts";
import { ensureEntry, intactEntry } from "./entry.ts";
import { ToolchainError } from "./error.ts";
import { cacheFolder, type Environment, pathOutsideCache } from "./folders.ts";
import { findGo } from "./go-build.ts";
import { hasLanguageHost } from "./installed.ts";
import { linkPlugin } from "./plugins.ts";
import type { Progress } from "./progress.ts";
import { versions } from "./versions.ts";

/**
 * Puts a YAML language host into the PULUMI_HOME of an engine that has none. Among the plugins, not on the PATH: there the
 * engine would warn on each line that the host is not its own.
 */
export async function linkYamlHost(
  engine: { readonly pulumi: string; readonly home: string },
  { progress, environment }: { readonly progress: Progress; readonly environment: Environment },
): Promise<void> {
  if (await hasLanguageHost(engine.pulumi, "yaml", { ...environment, PATH: pathOutsideCache(environment) })) return;
  const plugin = { kind: "language", name: "yaml", version: versions.yaml } as const;
  await linkPlugin(engine.home, plugin, await builtHost(progress, environment), "real");
}

async function builtHost(progress: Progress, environment: Environment): Promise<string> {
  const artefact = await builtYamlHost();
  const kept = await intactEntry(cacheFolder(environment), artefact);
  if (kept !== undefined) return kept;
  const found = await findGo(environment);
  if ("problem" in found) {
    throw new ToolchainError(
      `YAML programs cannot be run on this machine: no pulumi-language-yaml beside \`pulumi\` or on the PATH, and ${found.problem} to build it`,
    );
  }
  return ensureEntry(cacheFolder(environment), artefact, makeByGo(artefact, found.go, environment, progress), progress);
}
