/** The objects of one repository: written once, found by id. */
import { isDraft, original } from "immer";
import type { Blob, Commit, GitData, GitObject, Tree, TreeEntry } from "../core/git-state.ts";
import { objectId } from "./object-id.ts";

/** Keeps an object and returns its id. */
export function putObject(git: GitData, object: GitObject): string {
  const id = objectId(object);
  if (stored(git, id) === undefined) git.objects[id] = object;
  return id;
}

export const putBlob = (git: GitData, content: Buffer): string =>
  putObject(git, { type: "blob", content: content.toString("base64") });

/** Git orders entries by name, a folder as if its name ended in a slash. */
export function putTree(git: GitData, entries: readonly TreeEntry[]): string {
  const key = (entry: TreeEntry): Buffer => Buffer.from(entry.mode === "040000" ? `${entry.name}/` : entry.name);
  const sorted = [...entries].sort((a, b) => Buffer.compare(key(a), key(b)));
  return putObject(git, { type: "tree", entries: sorted });
}

/**
 * Objects never change once they are kept. Those from before the current change are read past its draft, which would wrap
 * every entry of every tree that is looked at.
 */
export function stored({ objects }: GitData, sha: string): GitObject | undefined {
  return (isDraft(objects) ? original(objects)?.[sha] : undefined) ?? objects[sha];
}

export function find<T extends GitObject["type"]>(
  git: GitData,
  sha: string,
  type: T,
): Extract<GitObject, { type: T }> | undefined {
  const object = stored(git, sha);
  return object?.type === type ? (object as Extract<GitObject, { type: T }>) : undefined;
}

/** For ids that something in the repository refers to. */
export function get<T extends GitObject["type"]>(git: GitData, sha: string, type: T): Extract<GitObject, { type: T }> {
  const object = find(git, sha, type);
  if (object === undefined) throw new Error(`The repository refers to the ${type} ${sha}, which it does not have.`);
  return object;
}

export const commitOf = (git: GitData, sha: string): Commit => get(git, sha, "commit");
export const treeOf = (git: GitData, sha: string): Tree => get(git, sha, "tree");
export const contentOf = (blob: Blob): Buffer => Buffer.from(blob.content, "base64");
export const sizeOf = (git: GitData, sha: string): number => {
  const blob = find(git, sha, "blob");
  return blob === undefined ? 0 : Buffer.byteLength(blob.content, "base64");
};
