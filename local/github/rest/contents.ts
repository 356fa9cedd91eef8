/** Files through the contents API: https://docs.github.com/rest/repos/contents */
import { repositoryFor } from "../core/access.ts";
import type { Call, Handlers, Reply } from "../core/contract.ts";
import { conflict, notFound, unprocessable } from "../core/errors.ts";
import type { TreeEntry } from "../core/git-state.ts";
import type { Repository } from "../core/state.ts";
import { changeRef } from "../git/change-ref.ts";
import { filesAt } from "../git/changes.ts";
import { entryAt, isFolder, treeFrom } from "../git/files.ts";
import type { TreeFile } from "../git/files.ts";
import { makeWebCommit } from "../git/make-commit.ts";
import type { PersonInput } from "../git/make-commit.ts";
import { commitOf, putBlob } from "../git/objects.ts";
import { resolveCommit } from "../git/resolve.ts";
import { isWorkflowFile, mayChangeWorkflows } from "../git/workflow-files.ts";
import { fileBody, folderBody, textOf } from "./bodies/content.ts";
import { gitCommitBody } from "./bodies/git.ts";
import { refusedWith } from "./refused.ts";

export const contentHandlers: Handlers = {
  "repos/get-content": getContent,
  "repos/create-or-update-file-contents": putFile,
  "repos/delete-file": deleteFile,
};

const pathOf = (call: Call): string => (call.path["path"] ?? "").replace(/^\/+|\/+$/g, "");

function getContent(call: Call): Reply {
  const repository = repositoryFor(call, "contents:read");
  const ref = call.query.get("ref") ?? repository.defaultBranch;
  const commit = resolveCommit(repository.git, ref);
  if (commit === undefined) throw notFound(call.query.has("ref") ? `No commit found for the ref ${ref}` : emptyMessage);
  const place = { path: pathOf(call), ref };
  const entry = entryAt(repository.git, commitOf(repository.git, commit).tree, place.path);
  if (entry === undefined) throw notFound();
  if (isFolder(entry)) return { status: 200, body: folderBody(call, repository, entry.sha, place) };
  if (!/\braw\b/.test(call.accept)) return { status: 200, body: fileBody(call, repository, entry, place) };
  const headers = { "content-type": "application/vnd.github.raw; charset=utf-8" };
  return { status: 200, body: textOf(repository.git, entry.sha), headers };
}

const emptyMessage = "This repository is empty.";

interface FileInput {
  readonly message: string;
  /** Base64; absent when the file is deleted. */
  readonly content?: string;
  readonly sha?: string;
  readonly branch?: string;
  readonly author?: PersonInput;
  readonly committer?: PersonInput;
}

function putFile(call: Call): Reply {
  const repository = repositoryFor(call, "contents:write");
  const input = call.body as unknown as FileInput;
  const branch = input.branch ?? repository.defaultBranch;
  const existing = existingFile(repository, branch, pathOf(call));
  refuseStale(existing, input.sha, pathOf(call));
  const content = Buffer.from(input.content ?? "", "base64");
  const file = { mode: existing?.mode ?? "100644", sha: putBlob(repository.git, content) };
  const sha = commitFile(call, repository, branch, file, existing === undefined ? "create" : "update");
  const entry = { name: "", ...file };
  return {
    status: existing === undefined ? 201 : 200,
    body: {
      content: fileBody(call, repository, entry, { path: pathOf(call), ref: branch }),
      commit: gitCommitBody(call, repository, sha, commitOf(repository.git, sha)),
    },
  };
}

function deleteFile(call: Call): Reply {
  const repository = repositoryFor(call, "contents:write");
  const input = deletion(call);
  const branch = input.branch ?? repository.defaultBranch;
  const existing = existingFile(repository, branch, pathOf(call));
  if (existing === undefined) throw notFound();
  refuseStale(existing, input.sha, pathOf(call));
  const sha = commitFile({ ...call, body: { ...input } }, repository, branch, undefined, "delete");
  const commit = gitCommitBody(call, repository, sha, commitOf(repository.git, sha));
  return { status: 200, body: { content: null, commit } };
}

/** Some clients put the parameters of DELETE into the query. */
function deletion(call: Call): FileInput {
  const fromQuery = Object.fromEntries(call.query);
  return { ...fromQuery, ...call.body } as unknown as FileInput;
}

function existingFile(repository: Repository, branch: string, path: string): TreeEntry | undefined {
  const { git } = repository;
  const tip = git.refs[`refs/heads/${branch}`];
  if (tip === undefined) {
    if (Object.keys(git.refs).length === 0 && branch === repository.defaultBranch) return undefined;
    throw notFound(`Branch ${branch} not found`);
  }
  const entry = entryAt(git, commitOf(git, tip).tree, path);
  if (path === "" || (entry !== undefined && isFolder(entry))) throw unprocessable(`path "${path}" is a directory`);
  return entry;
}

function refuseStale(existing: TreeEntry | undefined, sha: string | undefined, path: string): void {
  if (existing === undefined) {
    if (sha !== undefined && sha !== "") throw conflict(`${path} does not match ${sha}`);
    return;
  }
  if (sha === undefined || sha === "") throw unprocessable(`Invalid request.\n\n"sha" wasn't supplied.`);
  if (sha !== existing.sha) throw conflict(`${path} does not match ${sha}`);
}

function commitFile(
  call: Call,
  repository: Repository,
  branch: string,
  file: TreeFile | undefined,
  verb: "create" | "update" | "delete",
): string {
  // A person whose token lacks the scope is told that there is no such thing, an app what it lacks.
  if (call.actor.kind === "user" && isWorkflowFile(pathOf(call)) && !mayChangeWorkflows(call, repository))
    throw notFound();
  const { git } = repository;
  const ref = `refs/heads/${branch}`;
  const tip = git.refs[ref];
  const files = tip === undefined ? new Map<string, TreeFile>() : filesAt(git, tip);
  if (file === undefined) files.delete(pathOf(call));
  else files.set(pathOf(call), file);
  const { message, author, committer } = call.body as unknown as FileInput;
  const parents = tip === undefined ? [] : [tip];
  const sha = makeWebCommit(call, repository, { tree: treeFrom(git, files), parents, message, author, committer });
  refusedWith(409, () => changeRef(call, repository, { ref, after: sha }), `Could not ${verb} file: `);
  return sha;
}
