import { join } from "node:path";
import writeFileAtomic from "write-file-atomic";
import { bundleFile } from "../bundle-file.ts";

/**
 * Bundles the stand-in for `pulumi-resource-aws` into one folder that the engine can use as the plugin `aws`: `index.cjs` and the
 * wrapper `pulumi-resource-aws`. It needs nothing but the Node.js that built it.
 *
 * @returns the folder, `local/aws/dist`.
 * @throws esbuild's error, which names file and line, when the source does not bundle.
 */
export async function buildAwsProvider(): Promise<string> {
  const folder = join(import.meta.dirname, "dist");
  await bundleFile(join(import.meta.dirname, "provider/main.ts"), join(folder, "index.cjs"));
  const wrapper = `#!/bin/sh\nexec "${process.execPath}" "$(dirname "$(readlink -f "$0")")/index.cjs" "$@"\n`;
  await writeFileAtomic(join(folder, "pulumi-resource-aws"), wrapper, { mode: 0o755 });
  return folder;
}
