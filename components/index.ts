export type { ExistingIdsArgs } from "./adoption.ts";
export { adopt } from "./adoption.ts";
export * from "./ai-tool.ts";
export * from "./audit-bucket.ts";
export * from "./governed-repository.ts";
export * from "./organization-guardrails.ts";
export * from "./resources/index.ts";
