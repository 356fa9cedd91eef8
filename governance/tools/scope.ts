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

/** The repositories that a tool's GitHub App may reach. */
export interface AppReach {
  readonly tool: string;
  /** Names of the app as in its address, in small letters: its login without "[bot]". */
  readonly slugs: readonly string[];
  /** Empty when the tool is stopped. */
  readonly repositories: readonly string[];
  /** Whether the organisation's stack sets them. */
  readonly appScope: boolean;
}

/** What each tool's app may reach. */
export function appReachesOf(declaration: Declaration, overlay: Overlay = {}): AppReach[] {
  const reached = repositoriesOf(declaration, overlay);
  return Object.entries(declaration.tools).map(([tool, { identities, appScope }]) => ({
    tool,
    slugs: identities.logins.flatMap((login) => /^(.+)\[bot\]$/.exec(login.toLowerCase())?.[1] ?? []),
    repositories: reached[tool] ?? [],
    appScope,
  }));
}

/** An organisation secret of a tool, and how many repositories may read it. */
export interface SecretReach {
  readonly tool: string;
  readonly secret: string;
  /** None when the tool is stopped. */
  readonly repositories: number;
}

/** What each tool's secrets may reach. */
export function secretReachesOf(declaration: Declaration, overlay: Overlay = {}): SecretReach[] {
  const reached = repositoriesOf(declaration, overlay);
  return Object.entries(declaration.tools).flatMap(([tool, { secrets }]) =>
    secrets.map((secret) => ({ tool, secret, repositories: new Set(reached[tool]).size })),
  );
}

/** Tool to the repositories that it works in now. */
function repositoriesOf(declaration: Declaration, overlay: Overlay): Record<string, readonly string[]> {
  const states = effectiveState(declaration, overlay);
  return Object.fromEntries(
    Object.entries(declaration.tools).map(([name, tool]) => [
      name,
      isStopped(states[name] ?? tool.state) ? [] : tool.repositories,
    ]),
  );
}

function toolsWhere(declaration: Declaration, overlay: Overlay, stopped: boolean): Tool[] {
  const states = effectiveState(declaration, overlay);
  return Object.entries(declaration.tools)
    .filter(([name, tool]) => isStopped(states[name] ?? tool.state) === stopped)
    .map(([, tool]) => tool);
}
