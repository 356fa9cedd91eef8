import type { Declaration, Tool } from "../declaration/schema.ts";
import { effectiveState, isStopped, type Overlay } from "./states.ts";

/** Blocking entries for the organisation's Actions allow-list: `!owner/action@*` for each action of a stopped tool, sorted. */
export function blockedActions(declaration: Declaration, overlay: Overlay = {}): string[] {
  const actions = toolsWhere(declaration, overlay, true).flatMap((tool) => tool.actions);
  return [...new Set(actions)].sort().map((action) => `!${action}@*`);
}

/**
 * Repositories in which the Copilot coding agent is switched on, sorted; empty when the tool is stopped.
 * `undefined` when no tool of the declaration has `copilotPolicy`: the setting is then not governed.
 */
export function copilotRepositories(declaration: Declaration, overlay: Overlay = {}): string[] | undefined {
  if (!Object.values(declaration.tools).some((tool) => tool.copilotPolicy)) return undefined;
  const tools = toolsWhere(declaration, overlay, false).filter((tool) => tool.copilotPolicy);
  return [...new Set(tools.flatMap((tool) => tool.repositories))].sort();
}

function toolsWhere(declaration: Declaration, overlay: Overlay, stopped: boolean): Tool[] {
  const states = effectiveState(declaration, overlay);
  return Object.entries(declaration.tools)
    .filter(([name, tool]) => isStopped(states[name] ?? tool.state) === stopped)
    .map(([, tool]) => tool);
}
