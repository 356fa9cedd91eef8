import type { Declaration } from "../declaration/schema.ts";

/** The accounts of one tool, or of one automation. */
export interface Identity {
  readonly name: string;
  readonly logins: readonly string[];
  readonly appId?: number;
}

/** The accounts of AI tools, in every state: a disabled tool's app may still be installed. */
export function agentsOf(declaration: Declaration): Identity[] {
  return Object.entries(declaration.tools).map(([name, { identities }]) => identity(name, identities));
}

/** The accounts of bots and machine users that are not AI tools. */
export function automationOf(declaration: Declaration): Identity[] {
  return Object.entries(declaration.automation).map(([name, account]) => identity(name, account));
}

function identity(
  name: string,
  { logins, appId }: { logins: readonly string[]; appId?: number | undefined },
): Identity {
  return { name, logins, ...(appId !== undefined && { appId }) };
}
