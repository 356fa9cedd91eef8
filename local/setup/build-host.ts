import { join } from "node:path";
import { bundleFile } from "../bundle-file.ts";

const components = join(import.meta.dirname, "../../components");

/**
 * Bundles the provider of components and custom resources into `components/dist/host.cjs`, which the engine loads by
 * `components/PulumiPlugin.yaml`. gRPC, the SDK and protobuf stay external: the messages must come from one copy;
 * so do the SDKs that only components need, and load them when the first one is made.
 */
export function buildHost(): Promise<void> {
  const shared = ["@grpc/grpc-js", "@pulumi/pulumi", "google-protobuf", "@pulumi/aws", "@pulumi/github"];
  return bundleFile(join(components, "resources/main.ts"), join(components, "dist/host.cjs"), shared);
}
