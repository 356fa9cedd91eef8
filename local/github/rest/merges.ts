/** Merging: of pull requests, of a base into a head, of one branch into another. */
import { repositoryFor, requireAccess } from "../core/access.ts";
import type { Call, Handlers, Reply } from "../core/contract.ts";
import { conflict, notAllowed, notFound, unprocessable } from "../core/errors.ts";
import type { PullRequest } from "../core/git-state.ts";
import type { Repository } from "../core/state.ts";
import { changeRef } from "../git/change-ref.ts";
import { treeFrom } from "../git/files.ts";
import { finishMerge } from "../git/finish-merge.ts";
import { isAncestor } from "../git/history.ts";
import { judge } from "../git/judge.ts";
import { makeWebCommit } from "../git/make-commit.ts";
import { buildMerge, mergedFiles } from "../git/merge-pull.ts";
import { advanceQueues } from "../git/merge-queue.ts";
import { allowedMethods } from "../git/mergeable.ts";
import { headRepository } from "../git/network.ts";
import { baseTip, pullFacts } from "../git/pull-facts.ts";
import { resolveCommit } from "../git/resolve.ts";
import type { MergeMethod } from "../rules/model.ts";
import { methodRefused } from "../rules/rule/pull-request.ts";
import { commitBody } from "./bodies/commit.ts";
import { pullUrl } from "./bodies/pull.ts";
import { pullOfCall } from "./pull-of-call.ts";
import { refusedWith } from "./refused.ts";

export const mergeHandlers: Handlers = {
  "pulls/merge": mergePull,
  "pulls/check-if-merged": (call) => {
    if (pullOfCall(call).pull.merged === null) throw notFound();
    return { status: 204 };
  },
  "pulls/update-branch": updateBranch,
  "repos/merge": mergeBranch,
};

interface MergeInput {
  readonly merge_method?: MergeMethod;
  readonly commit_title?: string;
  readonly commit_message?: string;
  readonly sha?: string;
}

function mergePull(call: Call): Reply {
  // For an app it is contents that it writes, not the pull request.
  const { repository, pull } = pullOfCall(call, "contents:write", "write");
  const { merge_method: method = "merge", commit_title: title, commit_message: message, sha } = call.body as MergeInput;
  refuseUnready(repository, pull, method, sha);
  const after = buildMerge(call, repository, pull, { method, title, message });
  if (after === undefined) throw notAllowed("Pull Request is not mergeable");
  const change = {
    ref: `refs/heads/${pull.base.branch}`,
    after,
    pull: pullFacts(call.state, repository, pull, method),
  };
  refusedWith(405, () => judge(call, repository, change));
  finishMerge(call, repository, pull, after);
  advanceQueues(call, repository);
  return { status: 200, body: { sha: after, merged: true, message: "Pull Request successfully merged" } };
}

function refuseUnready(repository: Repository, pull: PullRequest, method: MergeMethod, sha: string | undefined): void {
  if (pull.state === "closed") throw notAllowed("Pull Request is not mergeable");
  if (pull.draft) throw notAllowed("Pull Request is still a draft");
  if (sha !== undefined && sha !== pull.head.sha) {
    throw conflict("Head branch was modified. Review and try the merge again.");
  }
  if (!allowedMethods(repository.merging).includes(method)) throw notAllowed(methodRefused(method));
}

function updateBranch(call: Call): Reply {
  const { repository, pull } = pullOfCall(call, "pull_requests:write");
  const { expected_head_sha: expected } = call.body as { expected_head_sha?: string };
  if (expected !== undefined && expected !== pull.head.sha) {
    throw unprocessable("expected head sha didn't match current head ref.");
  }
  const base = baseTip(repository, pull);
  if (isAncestor(repository.git, base, pull.head.sha)) {
    throw unprocessable("There are no new commits on the base branch.");
  }
  const head = headRepository(call.state, repository, pull);
  if (head === undefined) throw unprocessable("The head repository was deleted.");
  refuseHeadRepository(call, head);
  const message = `Merge branch '${pull.base.branch}' into ${pull.head.branch}`;
  refusedWith(422, () => mergeInto(call, head, pull.head.branch, base, message));
  return { status: 202, body: { message: "Updating pull request branch.", url: pullUrl(call, repository, pull) } };
}

/** "Note: If making a request on behalf of a GitHub App you must also have permissions to write the contents of the head repository." */
const refuseHeadRepository = (call: Call, head: Repository): void => {
  requireAccess(call, head, "contents:write");
};

/** @returns the merge commit */
function mergeInto(call: Call, repository: Repository, branch: string, theirs: string, message: string): string {
  const { git } = repository;
  const ref = `refs/heads/${branch}`;
  const ours = git.refs[ref] ?? "";
  const files = mergedFiles(git, ours, theirs);
  if (files === undefined) throw conflict("Merge conflict");
  const after = makeWebCommit(call, repository, { tree: treeFrom(git, files), parents: [ours, theirs], message });
  changeRef(call, repository, { ref, after });
  return after;
}

function mergeBranch(call: Call): Reply {
  const repository = repositoryFor(call, "contents:write");
  const input = call.body as { base: string; head: string; commit_message?: string };
  const base = repository.git.refs[`refs/heads/${input.base}`];
  const head = resolveCommit(repository.git, input.head);
  if (base === undefined) throw notFound("Base does not exist");
  if (head === undefined) throw notFound("Head does not exist");
  if (isAncestor(repository.git, head, base)) return { status: 204 };
  const message = input.commit_message ?? `Merge ${input.head} into ${input.base}`;
  const sha = refusedWith(409, () => mergeInto(call, repository, input.base, head, message));
  return { status: 201, body: commitBody(call, repository, sha) };
}
