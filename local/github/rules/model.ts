/** What the rules judge: facts about one change of a ref, gathered by `git/change-facts.ts`. No rule reads the state itself. */
import type { RepositoryRole, Rule, Ruleset, Visibility } from "../core/state.ts";

export interface ActorFacts {
  readonly userId: number | undefined;
  /** The app behind the call: `Integration` of a bypass list. */
  readonly appId: number | undefined;
  readonly organizationOwner: boolean;
  /** The person's role in the repository; `undefined` for apps, which bypass as `Integration` only. */
  readonly role: RepositoryRole | undefined;
  readonly teamIds: readonly number[];
}

export interface RepositoryFacts {
  readonly id: number;
  readonly name: string;
  readonly visibility: Visibility;
  readonly defaultBranch: string;
  /** Custom property values in effect: the repository's own, else the default of the schema. */
  readonly properties: Readonly<Record<string, string | readonly string[]>>;
}

export interface CommitFacts {
  readonly sha: string;
  readonly message: string;
  readonly authorEmail: string;
  readonly committerEmail: string;
  readonly parents: number;
  readonly verified: boolean;
}

/** A file a change adds, modifies or deletes. */
export interface FileFacts {
  readonly path: string;
  /** In bytes; 0 where the file is deleted. */
  readonly size: number;
  /** Default: it is added or modified. */
  readonly deleted?: true;
}

export interface CheckFacts {
  readonly name: string;
  /** The app that posted it; `undefined` for a commit status set by a person. */
  readonly appId: number | undefined;
  readonly outcome: "passing" | "failing" | "in progress";
}

export interface WorkflowRunFacts {
  readonly repositoryId: number;
  readonly path: string;
  /** Short name of the branch or tag the workflow file was taken from. */
  readonly ref: string;
  readonly refIsDefaultBranch: boolean;
  readonly workflowSha: string | undefined;
  readonly successful: boolean;
  /** It is queued or in progress. */
  readonly unfinished?: true;
}

export interface ReviewFacts {
  readonly userId: number;
  readonly state: "APPROVED" | "CHANGES_REQUESTED" | "COMMENTED" | "DISMISSED" | "PENDING";
  /** Whether the verdict counts: of a person or an app that may write, or of a permitted workflow. Authors cannot review their own. */
  readonly counts: boolean;
  readonly onHead: boolean;
  readonly teamIds: readonly number[];
}

/** A code owner who may approve: a person, or the members of a team. */
export interface OwnerFacts {
  readonly name: string;
  readonly userIds: readonly number[];
}

export type MergeMethod = "merge" | "squash" | "rebase";

export interface PullFacts {
  readonly authorId: number;
  readonly method: MergeMethod;
  /** In the order they were submitted. */
  readonly reviews: readonly ReviewFacts[];
  readonly lastPusherId: number;
  readonly unresolvedThreads: number;
  readonly files: readonly string[];
  /** Owners of each changed file that has any, by the CODEOWNERS file of the base branch. */
  readonly ownership: readonly { readonly path: string; readonly owners: readonly OwnerFacts[] }[];
  /** The head contains the tip of the base. */
  readonly upToDate: boolean;
  /** Commits that a squash merge makes one of; none for other methods, which bring them in as they are. */
  readonly squashed: readonly CommitFacts[];
  /** Teams with write access to the repository. */
  readonly writeTeamIds: readonly number[];
  /** `entering` when it is put into a merge queue, `leaving` when its merge group is judged. */
  readonly queue?: "entering" | "leaving";
}

export interface Change {
  readonly kind: "create" | "update" | "delete";
  /** Full name, e.g. `refs/heads/main`. */
  readonly ref: string;
  readonly actor: ActorFacts;
  readonly repository: RepositoryFacts;
  readonly fastForward: boolean;
  /** On creation those that no other branch reaches, on update all that come in. */
  readonly commits: readonly CommitFacts[];
  readonly files: readonly FileFacts[];
  /** Checks, statuses and workflow runs of the pull request's head, else of the pushed commit. */
  readonly checks: readonly CheckFacts[];
  readonly workflowRuns: readonly WorkflowRunFacts[];
  /** Present when the change is the merge of a pull request. */
  readonly pull?: PullFacts;
}

/** A ruleset with where it comes from. */
export interface SourcedRuleset extends Ruleset {
  readonly sourceType: "Repository" | "Organization";
  readonly source: string;
}

export interface RuleCheck {
  readonly type: string;
  /** @param parameters those of every rule of this type that applies; the most restrictive wins. Returns GitHub's messages. */
  readonly check: (parameters: readonly never[], change: Change) => readonly string[];
}

/** Parameters were validated against the API description when the rule was made. */
export function defineRule<P>(
  type: string,
  check: (parameters: readonly P[], change: Change) => readonly string[],
): RuleCheck {
  return { type, check };
}

export const parametersOf = (rule: Rule): never => (rule.parameters ?? {}) as never;

export const refKind = (ref: string): "branch" | "tag" => (ref.startsWith("refs/tags/") ? "tag" : "branch");
export const shortName = (ref: string): string => ref.replace(/^refs\/(heads|tags)\//, "");
