import { constants } from "node:fs";
import { access, realpath, stat } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { execa } from "execa";
import type { Environment } from "./folders.ts";

/** Absolute path of a program on the PATH of this environment, as a shell would find it. */
export async function findOnPath(name: string, environment: Environment): Promise<string | undefined> {
  for (const folder of (environment["PATH"] ?? "").split(delimiter)) {
    if (folder !== "" && (await isExecutable(join(folder, name)))) return join(folder, name);
  }
  return undefined;
}

export async function isExecutable(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK);
    return (await stat(path)).isFile();
  } catch {
    return false;
  }
}

/** The path without symbolic links, or undefined if nothing is there. */
export const realPath = (path: string): Promise<string | undefined> => realpath(path).catch(() => undefined);

export interface Outcome {
  readonly ok: boolean;
  /** Standard output and error, in the order of writing, without the last line break. */
  readonly output: string;
}

/** Runs a program that answers at once; after ten seconds it is killed and counts as failed. */
export async function ask(
  program: string,
  args: readonly string[],
  environment: Environment,
  folder?: string,
): Promise<Outcome> {
  const result = await execa(program, args, {
    env: environment as Record<string, string>,
    extendEnv: false,
    ...(folder === undefined ? {} : { cwd: folder }),
    all: true,
    reject: false,
    stdin: "ignore",
    timeout: 10_000,
  });
  return { ok: !result.failed, output: result.all || (result.failed ? (result.shortMessage ?? "") : "") };
}
