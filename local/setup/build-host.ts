import { mkdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import writeFileAtomic from "write-file-atomic";

const components = fileURLToPath(new URL("../../components/", import.meta.url));

/**
 * Bundles the provider of the custom resources into `components/dist/host.cjs`, which the engine loads by
 * `components/PulumiPlugin.yaml`. gRPC, the SDK and protobuf stay external: the messages must come from one copy.
 *
 * @throws esbuild's error, which names file and line, when the source does not bundle.
 */
export async function buildHost(): Promise<void> {
  const { outputFiles } = await build({
    entryPoints: [`${components}resources/main.ts`],
    write: false,
    bundle: true,
    platform: "node",
    target: "node22",
    format: "cjs",
    external: ["@grpc/grpc-js", "@pulumi/pulumi", "google-protobuf"],
    // The plugin host registers ts-node, which would type-check the bundle wherever a tsconfig.json says checkJs.
    banner: { js: "// @ts-nocheck" },
    logLevel: "silent",
  });
  // An engine may be starting the plugin at this moment: the file is there whole or as it was.
  await mkdir(`${components}dist`, { recursive: true });
  await writeFileAtomic(`${components}dist/host.cjs`, Buffer.from(outputFiles[0]?.contents ?? []));
}
