/** A commit, and a pull request, as git and GitHub show them: what provenance is read from. */

/** A name and address as written in the commit. Anyone can write any. */
export interface Signature {
  readonly name: string;
  readonly email: string;
}

export interface CommitFacts {
  /** 40 or 64 hexadecimal digits. */
  readonly id: string;
  readonly parents: readonly string[];
  readonly author: Signature;
  readonly committer: Signature;
  /** The whole message, decoded; lines end in `\n` or `\r\n`. */
  readonly message: string;
  /** Whether the signature was verified (by GitHub, or by git against known keys): author and committer are then more than a claim. */
  readonly verified: boolean;
  /** Text of its note in `refs/notes/ai`; absent: it has none, or notes were not read. */
  readonly note?: string;
}

/** What a pull request says of where it came from, besides its commits. */
export interface PullRequestText {
  /** Who opened it: GitHub's own fact, not a claim. The login as the REST API writes it: of an app, with `[bot]`. */
  readonly author: string;
  /** Whether GitHub says that its author is a bot's account. */
  readonly isBot: boolean;
  /** Short name of the head branch. Whoever pushes chooses it. */
  readonly headBranch: string;
  readonly title: string;
  readonly body: string;
}
