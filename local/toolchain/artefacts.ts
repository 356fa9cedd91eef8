import { createHash } from "node:crypto";
import { globSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Artefact, Make } from "./entry.ts";
import { cacheFolder, type Environment } from "./folders.ts";
import { goBuild, type GoBuild, goSources } from "./go-build.ts";
import { longStep, type Progress } from "./progress.ts";
import { versions } from "./versions.ts";

/** An artefact that `go build` makes. */
export interface GoArtefact extends Artefact {
  readonly usualMinutes: number;
  readonly builds: readonly GoBuild[];
}

const linkerFlags = (variable: string, value: string): string => `-ldflags=-s -w -X ${variable}=${value}`;

/** `pulumi` and its Node.js language host in one folder: the engine warns on every call if they are apart. */
export async function builtEngine(): Promise<GoArtefact> {
  const args = [
    "-tags=osusergo,grpcnotrace", // those of Pulumi's own release build
    linkerFlags("github.com/pulumi/pulumi/sdk/v3/go/common/version.Version", `v${versions.builtEngine}`),
  ];
  return {
    title: "the Pulumi CLI",
    entry: `engine-${versions.builtEngine}-${await digestOf(["go.mod", "go.sum", "language-nodejs/*"], args)}`,
    usualMinutes: 8,
    builds: [
      { module: ".", args: [...args, "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi"], target: "bin/pulumi" },
      { module: ".", args: [...args, "./language-nodejs"], target: "bin/pulumi-language-nodejs" },
    ],
  };
}

export async function builtGithubProvider(): Promise<GoArtefact> {
  const args = [linkerFlags("main.version", versions.github), "."];
  return {
    title: "the GitHub provider",
    entry: `resource-github-${versions.github}-${await digestOf(["resource-github/*"], args)}`,
    usualMinutes: 4,
    builds: [{ module: "resource-github", args, target: "pulumi-resource-github" }],
  };
}

/** The host of YAML programs, for engines that were built or installed without it. */
export async function builtYamlHost(): Promise<GoArtefact> {
  const args = [
    linkerFlags("github.com/pulumi/pulumi-yaml/pkg/version.Version", `v${versions.yaml}`),
    "github.com/pulumi/pulumi-yaml/cmd/pulumi-language-yaml",
  ];
  return {
    title: "the YAML language host",
    entry: `language-yaml-${versions.yaml}-${await digestOf(["language-yaml/*"], args)}`,
    usualMinutes: 1,
    builds: [{ module: "language-yaml", args, target: "pulumi-language-yaml" }],
  };
}

export function makeByGo(artefact: GoArtefact, go: string, environment: Environment, progress: Progress): Make {
  const log = join(cacheFolder(environment), "logs", `${artefact.entry}.log`);
  const step = { doing: `building ${artefact.title} from Go modules`, usualMinutes: artefact.usualMinutes };
  return (folder) => longStep(progress, step, () => goBuild(go, artefact.builds, { folder, log, environment }));
}

/** Changes with every byte of the sources, with the flags and with the kind of machine. */
async function digestOf(patterns: readonly string[], args: readonly string[]): Promise<string> {
  const hash = createHash("sha256").update([process.platform, process.arch, ...args].join("\0"));
  for (const file of patterns.flatMap((pattern) => globSync(pattern, { cwd: goSources })).sort())
    hash.update(`\0${file}\0`).update(await readFile(join(goSources, file)));
  return hash.digest("hex").slice(0, 12);
}
