import type { AppScopeArgs } from "pulumi-ai-governance";
import type { Declaration, LiveOrganization, Tool } from "../../governance/index.ts";

/** What the tool's app may reach, where the declaration says so and the app is installed. */
export function appScopeOf(
  { organization }: Declaration,
  tool: Tool,
  live: LiveOrganization,
): AppScopeArgs | undefined {
  const app = tool.identities.appId === undefined ? undefined : live.apps[tool.identities.appId];
  if (!tool.appScope || app === undefined) return undefined;
  return { organization: organization.login, app: app.slug, repositories: tool.repositories };
}

/** Ids of the repositories that exist. */
export function idsOf(names: readonly string[], live: LiveOrganization): number[] {
  return names.flatMap((name) => live.repositories[name]?.id ?? []);
}
