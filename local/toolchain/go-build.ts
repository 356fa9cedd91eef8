import { cp, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { execa } from "execa";
import { ToolchainError } from "./error.ts";
import { ask, findOnPath } from "./executable.ts";
import type { Environment } from "./folders.ts";
import { isAtLeast, versionIn } from "./versions.ts";

/** Go modules of this project: the engine's in the folder itself, the GitHub provider's below. */
export const goSources = join(import.meta.dirname, "go");

/** Go as found, or why it cannot be used. */
export type FoundGo = { readonly go: string; readonly version: string } | { readonly problem: string };

/** The Go version that our modules demand. */
export async function neededGo(): Promise<string> {
  const goMod = await readFile(join(goSources, "go.mod"), "utf8");
  const needed = /^go (\S+)$/m.exec(goMod)?.[1];
  if (needed === undefined) throw new Error(`${goSources}/go.mod has no line "go <version>"`);
  return needed;
}

/** Looks for Go. It is asked inside of the module, where it may switch to a newer toolchain by itself (GOTOOLCHAIN). */
export async function findGo(environment: Environment): Promise<FoundGo> {
  const needed = await neededGo();
  const go = await findOnPath("go", environment);
  if (go === undefined) return { problem: `no \`go\` on the PATH; version ${needed} or newer is needed` };
  const inside = await ask(go, ["version"], environment, goSources);
  const version = inside.ok ? versionIn(inside.output) : undefined;
  if (version !== undefined && isAtLeast(version, needed)) return { go, version };
  const own = versionIn((await ask(go, ["version"], { ...environment, GOTOOLCHAIN: "local" })).output);
  const found = own === undefined ? `${go} does not run: ${inside.output}` : `Go ${own} at ${go} is too old`;
  return { problem: `${found}; version ${needed} or newer is needed` };
}

export interface GoBuild {
  /** Folder of the module, relative to `go/`. */
  readonly module: string;
  /** Arguments after `go build -o <target>`. */
  readonly args: readonly string[];
  /** File name of the result. */
  readonly target: string;
}

/**
 * Runs `go build` for each in turn, on a copy of the sources, so that neither a go.work around this checkout nor Go itself
 * (which may write to go.sum) gets in the way.
 *
 * @throws ToolchainError with the last lines of the output; the whole is in `log`.
 */
export async function goBuild(
  go: string,
  builds: readonly GoBuild[],
  place: { readonly folder: string; readonly log: string; readonly environment: Environment },
): Promise<void> {
  const sources = join(place.folder, ".sources");
  await cp(goSources, sources, { recursive: true });
  await mkdir(dirname(place.log), { recursive: true });
  await writeFile(place.log, "");
  for (const { module, args, target } of builds) {
    const result = await execa(go, ["build", "-o", join(place.folder, target), ...args], {
      cwd: join(sources, module),
      env: { ...place.environment, GOWORK: "off" } as Record<string, string>,
      extendEnv: false,
      reject: false,
      stdin: "ignore",
      stdout: { file: place.log, append: true },
      stderr: { file: place.log, append: true },
    });
    if (result.failed) throw await buildError(target, place.log);
  }
  await rm(sources, { recursive: true });
}

async function buildError(target: string, log: string): Promise<ToolchainError> {
  const lines = (await readFile(log, "utf8")).trimEnd().split("\n");
  const tail = lines.slice(-12).map((line) => `    ${line}`);
  return new ToolchainError(
    [
      `go build of ${basename(target)} failed. The last lines of its output:`,
      ...tail,
      `The whole output is in ${log}`,
      "If modules cannot be downloaded, point GOPROXY to a module proxy in reach; or install Pulumi instead.",
    ].join("\n"),
  );
}
