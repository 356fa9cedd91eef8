import { execa } from "execa";

/** One `pulumi` command, ready to be started. */
export interface CommandLine {
  readonly file: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
}

/** How one `pulumi` command ended. */
export interface PulumiResult {
  readonly exitCode: number;
  /** Standard output and standard error as they came, without colours. */
  readonly output: string;
}

/**
 * Runs one command to its end; a failing one is an answer, not an error.
 * @param signal ends it early: politely at first, so that the engine can save its state, then by force
 */
export async function runPulumi({ file, args, cwd, env }: CommandLine, signal?: AbortSignal): Promise<PulumiResult> {
  const result = await execa(file, args, {
    cwd,
    env,
    all: true,
    reject: false,
    stdin: "ignore",
    cancelSignal: signal,
    killSignal: "SIGINT",
    forceKillAfterDelay: 10_000,
  });
  return { exitCode: result.exitCode ?? 1, output: result.all };
}
