/** Commits with their accounts and their changes: `commit` and `diff-entry` of the description. */
import { structuredPatch } from "diff";
import type { Call } from "../../core/contract.ts";
import type { Commit, GitData } from "../../core/git-state.ts";
import { nodeId } from "../../core/node-id.ts";
import type { Repository } from "../../core/state.ts";
import { changesOfCommit } from "../../git/changes.ts";
import type { FileChange } from "../../git/changes.ts";
import { commitOf, contentOf, find } from "../../git/objects.ts";
import { accountOf } from "../../git/signatures.ts";
import { parentLinks, repositoryPage, repositoryUrl, signatureBody, treeLink, verificationBody } from "./git.ts";
import { simpleUser } from "./user.ts";

export function commitBody(call: Call, repository: Repository, sha: string) {
  const commit = commitOf(repository.git, sha);
  const url = `${repositoryUrl(call, repository)}/commits/${sha}`;
  return {
    sha,
    node_id: nodeId("Commit", sha),
    url,
    html_url: `${repositoryPage(call, repository)}/commit/${sha}`,
    comments_url: `${url}/comments`,
    commit: innerCommit(call, repository, sha, commit),
    author: account(call, commit.author.email),
    committer: account(call, commit.committer.email),
    parents: parentLinks(call, repository, commit, "commits"),
  };
}

function innerCommit(call: Call, repository: Repository, sha: string, commit: Commit) {
  const url = repositoryUrl(call, repository);
  return {
    url: `${url}/git/commits/${sha}`,
    author: signatureBody(commit.author),
    committer: signatureBody(commit.committer),
    message: commit.message,
    comment_count: 0,
    tree: treeLink(url, commit),
    verification: verificationBody(commit),
  };
}

function account(call: Call, email: string) {
  const user = accountOf(call.state, email);
  return user === undefined ? null : simpleUser(call, user);
}

/**
 * A commit with what it changes.
 * @param shown the files of this page; the numbers are of all of them
 */
export function fullCommitBody(call: Call, repository: Repository, sha: string, shown: readonly FileChange[]) {
  const lines = changesOfCommit(repository.git, sha).map((change) => lineChanges(repository.git, change));
  const additions = lines.reduce((sum, file) => sum + file.additions, 0);
  const deletions = lines.reduce((sum, file) => sum + file.deletions, 0);
  return {
    ...commitBody(call, repository, sha),
    stats: { additions, deletions, total: additions + deletions },
    files: shown.map((change) => diffEntry(call, repository, change, sha)),
  };
}

export function diffEntry(call: Call, repository: Repository, change: FileChange, commitSha: string) {
  const { path, before, after } = change;
  const page = repositoryPage(call, repository);
  const lines = lineChanges(repository.git, change);
  const status = before === undefined ? "added" : after === undefined ? "removed" : "modified";
  return {
    sha: (after ?? before)?.sha ?? null,
    filename: path,
    status,
    additions: lines.additions,
    deletions: lines.deletions,
    changes: lines.additions + lines.deletions,
    blob_url: `${page}/blob/${commitSha}/${path}`,
    raw_url: `${page}/raw/${commitSha}/${path}`,
    contents_url: `${repositoryUrl(call, repository)}/contents/${path}?ref=${commitSha}`,
    ...(lines.patch === "" ? {} : { patch: lines.patch }),
  };
}

/** Lines added and taken away; binary files have none and no patch. */
export function lineChanges(git: GitData, { path, before, after }: FileChange) {
  const old = textOf(git, before?.sha);
  const fresh = textOf(git, after?.sha);
  if (old === undefined || fresh === undefined) return { additions: 0, deletions: 0, patch: "" };
  const { hunks } = structuredPatch(path, path, old, fresh);
  const lines = hunks.flatMap((hunk) => hunk.lines);
  const patch = hunks.flatMap((hunk) => [
    `@@ -${hunk.oldStart},${hunk.oldLines} +${hunk.newStart},${hunk.newLines} @@`,
    ...hunk.lines,
  ]);
  const count = (sign: string): number => lines.filter((line) => line.startsWith(sign)).length;
  return { additions: count("+"), deletions: count("-"), patch: patch.join("\n") };
}

function textOf(git: GitData, sha: string | undefined): string | undefined {
  if (sha === undefined) return "";
  const blob = find(git, sha, "blob");
  const bytes = blob === undefined ? undefined : contentOf(blob);
  return bytes === undefined || bytes.includes(0) ? undefined : bytes.toString("utf8");
}
