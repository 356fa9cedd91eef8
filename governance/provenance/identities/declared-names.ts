import { isSameAccount } from "../../tools/agents.ts";
import type { Known, KnownTool } from "../known.ts";
import { agents } from "./agents.ts";
import type { AgentIdentity } from "./identity.ts";

/**
 * What a declaration calls the tool of each row: the name of the tool that has one of the row's accounts, else of the one that is called
 * as the table calls it, else of the one that has an account of another row of the same tool, or another of its names.
 */
export function declaredNames({ tools }: Known): (row: AgentIdentity) => string {
  const made = new Map(agents.map((row) => [row.id, nameOf(row, tools)]));
  return (row) => made.get(row.id) ?? row.tool;
}

function nameOf(row: AgentIdentity, tools: readonly KnownTool[]): string {
  const surfaces = agents.filter(({ tool }) => tool === row.tool);
  const names = surfaces.flatMap((one) => [...(one.names ?? []), ...(one.givenNames ?? [])]);
  const owner = (one: AgentIdentity): string | undefined => tools.find((tool) => hasAccountOf(tool, one))?.name;
  return (
    owner(row) ??
    tools.find(({ name }) => name === row.tool)?.name ??
    surfaces.map(owner).find((name) => name !== undefined) ??
    tools.find(({ name }) => names.includes(name))?.name ??
    row.tool
  );
}

function hasAccountOf({ logins, appId }: KnownTool, row: AgentIdentity): boolean {
  if (appId !== undefined && appId === row.appId) return true;
  return logins.some((login) => row.logins?.some((other) => isSameAccount(login, other)));
}
