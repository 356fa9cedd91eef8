import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { build } from "esbuild";
import writeFileAtomic from "write-file-atomic";

/**
 * Bundles the stand-in for `pulumi-resource-aws` into one folder that the engine can use as the plugin `aws`: `index.cjs` and the
 * wrapper `pulumi-resource-aws`. It needs nothing but the Node.js that built it.
 *
 * @returns the folder, `local/aws/dist`.
 * @throws esbuild's error, which names file and line, when the source does not bundle.
 */
export async function buildAwsProvider(): Promise<string> {
  const folder = join(import.meta.dirname, "dist");
  await mkdir(folder, { recursive: true });
  const { outputFiles } = await build({
    entryPoints: [join(import.meta.dirname, "provider", "main.ts")],
    write: false,
    bundle: true,
    platform: "node",
    target: "node22",
    format: "cjs",
    logLevel: "silent",
  });
  // Another run may be copying the plugin at this moment: each file is there whole or as it was.
  await writeFileAtomic(join(folder, "index.cjs"), Buffer.from(outputFiles[0]?.contents ?? []));
  const wrapper = `#!/bin/sh\nexec "${process.execPath}" "$(dirname "$(readlink -f "$0")")/index.cjs" "$@"\n`;
  await writeFileAtomic(join(folder, "pulumi-resource-aws"), wrapper, { mode: 0o755 });
  return folder;
}
