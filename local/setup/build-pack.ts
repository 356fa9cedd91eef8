import { join } from "node:path";
import { bundleFile } from "../bundle-file.ts";

const pack = join(import.meta.dirname, "../../policypack");

/**
 * Bundles the policy pack into `policypack/dist/index.cjs`, the file that the engine loads. The Pulumi SDKs stay external: the
 * engine's host brings the copy that the pack must share.
 */
export function buildPack(): Promise<void> {
  return bundleFile(join(pack, "pack.ts"), join(pack, "dist/index.cjs"), ["@pulumi/policy", "@pulumi/pulumi"]);
}
