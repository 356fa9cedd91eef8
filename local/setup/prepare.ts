import { buildAwsProvider, prepareMoto } from "../aws/index.ts";
import {
  installPlugin,
  installReleasedPlugin,
  prepareToolchain,
  versions,
  type Toolchain,
} from "../toolchain/index.ts";
import { buildGate } from "./build-gate.ts";
import { buildHost } from "./build-host.ts";
import { buildPack } from "./build-pack.ts";

/** Everything local mode needs, made or found: the engine with its plugins, our plugin, the policy pack, the AWS server. */
export async function prepare(progress: (line: string) => void): Promise<Toolchain> {
  const toolchain = await prepareToolchain(progress);
  await Promise.all([prepareMoto(progress), buildGate(), buildHost(), buildPack()]);
  // The stand-in is for machines that cannot have the released plugin.
  if (await installReleasedPlugin(toolchain, "aws", versions.aws, progress)) return toolchain;
  return installPlugin(toolchain, "aws", versions.aws, await buildAwsProvider(), progress);
}
