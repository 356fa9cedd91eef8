/** What `Repository.object` finds: a commit, or a file or folder of one. */
import { nodeId } from "../../core/node-id.ts";
import type { Repository } from "../../core/state.ts";
import { entryAt } from "../../git/files.ts";
import { commitOf, contentOf, get, treeOf } from "../../git/objects.ts";
import { resolveCommit } from "../../git/resolve.ts";
import { commitObject } from "./repository.ts";

type Shown = Record<string, unknown>;

/** @param expression "A Git revision expression suitable for rev-parse": `HEAD`, a ref or an id, with or without `:path` */
export function gitObject(
  repository: Repository,
  args: { expression?: string | null; oid?: string | null },
): Shown | null {
  const [revision = "", path] = (args.oid ?? args.expression ?? "").split(/:(.*)/s);
  const name = revision === "HEAD" ? repository.defaultBranch : revision;
  const sha = resolveCommit(repository.git, name);
  if (sha === undefined) return null;
  return path === undefined
    ? commitObject(repository, sha)
    : fileObject(repository, commitOf(repository.git, sha).tree, path);
}

function fileObject(repository: Repository, tree: string, path: string): Shown | null {
  const entry = entryAt(repository.git, tree, path);
  if (entry === undefined) return null;
  return entry.mode === folderMode ? treeObject(repository, entry.sha) : blobObject(repository, entry.sha);
}

const folderMode = "040000";

function treeObject(repository: Repository, sha: string): Shown {
  const entries = treeOf(repository.git, sha).entries.map((entry) => ({
    __typename: "TreeEntry",
    ...{ name: entry.name, oid: entry.sha, mode: Number.parseInt(entry.mode, 8) },
    type: entry.mode === folderMode ? "tree" : entry.mode === "160000" ? "commit" : "blob",
    object: () => (entry.mode === folderMode ? treeObject(repository, entry.sha) : blobObject(repository, entry.sha)),
  }));
  return { __typename: "Tree", id: nodeId("Tree", `${repository.id}:${sha}`), oid: sha, entries };
}

function blobObject(repository: Repository, sha: string): Shown {
  const bytes = contentOf(get(repository.git, sha, "blob"));
  const isBinary = bytes.includes(0);
  return {
    __typename: "Blob",
    id: nodeId("Blob", `${repository.id}:${sha}`),
    ...{ oid: sha, byteSize: bytes.length, isBinary, isTruncated: false },
    text: isBinary ? null : bytes.toString("utf8"),
  };
}
