/** Runs policies in process, as the engine would: published as `ai-governance/testing`. */
export { runPack, runPolicy, type PackOptions, type RunOptions } from "./run.ts";
export { resource, type ProviderArgs, type ResourceArgs, type TestResource } from "./resource.ts";
export { secret, unknown, type Secret } from "./values.ts";
export type { Finding, PolicyResult, Verdict } from "./result.ts";
