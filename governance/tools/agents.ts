import type { Declaration } from "../declaration/schema.ts";
import type { Certainty } from "../policy/property.ts";

/** The accounts of one tool, or of one automation. */
export interface Identity {
  readonly name: string;
  readonly logins: readonly string[];
  readonly appId?: number;
}

/** Whether an account is one of these. */
export function isAccountOf(account: string, { logins }: Identity): boolean {
  return logins.some((login) => isSameAccount(login, account));
}

/** Whether two names are of one account: GitHub compares them without case, and an app goes by its name with or without suffix. */
export function isSameAccount(one: string, other: string): boolean {
  return slugOf(one).toLowerCase() === slugOf(other).toLowerCase();
}

/** GitHub writes users as `/login`, apps by slug, which is the login without its suffix. */
export function slugOf(login: string): string {
  return login.replace(/^\//, "").replace(/\[bot\]$/i, "");
}

/** Whether an account's commits pass where signatures are required, by what the declaration says of them. */
export function passesSignatures(signedCommits: boolean | undefined): Certainty {
  return signedCommits === undefined ? "unknown" : signedCommits ? "yes" : "no";
}

/** The accounts of AI tools, in every state: a disabled tool's app may still be installed. */
export function agentsOf(declaration: Declaration): Identity[] {
  return Object.entries(declaration.tools).map(([name, { identities }]) => identity(name, identities));
}

/** The accounts of bots and machine users that are not AI tools. */
export function automationOf(declaration: Declaration): Identity[] {
  return Object.entries(declaration.automation).map(([name, account]) => identity(name, account));
}

/** Ids of the apps of declared automation. */
export function automationAppIdsOf(declaration: Declaration): number[] {
  return automationOf(declaration).flatMap(({ appId }) => appId ?? []);
}

function identity(
  name: string,
  { logins, appId }: { logins: readonly string[]; appId?: number | undefined },
): Identity {
  return { name, logins, ...(appId !== undefined && { appId }) };
}
