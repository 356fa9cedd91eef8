import type { PulumiResult } from "../environment/pulumi.ts";

/** The output of a command that must have ended well: what failed has no cost worth comparing. */
export function succeeded(command: string, { exitCode, output }: PulumiResult): string {
  if (exitCode !== 0) throw new Error(`pulumi ${command} failed:\n${output}`);
  return output;
}
