import { mkdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { build, type BuildOptions, type Plugin } from "esbuild";
import writeFileAtomic from "write-file-atomic";

/**
 * Bundles a source file with all it imports into one CommonJS file, the form that the engine's hosts load. Whoever reads the
 * target meanwhile sees the old file or the new one, whole.
 *
 * @param external packages that are not bundled, because the host must share its copy. Default: none.
 * @throws esbuild's error, which names file and line, when the source does not bundle.
 */
export function bundleFile(source: string, target: string, external: string[] = []): Promise<void> {
  return bundle(source, target, {
    target: "node22",
    format: "cjs",
    external,
    define: { "import.meta.dirname": "__dirname" },
    // The engine's hosts register ts-node, which would type-check the bundle wherever a tsconfig.json says checkJs.
    banner: { js: "// @ts-nocheck" },
  });
}

/**
 * Bundles a source file with all it imports into one ES module for Node 24, the form in which an action is started.
 *
 * @throws esbuild's error, which names file and line, when the source does not bundle.
 */
export function bundleModule(source: string, target: string): Promise<void> {
  // CommonJS packages in it ask for Node's own modules by `require`, which an ES module does not have.
  const js = 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);';
  // The other form of jsonc-parser asks for its own files in a way that no bundler can follow.
  const mainFields = ["module", "main"];
  return bundle(source, target, { target: "node24", format: "esm", mainFields, banner: { js } });
}

/** Zod's messages in fifty languages are a quarter of a pack, and English is the one that is spoken here. */
const englishOnly: Plugin = {
  name: "english-only",
  setup: ({ onLoad }) =>
    onLoad({ filter: /zod[\\/]v4[\\/]locales[\\/]index\.js$/ }, () => ({
      contents: 'export { default as en } from "./en.js";',
    })),
};

async function bundle(source: string, target: string, form: BuildOptions): Promise<void> {
  const { outputFiles } = await build({
    ...form,
    write: false,
    // It names source files in comments by their path from here: equal sources give an equal bundle, wherever it is made.
    absWorkingDir: join(import.meta.dirname, ".."),
    entryPoints: [source],
    outfile: target,
    bundle: true,
    platform: "node",
    plugins: [englishOnly],
    logLevel: "silent",
  });
  await mkdir(dirname(target), { recursive: true });
  for (const { path, contents } of outputFiles) await writeFileAtomic(path, Buffer.from(contents));
}
