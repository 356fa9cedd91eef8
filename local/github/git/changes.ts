/** What differs between two trees. */
import { createHash } from "node:crypto";
import type { GitData } from "../core/git-state.ts";
import { filesOf } from "./files.ts";
import type { Files, TreeFile } from "./files.ts";
import { mergeBase } from "./history.ts";
import { commitOf } from "./objects.ts";

export interface FileChange {
  readonly path: string;
  readonly before: TreeFile | undefined;
  readonly after: TreeFile | undefined;
}

export const sameFile = (a: TreeFile | undefined, b: TreeFile | undefined): boolean =>
  a?.sha === b?.sha && a?.mode === b?.mode;

/** Ordered by path. Renames are a removal and an addition. */
export function changesBetween(before: Files, after: Files): FileChange[] {
  const paths = [...new Set([...before.keys(), ...after.keys()])].sort();
  return paths
    .map((path) => ({ path, before: before.get(path), after: after.get(path) }))
    .filter((change) => !sameFile(change.before, change.after));
}

export const filesAt = (git: GitData, commitSha: string): Map<string, TreeFile> =>
  filesOf(git, commitOf(git, commitSha).tree);

/** What one commit changes against its first parent. */
export function changesOfCommit(git: GitData, sha: string): FileChange[] {
  const [parent] = commitOf(git, sha).parents;
  return changesBetween(parent === undefined ? new Map() : filesAt(git, parent), filesAt(git, sha));
}

/** What a pull request shows: the head against the merge base with the base. */
export function changesSinceBase(git: GitData, base: string, head: string): FileChange[] {
  const common = mergeBase(git, base, head);
  return changesBetween(common === undefined ? new Map() : filesAt(git, common), filesAt(git, head));
}

/** Equal for equal diffs, whatever commits they are made of. */
export function diffDigest(changes: readonly FileChange[]): string {
  const text = changes.map(({ path, before, after }) => JSON.stringify([path, before, after])).join("\n");
  return createHash("sha256").update(text).digest("hex");
}
