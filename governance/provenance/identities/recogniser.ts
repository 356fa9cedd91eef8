/** Tells who somebody is, by the tables and by what an organisation declares. */
import { matchesPattern } from "../../fnmatch.ts";
import { isAccountOf } from "../../tools/agents.ts";
import type { Signature } from "../commit.ts";
import { agentOf } from "../dialects/agent.ts";
import type { Claim } from "../dialects/dialect.ts";
import type { Provenance } from "../evidence.ts";
import type { Findings } from "../findings.ts";
import type { Known } from "../known.ts";
import { Memo } from "../memo.ts";
import { namesModel } from "../models.ts";
import { cleaned, slugOf } from "../text.ts";
import {
  agentOfBranch,
  agentOfEmail,
  agentOfGivenName,
  agentOfLine,
  agentOfLogin,
  agentOfName,
  agentOfOwnName,
  agentOfSubject,
  agentOfSuffix,
} from "./agents.ts";
import { automationOfLogin } from "./automation.ts";
import { declaredNames } from "./declared-names.ts";
import type { AgentIdentity } from "./identity.ts";
import type { Named, Party } from "./party.ts";

/** Row of what only the declaration knows. */
const declared = "declared";
/** Row of a co-author who is called as a model is. */
const modelName = "model-name";
/** Address of GitHub itself, which signs what is made on its pages or by its API. */
export const githubAddress = "noreply@github.com";

export class Recogniser {
  readonly #known: Known;
  readonly #nameOf: (row: AgentIdentity) => string;
  readonly #parties = new Memo<Party>();
  /** What is found by this recogniser alone; kept by those who find it. */
  readonly trailers = new Memo<readonly Findings[]>();
  readonly authors = new Memo<Provenance>();

  constructor(known: Known) {
    this.#known = known;
    this.#nameOf = declaredNames(known);
  }

  /** The tool of a name that stands where a tool is expected; never none. */
  tool(name: string): string {
    const slug = slugOf(name);
    if (this.#known.tools.some((tool) => tool.name === slug)) return slug;
    const row = agentOfName(name);
    if (row !== undefined) return this.#nameOf(row);
    const unversioned = namesModel(name) ? slug : slug.replace(/-v?\d+(\.\d+)+$/, "");
    return unversioned === "" ? "unnamed" : unversioned;
  }

  email(address: string): Named | undefined {
    return this.#named(agentOfEmail(address));
  }

  branch(name: string): Named | undefined {
    const row = agentOfBranch(name);
    const isIn = (pattern: string): boolean => matchesPattern(pattern.toLowerCase(), name.toLowerCase());
    const own = this.#known.tools.find(({ branches }) => branches.some(isIn));
    return own === undefined ? this.#named(row) : { tool: own.name, row: row?.id ?? declared };
  }

  /** A line of a message or pull request; its number from 1. */
  line(text: string, number: number): (Named & { readonly session?: string }) | undefined {
    const { row = number === 1 ? agentOfSubject(text) : undefined, ...session } = agentOfLine(text) ?? {};
    const named = this.#named(row);
    return named && { ...named, ...session };
  }

  /** Whose account it is; the login as GitHub's REST API writes it. */
  account(login: string): Party {
    const name = cleaned(login);
    return this.#account(name, { agent: name });
  }

  /** Who an author, committer or co-author is. A tool that the name or the address names counts. */
  party(signature: Signature): Party {
    return this.#parties.get(`${signature.name}\0${signature.email}`, () => this.#party(signature));
  }

  #party(signature: Signature): Party {
    const name = cleaned(signature.name) || cleaned(signature.email);
    const claim = agentOf(name);
    const said = { agent: claim.agent ?? name, ...(claim.model !== undefined && { model: claim.model }) };
    const address = cleaned(signature.email);
    const byEmail = this.email(address);
    if (byEmail !== undefined) return { kind: "agent", ...byEmail, ...said };
    const logins = [loginOf(address), isBot(name) || agentOfLogin(name) ? name : undefined];
    const accounts = logins
      .flatMap((login) => (login === undefined ? [] : this.#account(login, said)))
      .filter(({ kind }) => kind !== "person");
    const account = accounts.find(({ kind }) => kind === "agent") ?? accounts[0];
    if (account !== undefined) return account;
    const byName = this.#byName(name, claim, address);
    if (byName !== undefined) return byName;
    return address.toLowerCase() === githubAddress ? { kind: "github" } : { kind: "person", name };
  }

  // Nobody writes a person without an address: GitHub would not find the account.
  #byName(name: string, claim: Claim, address: string): Party | undefined {
    const suffixed = agentOfSuffix(name);
    if (suffixed !== undefined)
      return { kind: "agent", ...this.#row(suffixed.row), agent: name, human: suffixed.human };
    const { agent = name, model = "" } = claim;
    const isModel = namesModel(model);
    const ofName = address === "" ? agentOfGivenName : agentOfOwnName;
    const row = isModel ? agentOfName(agent) : ofName(agent);
    if (row !== undefined) return { kind: "agent", ...this.#row(row), agent, ...(model !== "" && { model }) };
    // Other families' names with a version are names of accounts as well.
    if (!isModel || !/^gpt-\d/.test(slugOf(agent))) return undefined;
    return { kind: "agent", tool: this.tool(agent), row: modelName, agent, model };
  }

  /** What is declared comes first: declared automation is no AI tool, whatever the tables say. */
  #account(login: string, said: { readonly agent: string; readonly model?: string }): Party {
    const row = agentOfLogin(login);
    const tool = this.#known.tools.find((one) => isAccountOf(login, one));
    if (tool !== undefined) return { kind: "agent", tool: tool.name, row: row?.id ?? declared, ...said };
    const bot =
      this.#known.automation.find((one) => isAccountOf(login, one)) ?? (row ? undefined : automationOfLogin(login));
    if (bot !== undefined) return { kind: "automation", name: bot.name };
    if (row !== undefined) return { kind: "agent", ...this.#row(row), ...said };
    return isBot(login) ? { kind: "unknown-bot", login } : { kind: "person", name: said.agent };
  }

  #row(row: AgentIdentity): Named {
    return { tool: this.#nameOf(row), row: row.id };
  }

  #named(row: AgentIdentity | undefined): Named | undefined {
    return row && this.#row(row);
  }
}

const kept = new WeakMap<Known, Recogniser>();

/** The recogniser of an organisation; kept, because a thousand commits ask for the same. */
export function recogniserOf(known: Known): Recogniser {
  const made = kept.get(known) ?? new Recogniser(known);
  kept.set(known, made);
  return made;
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

function isBot(name: string): boolean {
  return /^[\w-]+\[bot\]$/i.test(name);
}
