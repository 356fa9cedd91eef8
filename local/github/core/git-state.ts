/**
 * The part of a repository that git, pull requests, checks and classic branch protection keep: plain JSON, like all state.
 * A new repository starts with `emptyGitData()`; seeds and `auto_init` add the first commit with
 * `createInitialCommit(state, repository, files, { author, now })` of `git/initial-commit.ts`
 * (`files`: path to text; `author`: `{ name, email }`; commits to `repository.defaultBranch`).
 */
export interface GitData {
  /** Git objects by id. */
  objects: Record<string, GitObject>;
  /** Full ref name (`refs/heads/main`) to object id. */
  refs: Record<string, string>;
  /** Number of the next pull request; issues share the sequence on GitHub. */
  nextNumber: number;
  pulls: PullRequest[];
  checkRuns: CheckRun[];
  statuses: CommitStatus[];
  workflowRuns: WorkflowRun[];
  branchProtectionRules: BranchProtectionRule[];
  /** Every branch's queue, in order; absent until something was queued. */
  mergeQueue?: QueueEntry[];
}

export type GitObject = Blob | Tree | Commit | Tag;

export interface Blob {
  type: "blob";
  /** Base64. */
  content: string;
}

export interface Tree {
  type: "tree";
  entries: TreeEntry[];
}

export interface TreeEntry {
  /** Octal, as the API writes it: `100644`, `100755`, `040000`, `120000`, `160000`. */
  mode: string;
  name: string;
  sha: string;
}

export interface Commit {
  type: "commit";
  tree: string;
  parents: string[];
  author: Signature;
  committer: Signature;
  message: string;
  /** Armoured signature. Any is taken as valid: here a commit is verified if and only if it has one. */
  signature: string | null;
}

export interface Tag {
  type: "tag";
  object: string;
  objectType: GitObject["type"];
  name: string;
  tagger: Signature;
  message: string;
}

export interface Signature {
  name: string;
  email: string;
  /** ISO 8601 in UTC, whole seconds. */
  date: string;
}

export interface PullRequest {
  id: number;
  number: number;
  title: string;
  body: string | null;
  authorId: number;
  state: "open" | "closed";
  draft: boolean;
  maintainerCanModify: boolean;
  /** Short branch names. The head is in this repository, unless it names the fork that it is in. */
  head: { branch: string; sha: string; fork?: { repositoryId: number; owner: string } };
  base: { branch: string; sha: string };
  /** Who pushed the head's last commit. */
  lastPusherId: number;
  requestedReviewerIds: number[];
  requestedTeamIds: number[];
  reviews: Review[];
  threads: ReviewThread[];
  createdAt: string;
  updatedAt: string;
  closedAt: string | null;
  merged: { sha: string; at: string; byId: number } | null;
}

export interface Review {
  id: number;
  userId: number;
  /** The app behind the review, if it is not a person's. */
  appId: number | null;
  body: string;
  state: "APPROVED" | "CHANGES_REQUESTED" | "COMMENTED" | "DISMISSED" | "PENDING";
  commitSha: string;
  /** Digest of what the reviewer saw, to tell whether the diff has changed since. */
  diffDigest: string;
  submittedAt: string;
}

export interface ReviewThread {
  id: number;
  resolved: boolean;
  path: string;
  comments: {
    id: number;
    reviewId: number;
    userId: number;
    body: string;
    line: number;
    commitSha: string;
    createdAt: string;
  }[];
}

export interface CheckRun {
  id: number;
  appId: number;
  name: string;
  headSha: string;
  status: "queued" | "in_progress" | "completed" | "waiting" | "requested" | "pending";
  conclusion: string | null;
  externalId: string;
  detailsUrl: string | null;
  output: { title: string | null; summary: string | null; text: string | null };
  startedAt: string;
  completedAt: string | null;
}

export interface CommitStatus {
  id: number;
  sha: string;
  state: "error" | "failure" | "pending" | "success";
  context: string;
  description: string | null;
  targetUrl: string | null;
  creatorId: number;
  /** `null` for a status set by a person. */
  appId: number | null;
  createdAt: string;
}

/** A run of a workflow file that may live in another repository, as ruleset workflows do. */
export interface WorkflowRun {
  id: number;
  headSha: string;
  headBranch: string | null;
  event: string;
  /** `owner/name` of the repository the workflow file is in. */
  workflowRepository: string;
  path: string;
  /** Branch or tag the workflow file was taken from. */
  ref: string;
  workflowSha: string | null;
  status: "queued" | "in_progress" | "completed";
  /** `null` until it is completed. */
  conclusion: string | null;
  /** The check run of each of its jobs. */
  checkRunIds: number[];
  actorId: number;
  runNumber: number;
  createdAt: string;
  updatedAt: string;
}

/** A pull request in the merge queue of its base. */
export interface QueueEntry {
  id: number;
  pullNumber: number;
  /** Short name of the branch. */
  base: string;
  /** Head of the pull request when it was queued. */
  pullHead: string;
  enqueuerId: number;
  enqueuedAt: string;
  jump: boolean;
  /** `null` while it waits for its turn to be tried. */
  group: MergeGroup | null;
}

/** A pull request merged for trial. */
export interface MergeGroup {
  /** The tip of the base, or the commit of the entry before. */
  baseSha: string;
  /** `null` where the two sides conflict. */
  headSha: string | null;
  requestedAt: string;
}

export interface Allowance {
  kind: "user" | "team" | "app";
  id: number;
}

/** Fields as GraphQL names them. */
export interface BranchProtectionRule {
  id: number;
  pattern: string;
  creatorId: number;
  allowsDeletions: boolean;
  allowsForcePushes: boolean;
  blocksCreations: boolean;
  bypassForcePushAllowances: Allowance[];
  bypassPullRequestAllowances: Allowance[];
  dismissesStaleReviews: boolean;
  isAdminEnforced: boolean;
  lockAllowsFetchAndMerge: boolean;
  lockBranch: boolean;
  pushAllowances: Allowance[];
  requireLastPushApproval: boolean;
  requiredApprovingReviewCount: number;
  requiredStatusChecks: { context: string; appId: number | null }[];
  requiredDeploymentEnvironments: string[];
  requiresApprovingReviews: boolean;
  requiresCodeOwnerReviews: boolean;
  requiresCommitSignatures: boolean;
  requiresConversationResolution: boolean;
  requiresDeployments: boolean;
  requiresLinearHistory: boolean;
  requiresStatusChecks: boolean;
  requiresStrictStatusChecks: boolean;
  restrictsPushes: boolean;
  restrictsReviewDismissals: boolean;
  reviewDismissalAllowances: Allowance[];
}

export function emptyGitData(): GitData {
  return {
    objects: {},
    refs: {},
    nextNumber: 1,
    pulls: [],
    checkRuns: [],
    statuses: [],
    workflowRuns: [],
    branchProtectionRules: [],
  };
}
