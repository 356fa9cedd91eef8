/** A tree as a flat list of files, and back. */
import type { GitData, TreeEntry } from "../core/git-state.ts";
import { putTree, treeOf } from "./objects.ts";

export interface TreeFile {
  readonly mode: string;
  readonly sha: string;
}

/** Path to file, e.g. `src/index.ts`. Submodules are files of mode 160000. */
export type Files = ReadonlyMap<string, TreeFile>;

const folderMode = "040000";

export function filesOf(git: GitData, treeSha: string, prefix = ""): Map<string, TreeFile> {
  const files = new Map<string, TreeFile>();
  for (const { mode, name, sha } of treeOf(git, treeSha).entries) {
    if (mode !== folderMode) files.set(prefix + name, { mode, sha });
    else for (const [path, file] of filesOf(git, sha, `${prefix}${name}/`)) files.set(path, file);
  }
  return files;
}

/** Keeps the trees of a list of files and returns the id of the topmost. */
export function treeFrom(git: GitData, files: Files): string {
  const entries: TreeEntry[] = [];
  const folders = new Map<string, Map<string, TreeFile>>();
  for (const [path, file] of files) {
    const slash = path.indexOf("/");
    if (slash < 0) entries.push({ name: path, mode: file.mode, sha: file.sha });
    else {
      const folder = folders.get(path.slice(0, slash)) ?? new Map<string, TreeFile>();
      folders.set(path.slice(0, slash), folder.set(path.slice(slash + 1), file));
    }
  }
  for (const [name, inside] of folders) entries.push({ name, mode: folderMode, sha: treeFrom(git, inside) });
  return putTree(git, entries);
}

/** The entry at a path: a file or a folder; `""` is the tree itself. */
export function entryAt(git: GitData, treeSha: string, path: string): TreeEntry | undefined {
  const [name, ...rest] = path.split("/").filter((part) => part !== "");
  if (name === undefined) return { name: "", mode: folderMode, sha: treeSha };
  const entry = treeOf(git, treeSha).entries.find((candidate) => candidate.name === name);
  if (entry === undefined || rest.length === 0) return entry;
  return entry.mode === folderMode ? entryAt(git, entry.sha, rest.join("/")) : undefined;
}

export const isFolder = (entry: TreeEntry): boolean => entry.mode === folderMode;
