/** Trees: https://docs.github.com/rest/git/trees */
import { repositoryFor } from "../core/access.ts";
import type { Call, Handlers, Reply } from "../core/contract.ts";
import { notFound, unprocessable } from "../core/errors.ts";
import type { Repository } from "../core/state.ts";
import { filesOf, treeFrom } from "../git/files.ts";
import type { TreeFile } from "../git/files.ts";
import { judgeFiles } from "../git/judge-files.ts";
import { contentOf, find, putBlob, stored, treeOf } from "../git/objects.ts";
import { resolveTree } from "../git/resolve.ts";
import type { FileFacts } from "../rules/model.ts";
import { treeBody } from "./bodies/git.ts";
import { created } from "./git-objects.ts";
import { refuseEmpty } from "./refs.ts";
import { refusedWith } from "./refused.ts";

export const treeHandlers: Handlers = { "git/create-tree": createTree, "git/get-tree": getTree };

interface TreeInput {
  readonly path?: string;
  readonly mode?: string;
  readonly sha?: string | null;
  readonly content?: string;
}

function createTree(call: Call): Reply {
  const repository = repositoryFor(call, "contents:write");
  refuseEmpty(repository);
  const { tree, base_tree: base } = call.body as { tree: TreeInput[]; base_tree?: string };
  const baseTree = base === undefined ? undefined : resolveTree(repository.git, base);
  if (base !== undefined && baseTree === undefined) throw notFound();
  const files = baseTree === undefined ? new Map<string, TreeFile>() : filesOf(repository.git, baseTree);
  const folders = new Set([...files.keys()].flatMap(foldersAbove));
  const changed = tree.flatMap((entry) => applyEntry(repository, files, folders, entry));
  refusedWith(422, () => judgeFiles(call, repository, changed));
  const sha = treeFrom(repository.git, files);
  return created(treeBody(call, repository, sha, topLevel(repository, sha)));
}

/** `a` and `a/b` of `a/b/c`. */
function foldersAbove(path: string): string[] {
  const parts = path.split("/").slice(0, -1);
  return parts.map((_, index) => parts.slice(0, index + 1).join("/"));
}

/**
 * Puts one entry of the request into the list of files; returns what it adds or deletes.
 * @param folders those that files are in: only there is a search of all files worth its time
 */
function applyEntry(
  repository: Repository,
  files: Map<string, TreeFile>,
  folders: Set<string>,
  entry: TreeInput,
): FileFacts[] {
  const { git } = repository;
  const path = entry.path ?? "";
  const inside = folders.has(path) ? [...files.keys()].filter((other) => other.startsWith(`${path}/`)) : [];
  const under = files.has(path) ? [path, ...inside] : inside;
  for (const other of under) files.delete(other);
  if (entry.sha === null) {
    if (under.length === 0) throw unprocessable("GitRPC::BadObjectState");
    return under.map((deleted) => ({ path: deleted, size: 0, deleted: true }));
  }
  const sha = entry.sha ?? putBlob(git, Buffer.from(entry.content ?? ""));
  if (stored(git, sha) === undefined && entry.mode !== "160000") {
    throw unprocessable(`tree.sha ${sha} is not a valid ${entry.mode === "040000" ? "tree" : "blob"}`);
  }
  const put = (at: string, file: TreeFile): void => {
    files.set(at, file);
    for (const folder of foldersAbove(at)) folders.add(folder);
  };
  if (stored(git, sha)?.type === "tree") {
    for (const [inner, file] of filesOf(git, sha, `${path}/`)) put(inner, file);
    return [];
  }
  put(path, { mode: entry.mode ?? "100644", sha });
  const blob = find(git, sha, "blob");
  return [{ path, size: blob === undefined ? 0 : contentOf(blob).length }];
}

const topLevel = (repository: Repository, sha: string) =>
  treeOf(repository.git, sha).entries.map(({ name, mode, sha: id }) => ({ path: name, mode, sha: id }));

function getTree(call: Call): Reply {
  const repository = repositoryFor(call, "contents:read");
  refuseEmpty(repository);
  const sha = resolveTree(repository.git, call.path["tree_sha"] ?? "");
  if (sha === undefined) throw notFound();
  if (!call.query.has("recursive")) {
    return { status: 200, body: treeBody(call, repository, sha, topLevel(repository, sha)) };
  }
  const all = allEntries(repository, sha, "");
  const body = treeBody(call, repository, sha, all.slice(0, call.limits.treeEntries));
  return { status: 200, body: { ...body, truncated: all.length > call.limits.treeEntries } };
}

function allEntries(
  repository: Repository,
  sha: string,
  prefix: string,
): { path: string; mode: string; sha: string }[] {
  return topLevel(repository, sha).flatMap((entry) => {
    const own = { ...entry, path: prefix + entry.path };
    return entry.mode === "040000" ? [own, ...allEntries(repository, entry.sha, `${own.path}/`)] : [own];
  });
}
