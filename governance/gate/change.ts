/** A change as the gate sees it: a pull request, a commit of a merge queue, or a range of commits. */
import type { CommitFacts, PullRequestText } from "../provenance/commit.ts";
import type { Provenance } from "../provenance/evidence.ts";

/**
 * What made the gate run. `pull_request`, `pull_request_target` and `merge_group`: events of GitHub Actions. `ask`: somebody asked for the
 * state now, with a pull request's number. `range`: commits of a git repository, without GitHub.
 */
export const triggers = ["pull_request", "pull_request_target", "merge_group", "ask", "range"] as const;
export type Trigger = (typeof triggers)[number];

/** A fact that could not be had. It is never taken for "fine". */
export interface Missing {
  /** Why, and what to do about it; one line. */
  readonly missing: string;
}

export type Fact<T> = T | Missing;

export function isMissing(fact: unknown): fact is Missing {
  return typeof fact === "object" && fact !== null && Object.hasOwn(fact, "missing");
}

export interface ChangedFile {
  /** After the change; of a removed file, before it. */
  readonly path: string;
  readonly status: "added" | "modified" | "removed";
  /** Git's mode after the change, e.g. `100644`, `120000` for a link; of a removed file, before it. */
  readonly mode: string;
  /** Text before and after, of AI paths only. Absent: no such file then, or not an AI path. Not UTF-8: decoded with replacement characters. */
  readonly before?: Fact<string>;
  readonly after?: Fact<string>;
}

/** A review that stands: the last one of its account that approves or asks for changes. */
export interface Approval {
  readonly account: string;
  /** Whether GitHub says that the account is a bot's. */
  readonly isBot: boolean;
  /** GitHub says that the account is neither a member nor a collaborator: anyone may review what is public. Absent: it is one, or nobody said. */
  readonly isOutsider?: boolean;
  readonly state: "approved" | "changes-requested" | "dismissed";
  /** Head that was reviewed. */
  readonly commit: string;
}

export interface PullRequest extends PullRequestText {
  readonly number: number;
  readonly head: string;
  readonly baseBranch: string;
  readonly draft: boolean;
  /** The head is in another repository: no secrets, a token that reads only. */
  readonly fromFork: boolean;
}

export interface Change {
  /** Name without the owner. */
  readonly repository: string;
  readonly trigger: Trigger;
  /** The commit that the verdict is about. */
  readonly head: string;
  /** Absent for a range. */
  readonly pull?: PullRequest;
  /** What GitHub's own list of agent tasks says of the head branch. Absent: it was not asked, or could not be. */
  readonly tasks?: Provenance;
  /** What it brings: commits that its base does not have, oldest first. */
  readonly commits: Fact<readonly CommitFacts[]>;
  readonly files: Fact<readonly ChangedFile[]>;
  /** Added and removed lines together. */
  readonly changedLines: Fact<number>;
  /** Only where the trigger can judge them. Absent: left to GitHub's rules; could not be had although it should: `Missing`. */
  readonly approvals?: Fact<readonly Approval[]>;
  /**
   * Logins of the people whose approvals the tier counts (members of its `reviewers`). Absent where approvals are not judged or the tier names
   * none; where it names some and nobody can tell who they are, GitHub's rule decides which of the approvals are theirs.
   */
  readonly reviewers?: Fact<readonly string[]>;
  /** Logins of the people who own AI paths (`aiPaths.owners`, teams as their members); absent where approvals are not judged. */
  readonly owners?: Fact<readonly string[]>;
}
