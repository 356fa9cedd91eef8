import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const components = fileURLToPath(new URL("../../components/", import.meta.url));

/**
 * Bundles the provider of the custom resources into `components/dist/host.cjs`, which the engine loads by
 * `components/PulumiPlugin.yaml`. gRPC, the SDK and protobuf stay external: the messages must come from one copy.
 *
 * @throws esbuild's error, which names file and line, when the source does not bundle.
 */
export async function buildHost(): Promise<void> {
  await build({
    entryPoints: [`${components}resources/main.ts`],
    outfile: `${components}dist/host.cjs`,
    bundle: true,
    platform: "node",
    target: "node22",
    format: "cjs",
    external: ["@grpc/grpc-js", "@pulumi/pulumi", "google-protobuf"],
    // The plugin host registers ts-node, which would type-check the bundle wherever a tsconfig.json says checkJs.
    banner: { js: "// @ts-nocheck" },
    logLevel: "silent",
  });
}
