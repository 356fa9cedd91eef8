/** The commit that merging a pull request would put at the tip of its base. */
import type { Call } from "../core/contract.ts";
import { userById } from "../core/actors.ts";
import type { GitData, PullRequest, Signature } from "../core/git-state.ts";
import type { Repository, State } from "../core/state.ts";
import type { MergeMethod } from "../rules/model.ts";
import { filesAt } from "./changes.ts";
import { treeFrom } from "./files.ts";
import type { Files } from "./files.ts";
import { commitsBetween, mergeBase } from "./history.ts";
import { mergeFiles } from "./merge-files.ts";
import { joined, mergeMessage, squashMessage } from "./merge-message.ts";
import { commitOf, putObject } from "./objects.ts";
import { baseTip } from "./pull-facts.ts";
import { actorSignature, signatureOf, webFlow, webFlowSignature } from "./signatures.ts";

export interface MergeWish {
  readonly method: MergeMethod;
  /** Default: as the repository's settings say. */
  readonly title?: string | undefined;
  readonly message?: string | undefined;
  /** Commit to merge onto. Default: the tip of the base. */
  readonly onto?: string;
}

type Merger = Pick<Call, "state" | "actor" | "now">;

/** @returns `undefined` if the two sides change the same file in different ways */
export function buildMerge(by: Merger, repository: Repository, pull: PullRequest, wish: MergeWish): string | undefined {
  const base = wish.onto ?? baseTip(repository, pull);
  if (wish.method === "rebase") return rebase(by, repository, pull, base);
  const { git } = repository;
  const files = mergedFiles(git, base, pull.head.sha);
  if (files === undefined) return undefined;
  const isSquash = wish.method === "squash";
  const standard = isSquash ? squashText(by.state, repository, pull) : mergeMessage(repository, pull);
  const message = joined({ title: wish.title ?? standard.title, body: wish.message ?? standard.body });
  return putObject(git, {
    type: "commit",
    tree: treeFrom(git, files),
    parents: isSquash ? [base] : [base, pull.head.sha],
    author: isSquash ? authorOf(by, pull) : actorSignature(by.state, by.actor, by.now),
    committer: webFlow(by.now),
    message,
    signature: webFlowSignature,
  });
}

/** The files of a merge of two commits. */
export function mergedFiles(git: GitData, ours: string, theirs: string): Files | undefined {
  const common = mergeBase(git, ours, theirs);
  const before: Files = common === undefined ? new Map() : filesAt(git, common);
  const merged = mergeFiles(before, filesAt(git, ours), filesAt(git, theirs));
  return "files" in merged ? merged.files : undefined;
}

/** Commits of the pull request, oldest first. */
export const commitsOfPull = (repository: Repository, pull: PullRequest): string[] =>
  commitsBetween(
    repository.git,
    [pull.merged === null ? baseTip(repository, pull) : pull.base.sha],
    pull.head.sha,
  ).reverse();

function squashText(state: State, repository: Repository, pull: PullRequest) {
  const commits = commitsOfPull(repository, pull).map((sha) => commitOf(repository.git, sha));
  const author = userById(state, pull.authorId);
  const email = author === undefined ? "" : signatureOf(author, new Date(0)).email;
  // Merges of the base into the branch say nothing about the change.
  return squashMessage(
    repository,
    pull,
    commits.filter((commit) => commit.parents.length < 2),
    email,
  );
}

function authorOf(by: Merger, pull: PullRequest): Signature {
  const author = userById(by.state, pull.authorId);
  return author === undefined ? actorSignature(by.state, by.actor, by.now) : signatureOf(author, by.now);
}

/** Each commit once more on top of the base, with its author kept; GitHub does not sign these. */
function rebase(by: Merger, repository: Repository, pull: PullRequest, base: string): string | undefined {
  const { git } = repository;
  let tip = base;
  for (const sha of commitsOfPull(repository, pull)) {
    const commit = commitOf(git, sha);
    if (commit.parents.length > 1) continue;
    const [parent] = commit.parents;
    const before: Files = parent === undefined ? new Map() : filesAt(git, parent);
    const merged = mergeFiles(before, filesAt(git, tip), filesAt(git, sha));
    if (!("files" in merged)) return undefined;
    const committer = actorSignature(by.state, by.actor, by.now);
    const tree = treeFrom(git, merged.files);
    tip = putObject(git, { ...commit, tree, parents: [tip], committer, signature: null });
  }
  return tip;
}
