import { mkdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { build } from "esbuild";
import writeFileAtomic from "write-file-atomic";

/**
 * Bundles a source file with all it imports into one CommonJS file, the form that the engine's hosts load. Whoever reads the
 * target meanwhile sees the old file or the new one, whole.
 *
 * @param external packages that are not bundled, because the host must share its copy. Default: none.
 * @throws esbuild's error, which names file and line, when the source does not bundle.
 */
export async function bundleFile(source: string, target: string, external: string[] = []): Promise<void> {
  const { outputFiles } = await build({
    // It names source files in comments by their path from here: equal sources give an equal bundle, wherever it is made.
    absWorkingDir: join(import.meta.dirname, ".."),
    entryPoints: [source],
    outfile: target,
    write: false,
    bundle: true,
    platform: "node",
    target: "node22",
    format: "cjs",
    external,
    define: { "import.meta.dirname": "__dirname" },
    // The engine's hosts register ts-node, which would type-check the bundle wherever a tsconfig.json says checkJs.
    banner: { js: "// @ts-nocheck" },
    logLevel: "silent",
  });
  await mkdir(dirname(target), { recursive: true });
  for (const { path, contents } of outputFiles) await writeFileAtomic(path, Buffer.from(contents));
}
