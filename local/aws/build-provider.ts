import { chmod, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { build } from "esbuild";

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
  await build({
    entryPoints: [join(import.meta.dirname, "provider", "main.ts")],
    outfile: join(folder, "index.cjs"),
    bundle: true,
    platform: "node",
    target: "node22",
    format: "cjs",
    logLevel: "silent",
  });
  const wrapper = join(folder, "pulumi-resource-aws");
  await writeFile(wrapper, `#!/bin/sh\nexec "${process.execPath}" "$(dirname "$0")/index.cjs" "$@"\n`);
  await chmod(wrapper, 0o755);
  return folder;
}
