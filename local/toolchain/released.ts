import { mkdir, readdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { execa } from "execa";
import type { Artefact, Make } from "./entry.ts";
import type { Environment } from "./folders.ts";
import { longStep, type Progress } from "./progress.ts";
import { versions } from "./versions.ts";

/** A plugin by name and version, e.g. `github` and `6.15.0`. */
export interface Plugin {
  /** Default `resource`, a provider; a `language` host runs programs. */
  readonly kind?: "resource" | "language";
  readonly name: string;
  readonly version: string;
}

/** The network, as far as it is needed to get what Pulumi released. */
export interface Downloads {
  /** Undefined if the file can be downloaded from here, else why not. Answers within seconds. */
  problem(url: string): Promise<string | undefined>;
  /** Installs the released engine as `<root>/bin/pulumi`. */
  installEngine(root: string): Promise<void>;
}

const releases = "https://get.pulumi.com/releases";
const kindOfMachine = (arm: string, intel: string): string =>
  `${process.platform}-${process.arch === "arm64" ? arm : intel}`;
const asReleased = `released-${process.platform}-${process.arch}`;

export const engineUrl = `${releases}/sdk/pulumi-v${versions.releasedEngine}-${kindOfMachine("arm64", "x64")}.tar.gz`;
export const pluginUrl = ({ name, version }: Plugin): string =>
  `${releases}/plugins/pulumi-resource-${name}-v${version}-${kindOfMachine("arm64", "amd64")}.tar.gz`;

export const releasedEngine: Artefact = {
  title: "the released Pulumi CLI",
  entry: `engine-${versions.releasedEngine}-${asReleased}`,
};
export const releasedPlugin = ({ name, version }: Plugin): Artefact => ({
  title: `the released ${name} provider`,
  entry: `resource-${name}-${version}-${asReleased}`,
});

export function makeByEngineDownload(downloads: Downloads, progress: Progress): Make {
  const step = { doing: `downloading Pulumi ${versions.releasedEngine}`, usualMinutes: 1 };
  return (folder) => longStep(progress, step, () => downloads.installEngine(folder));
}

/** Lets `pulumi plugin install` fill a PULUMI_HOME of its own, and keeps the plugin's files of it. */
export function makeByPluginDownload(
  plugin: Plugin,
  pulumi: string,
  environment: Environment,
  progress: Progress,
): Make {
  const { name, version } = plugin;
  const step = { doing: `downloading the ${name} provider ${version}`, usualMinutes: 1 };
  const install = async (folder: string): Promise<void> => {
    const home = join(folder, ".home");
    await mkdir(home);
    await execa(pulumi, ["plugin", "install", "resource", name, version, "--non-interactive"], {
      env: { ...environment, PULUMI_HOME: home, PULUMI_SKIP_UPDATE_CHECK: "true" } as Record<string, string>,
      extendEnv: false,
      all: true,
      timeout: 600_000,
    });
    const files = join(home, "plugins", `resource-${name}-v${version}`);
    for (const file of await readdir(files)) await rename(join(files, file), join(folder, file));
    await rm(home, { recursive: true });
  };
  return (folder) => longStep(progress, step, () => install(folder));
}

/** The real network. */
export const internet: Downloads = {
  async problem(url) {
    try {
      const answer = await fetch(url, { method: "HEAD", signal: AbortSignal.timeout(4_000) });
      return answer.ok ? undefined : `${url} answers ${answer.status}`;
    } catch (error) {
      const cause = (error as Error).cause;
      return `${url} cannot be reached: ${cause instanceof Error ? cause.message : (error as Error).message}`;
    }
  },
  async installEngine(root) {
    // Loaded only here: the automation API takes a second to load.
    const { PulumiCommand } = await import("@pulumi/pulumi/automation/index.js");
    await PulumiCommand.install({ root });
  },
};
