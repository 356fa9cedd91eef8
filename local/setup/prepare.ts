import { buildAwsProvider, prepareMoto } from "../aws/index.ts";
import { hasReleasedPlugin, installPlugin, prepareToolchain, type Toolchain } from "../toolchain/index.ts";
import { buildHost } from "./build-host.ts";
import { buildPack } from "./build-pack.ts";

const awsVersion = "7.48.0";

/** Everything local mode needs, made or found: the engine with its plugins, our plugin, the policy pack, the AWS server. */
export async function prepare(progress: (line: string) => void): Promise<Toolchain> {
  const toolchain = await prepareToolchain(progress);
  await Promise.all([prepareMoto(progress), buildHost(), buildPack()]);
  if (!(await hasReleasedPlugin(toolchain, "aws", awsVersion))) {
    await installPlugin(toolchain, "aws", awsVersion, await buildAwsProvider());
  }
  return toolchain;
}
