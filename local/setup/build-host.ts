import { join } from "node:path";
import { bundleFile } from "../bundle-file.ts";

const components = join(import.meta.dirname, "../../components");

/**
 * Bundles the provider of the custom resources into `components/dist/host.cjs`, which the engine loads by
 * `components/PulumiPlugin.yaml`. gRPC, the SDK and protobuf stay external: the messages must come from one copy.
 */
export function buildHost(): Promise<void> {
  const shared = ["@grpc/grpc-js", "@pulumi/pulumi", "google-protobuf"];
  return bundleFile(join(components, "resources/main.ts"), join(components, "dist/host.cjs"), shared);
}
