/** What something says about the origin of a change, and how far that can be trusted. */

/** Where a piece of evidence was found. */
export type EvidenceSource =
  /** A trailer, in any paragraph of the message. */
  | "trailer"
  /** Author or committer of the commit. */
  | "author"
  | "committer"
  /** A git note of the Git AI Standard. */
  | "note"
  /** Name of the head branch. */
  | "branch"
  /** Who opened the pull request. */
  | "opener"
  /** Title or body of the pull request; in a message, what is no trailer. */
  | "text"
  /** GitHub's list of agent tasks. */
  | "task";

/**
 * `proved`: GitHub's own fact (who opened the pull request, an agent task) or a verified signature. `claimed`: anyone who can push
 * could have written it. A claim adds a tool; it never takes one away.
 */
export type Confidence = "proved" | "claimed";

export interface Model {
  /** As written, e.g. `Claude Opus 4.6 (1M context)`. */
  readonly written: string;
  /** As vendors name it where that is known, e.g. `claude-opus-4-6`; else the written name in small letters with dashes. */
  readonly name: string;
}

export interface Evidence {
  readonly source: EvidenceSource;
  /** Id of the row of the tables (dialects, identities) that recognised it. */
  readonly row: string;
  readonly confidence: Confidence;
  /** Line of the message or text, from 1, where there is one. */
  readonly line?: number;
  /** The tool by its short name, e.g. `claude-code`; absent where only a model, session or digest is told. */
  readonly tool?: string;
  /** The agent's name as written, e.g. `Claude Code`. */
  readonly agent?: string;
  readonly model?: Model;
  /** Id or link of the session. */
  readonly session?: string;
  readonly promptDigest?: string;
  readonly contextDigest?: string;
  /** A person who is said to have taken part. */
  readonly human?: string;
}

/** What is known of one tool's part. */
export interface ToolProvenance {
  readonly tool: string;
  /** The best of its evidence. */
  readonly confidence: Confidence;
  readonly models: readonly Model[];
  readonly sessions: readonly string[];
  readonly evidence: readonly Evidence[];
}

/** What is known of the origin of a commit or a pull request. */
export interface Provenance {
  /** Best known first. None: no tool is named, which does not mean that a person wrote it. */
  readonly tools: readonly ToolProvenance[];
  /** Names of declared or well-known bots that are not AI tools and took part. */
  readonly automation: readonly string[];
  /** Accounts of bots (`...[bot]`) that are neither a known tool nor automation. */
  readonly unknownBots: readonly string[];
  /** People who are said to have taken part, in the order of the text. */
  readonly humans: readonly string[];
  readonly promptDigests: readonly string[];
  readonly contextDigests: readonly string[];
  /** Where the author says that no AI tool was used (`Assisted-by: none`): a claim, never a proof. */
  readonly denials: readonly Evidence[];
  readonly evidence: readonly Evidence[];
}
