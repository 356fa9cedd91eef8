/** A Pulumi resource provider in TypeScript: declare the resources, `serve` does the rest. */
export { sameMembers } from "./comparison.ts";
export { customResource, invoke, PartialFailure } from "./definition.ts";
export type { CustomResource, Failure, Invoke, Naming, Note, Operation, ProviderDefinition } from "./definition.ts";
export { serve, startProvider } from "./server.ts";
export type { RunningProvider } from "./server.ts";
export { isUnknown } from "./values.ts";
export { nearestTo } from "./nearest.ts";
