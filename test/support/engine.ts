import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startEnvironment, type EnvironmentArgs, type LocalEnvironment } from "../../local/environment/index.ts";
import type { PulumiResult } from "../../local/environment/pulumi.ts";
import { prepare } from "../../local/setup/prepare.ts";

/** Local servers and the real engine in a folder of their own. The caller closes it, which also removes the folder. */
export async function startEngine(args: Partial<EnvironmentArgs> = {}): Promise<LocalEnvironment> {
  const toolchain = await prepare((line) => console.log(line));
  const folder = await mkdtemp(join(tmpdir(), "ai-governance-test-"));
  const environment = await startEnvironment({ toolchain, folder, ...args });
  const close = async () => {
    await environment.close();
    await rm(folder, { recursive: true, force: true });
  };
  return { ...environment, close };
}

/** The output of a command that must have ended well. */
export function succeeded({ exitCode, output }: PulumiResult): string {
  assert.equal(exitCode, 0, output);
  return output;
}
