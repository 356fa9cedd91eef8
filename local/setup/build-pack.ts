import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { build } from "esbuild";
import writeFileAtomic from "write-file-atomic";

const pack = join(import.meta.dirname, "../../policypack");

/**
 * Bundles the policy pack into `policypack/dist/index.cjs`, the file that the engine loads. The Pulumi SDKs stay external: the
 * engine's host brings the copy that the pack must share. A preview that runs meanwhile sees the old file or the new one.
 *
 * @throws esbuild's error, which names file and line, when the source does not bundle.
 */
export async function buildPack(): Promise<void> {
  const { outputFiles } = await build({
    entryPoints: [join(pack, "pack.ts")],
    outfile: join(pack, "dist/index.cjs"),
    bundle: true,
    platform: "node",
    target: "node22",
    format: "cjs",
    external: ["@pulumi/policy", "@pulumi/pulumi"],
    // The host registers ts-node, which would type-check the bundle wherever a tsconfig.json says checkJs.
    banner: { js: "// @ts-nocheck" },
    logLevel: "silent",
    write: false,
  });
  await mkdir(join(pack, "dist"), { recursive: true });
  for (const { path, contents } of outputFiles) await writeFileAtomic(path, Buffer.from(contents));
}
