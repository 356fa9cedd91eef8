/** The custom resources of `ai-governance`, as programs declare them. */
export * from "./app-installation-scope.ts";
export * from "./code-security-configuration.ts";
export * from "./copilot-coding-agent-policy.ts";
export * from "./provider.ts";
export * from "./repository-merge-settings.ts";
export * from "./repository-property-values.ts";
export * from "./reviewed-file.ts";
