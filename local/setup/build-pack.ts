import { join } from "node:path";
import { bundleFile } from "../bundle-file.ts";

const pack = join(import.meta.dirname, "../../policypack");

/** The packs by the file that the engine loads. */
const entries = { index: "pack.ts", strict: "strict/pack.ts", built: "built/pack.ts" };

/**
 * Bundles the policy packs into `policypack/dist`: the two that are configured by `--policy-pack-config`, and the one that
 * `ai-governance pack build` copies beside an organisation's facts. The Pulumi SDKs stay external: the engine's host brings the
 * copy that a pack must share.
 */
export async function buildPack(): Promise<void> {
  const external = ["@pulumi/policy", "@pulumi/pulumi"];
  await Promise.all(
    Object.entries(entries).map(([name, source]) =>
      bundleFile(join(pack, source), join(pack, `dist/${name}.cjs`), external),
    ),
  );
}
