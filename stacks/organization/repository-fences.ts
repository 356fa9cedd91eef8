import { RepositoryFence } from "pulumi-ai-governance";
import {
  isAvailable,
  placementsOf,
  type Declaration,
  type LiveOrganization,
  type ToolState,
} from "../../governance/index.ts";

/** Where the plan has no organisation rulesets: the fences in each listed repository that can have them. */
export function fenceRepositories(
  declaration: Declaration,
  live: LiveOrganization,
  states: Readonly<Record<string, ToolState>>,
): void {
  const { plan } = declaration.organization;
  for (const [repository, { tools: admitted }] of Object.entries(placementsOf(declaration))) {
    // A repository that somebody renamed stays fenced.
    const name = live.renamed[repository]?.split("/")[1] ?? repository;
    const found = live.repositories[name];
    if (!found || found.archived || !isAvailable("repository-rulesets", plan, found.visibility)) continue;
    const tools = Object.entries(declaration.tools).map(([name, tool]) => [
      name,
      {
        state: states[name] ?? tool.state,
        branches: tool.identities.branches,
        admitted: admitted.includes(name),
      },
    ]);
    new RepositoryFence(repository, { repository: name, tools: Object.fromEntries(tools) });
  }
}
