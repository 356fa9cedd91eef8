import { runCli } from "../../cli/run-cli.ts";

export interface Ended {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs one command line; `input` is what is piped in, `undefined` a person at the keyboard. */
export async function aiGovernance(words: readonly string[], input?: string): Promise<Ended> {
  const printed = { stdout: "", stderr: "" };
  const exitCode = await runCli(words, {
    input: async () => input,
    out: (text) => (printed.stdout += text),
    err: (text) => (printed.stderr += text),
  });
  return { exitCode, ...printed };
}
