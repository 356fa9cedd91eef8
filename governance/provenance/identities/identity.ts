/** How tools and bots are recognised. */

/** One surface of an AI tool: each is recognised by any of its marks. Everything is compared without case. */
export interface AgentIdentity {
  readonly id: string;
  /** Short name of the tool; a declaration may give it another. */
  readonly tool: string;
  /** Where the marks are seen or defined. */
  readonly source: string;
  /** Names that only the tool has, as short names: `github-copilot`. */
  readonly names?: readonly string[];
  /** Names that people have as well: they count only where a tool is expected. */
  readonly givenNames?: readonly string[];
  /** Accounts, as GitHub's REST API writes them. */
  readonly logins?: readonly string[];
  readonly emails?: readonly string[];
  readonly appId?: number;
  /** How names of its branches begin. */
  readonly branches?: readonly string[];
  /** What it writes after the name of an author, e.g. `(aider)`. */
  readonly suffix?: string;
  /** How a line of a message or pull request begins that it writes; emoji before it do not count. */
  readonly marks?: readonly string[];
  /** How the first line of a message, or a title, begins that it writes. */
  readonly subject?: string;
  /** How links to its sessions begin, anywhere in a message or pull request. */
  readonly links?: readonly string[];
}

/** A bot that is not an AI tool. */
export interface AutomationIdentity {
  readonly name: string;
  readonly source: string;
  readonly logins: readonly string[];
}
