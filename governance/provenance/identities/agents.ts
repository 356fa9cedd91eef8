/** The AI tools that are recognised without being declared, and ways to find them. */
import { slugOf } from "../text.ts";
import { commonAgents } from "./common-agents.ts";
import type { AgentIdentity } from "./identity.ts";
import { otherAgents } from "./other-agents.ts";

export const agents: readonly AgentIdentity[] = [...commonAgents, ...otherAgents];

type Field = "names" | "givenNames" | "logins" | "emails";

function byField(...fields: Field[]): Map<string, AgentIdentity> {
  return new Map(
    agents.flatMap((row) =>
      fields.flatMap((field) => (row[field] ?? []).map((value) => [value.toLowerCase(), row] as const)),
    ),
  );
}

const byLogin = byField("logins");
const byEmail = byField("emails");
const byOwnName = byField("names");
const byName = byField("givenNames", "names");
const names = [...byName.keys()].sort((one, other) => other.length - one.length);

export function agentOfLogin(login: string): AgentIdentity | undefined {
  return byLogin.get(login.toLowerCase());
}

export function agentOfEmail(email: string): AgentIdentity | undefined {
  return byEmail.get(email.toLowerCase());
}

/** By a name that no person has. */
export function agentOfOwnName(name: string): AgentIdentity | undefined {
  return byOwnName.get(slugOf(name));
}

/** By a name that people may have as well. */
export function agentOfGivenName(name: string): AgentIdentity | undefined {
  return byName.get(slugOf(name));
}

/** By a name in a place where a tool is expected: its own, or one that begins with it, as `claude-code-web` does; of several, the longest. */
export function agentOfName(name: string): AgentIdentity | undefined {
  const slug = slugOf(name);
  const known = byName.has(slug) ? slug : names.find((one) => slug.startsWith(`${one}-`));
  return known === undefined ? undefined : byName.get(known);
}

export function agentOfBranch(branch: string): AgentIdentity | undefined {
  const name = branch.toLowerCase();
  return agents.find(({ branches = [] }) => branches.some((start) => name.startsWith(start)));
}

const suffixed = agents.filter(({ suffix }) => suffix !== undefined);

/** By what it writes after an author's name; with the name before it. */
export function agentOfSuffix(name: string): { readonly row: AgentIdentity; readonly human: string } | undefined {
  const row = suffixed.find(({ suffix }) => suffix !== undefined && name.toLowerCase().endsWith(` ${suffix}`));
  return row?.suffix === undefined ? undefined : { row, human: name.slice(0, -row.suffix.length).trim() };
}

const marks = agents.flatMap((row) => (row.marks ?? []).map((mark) => [mark, row] as const));
const links = agents.flatMap((row) => (row.links ?? []).map((link) => [link, row] as const));

/** By a line that it writes; with the session that a link in it leads to. */
export function agentOfLine(line: string): { readonly row: AgentIdentity; readonly session?: string } | undefined {
  for (const [link, row] of line.includes("://") ? links : []) {
    const at = line.indexOf(link);
    if (at >= 0) return { row, session: linkAt(line, at) };
  }
  const cut = line.slice(0, 80);
  const start = (/^[a-z<]/i.test(cut) ? cut : cut.replace(/^[^\p{L}<]+/u, "")).toLowerCase();
  const row = marks.find(([mark]) => start.startsWith(mark))?.[1];
  return row && { row };
}

/** By how the first line of a message, or a title, begins. */
export function agentOfSubject(line: string): AgentIdentity | undefined {
  return agents.find(({ subject }) => subject !== undefined && line.startsWith(subject));
}

/** Without the full stop or bracket that follows it in a text. */
function linkAt(line: string, at: number): string {
  const [link = ""] = /^[\w:/.?=-]*/.exec(line.slice(at, at + 200)) ?? [];
  return link.replace(/[.:?/-]+$/, "");
}
