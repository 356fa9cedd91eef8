/** Tells who somebody is, by the tables and by what an organisation declares. */
import { isAccountOf, isSameAccount } from "../../tools/agents.ts";
import { matchesPattern } from "../../fnmatch.ts";
import type { Signature } from "../commit.ts";
import { agentOf } from "../dialects/agent.ts";
import type { Known } from "../known.ts";
import { namesModel } from "../models.ts";
import { cleaned, slugOf } from "../text.ts";
import { agents } from "./agents.ts";
import { automation } from "./automation.ts";
import type { AgentIdentity } from "./identity.ts";

/** A tool, and the row that recognised it. */
export interface Named {
  readonly tool: string;
  readonly row: string;
}

export interface AgentParty extends Named {
  readonly kind: "agent";
  /** As written. */
  readonly agent: string;
  readonly model?: string;
  /** A person whose name stands beside the tool's. */
  readonly human?: string;
}

export type Party =
  | AgentParty
  | { readonly kind: "automation"; readonly name: string }
  | { readonly kind: "unknown-bot"; readonly login: string }
  | { readonly kind: "person"; readonly name: string }
  /** GitHub itself, which commits what people merge on its pages. */
  | { readonly kind: "nobody" };

/** Row of what only the declaration knows. */
const declared = "declared";
const rows: readonly AgentIdentity[] = agents;

export interface Recogniser {
  /** A name in a place where a tool is expected. */
  readonly tool: (name: string) => string;
  /** The tool by its name in the tables. */
  readonly declaredName: (tool: string) => string;
  readonly party: (signature: Signature) => Party;
  readonly account: (login: string) => Party;
  readonly branch: (name: string) => Named | undefined;
  readonly email: (email: string) => Named | undefined;
  readonly mark: (line: string) => Named | undefined;
}

const kept = new WeakMap<Known, Recogniser>();

/** The recogniser of an organisation; kept, because a thousand commits ask for the same. */
export function recogniserOf(known: Known): Recogniser {
  const made = kept.get(known) ?? recogniser(known);
  kept.set(known, made);
  return made;
}

function recogniser(known: Known): Recogniser {
  const names = new Map(rows.map((row) => [row.id, nameOf(row, known)]));
  const named = (row: AgentIdentity): Named => ({ tool: names.get(row.id) ?? row.tool, row: row.id });
  const account = (login: string, agent: string, rest: object = {}): Party => {
    const tool = known.tools.find((one) => isAccountOf(login, one));
    const row = rows.find(({ logins = [] }) => logins.some((one) => sameText(one, login)));
    if (tool !== undefined) return { kind: "agent", tool: tool.name, row: row?.id ?? declared, agent, ...rest };
    const bot = known.automation.find((one) => isAccountOf(login, one));
    if (bot !== undefined) return { kind: "automation", name: bot.name };
    if (row !== undefined) return { kind: "agent", ...named(row), agent, ...rest };
    const common = automation.find(({ logins }) => logins.some((one) => sameText(one, login)));
    if (common !== undefined) return { kind: "automation", name: common.name };
    return /\[bot\]$/i.test(login) ? { kind: "unknown-bot", login } : { kind: "person", name: agent };
  };
  const email = (address: string): Named | undefined => {
    const row = rows.find(({ emails = [] }) => emails.some((one) => sameText(one, address)));
    return row && named(row);
  };
  const tool = (name: string): string => {
    const slug = slugOf(name);
    const own = known.tools.find((one) => one.name === slug);
    if (own !== undefined) return own.name;
    const row = rowNamed(slug, namesOf) ?? rowBegun(slug);
    return row === undefined ? slug || "unnamed" : named(row).tool;
  };
  const party = ({ name, email: address }: Signature): Party => {
    if (sameText(address, "noreply@github.com")) return { kind: "nobody" };
    const shown = cleaned(name) || cleaned(address);
    const claim = agentOf(shown);
    const model = claim.model === undefined ? {} : { model: claim.model };
    const row = email(address);
    if (row !== undefined) return { kind: "agent", ...row, agent: claim.agent ?? shown, ...model };
    const login = loginOf(address) ?? (/\[bot\]$/i.test(shown) ? shown : undefined);
    const by = login === undefined ? undefined : account(cleaned(login), shown, model);
    if (by !== undefined && by.kind !== "person") return by;
    const suffixed = rows.find(({ suffix }) => suffix !== undefined && shown.toLowerCase().endsWith(` ${suffix}`));
    if (suffixed?.suffix !== undefined)
      return {
        kind: "agent",
        ...named(suffixed),
        agent: shown,
        human: shown.slice(0, -suffixed.suffix.length - 1).trim(),
      };
    const slug = slugOf(claim.agent ?? shown);
    const withModel = namesModel(claim.model ?? "");
    const toolRow = rowNamed(slug, withModel ? namesOf : [sureNames]) ?? (withModel ? rowBegun(slug) : undefined);
    if (toolRow !== undefined) return { kind: "agent", ...named(toolRow), agent: claim.agent ?? shown, ...model };
    return { kind: "person", name: shown };
  };
  return {
    tool,
    declaredName: (name) => {
      const row = rows.find((one) => one.tool === name);
      return row === undefined ? name : named(row).tool;
    },
    party,
    account: (login) => account(login, cleaned(login)),
    email,
    branch: (name) => {
      const row = rows.find(({ branches = [] }) => branches.some((one) => name.startsWith(one)));
      const own = known.tools.find(({ branches }) => branches.some((one) => matchesPattern(one, name)));
      return own === undefined ? row && named(row) : { tool: own.name, row: row?.id ?? declared };
    },
    mark: (line) => {
      const text = line.toLowerCase();
      const row = rows.find(({ marks = [] }) => marks.some((one) => text.includes(one)));
      return row && named(row);
    },
  };
}

/**
 * The declared name of a row: of the tool that has one of its accounts, else of the tool that is called as the table calls it, else of the
 * one that has an account of another row of the same tool, or another of its names.
 */
function nameOf(row: AgentIdentity, { tools }: Known): string {
  const having = (one: AgentIdentity): string | undefined =>
    tools.find(
      ({ logins, appId }) =>
        (appId !== undefined && appId === one.appId) ||
        logins.some((login) => one.logins?.some((other) => isSameAccount(login, other))),
    )?.name;
  const surfaces = rows.filter(({ tool }) => tool === row.tool);
  const names = surfaces.flatMap((one) => [...(one.names ?? []), ...(one.givenNames ?? [])]);
  return (
    having(row) ??
    tools.find(({ name }) => name === row.tool)?.name ??
    surfaces.map(having).find((name) => name !== undefined) ??
    tools.find(({ name }) => names.includes(name))?.name ??
    row.tool
  );
}

type NamesOf = (row: AgentIdentity) => readonly string[];
const sureNames: NamesOf = ({ names = [] }) => names;
const namesOf: readonly NamesOf[] = [sureNames, ({ givenNames = [] }) => givenNames];

function rowNamed(slug: string, lists: readonly NamesOf[]): AgentIdentity | undefined {
  return rows.find((row) => lists.some((list) => list(row).includes(slug)));
}

/** The row whose name this begins with, e.g. `claude-code-web`: of several, that of the longest name. */
function rowBegun(slug: string): AgentIdentity | undefined {
  let found: { row: AgentIdentity; length: number } | undefined;
  for (const row of rows)
    for (const name of namesOf.flatMap((list) => list(row)))
      if (slug.startsWith(`${name}-`) && name.length > (found?.length ?? 0)) found = { row, length: name.length };
  return found?.row;
}

/** The login in an address that GitHub gives to those who hide theirs; the number before it does not tell who it is. */
function loginOf(email: string): string | undefined {
  const at = email.lastIndexOf("@");
  if (
    !email
      .slice(at + 1)
      .toLowerCase()
      .startsWith("users.noreply.")
  )
    return undefined;
  return email.slice(0, at).replace(/^\d+\+/, "");
}

function sameText(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
