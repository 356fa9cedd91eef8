/** Git as capture needs it: few, small questions, one process each. */
import { execFileSync } from "node:child_process";
import { resolve } from "node:path";

const mostBytes = 64 * 1024 * 1024;

/** What git prints, without the last line end. @throws where git ends with an error */
export function git(folder: string, words: readonly string[], input?: string): string {
  return gitBytes(folder, words, input).toString("utf8").replace(/\n$/, "");
}

export function gitBytes(folder: string, words: readonly string[], input?: string): Buffer {
  return execFileSync("git", words, {
    cwd: folder,
    maxBuffer: mostBytes,
    stdio: [input === undefined ? "ignore" : "pipe", "pipe", "ignore"],
    ...(input !== undefined && { input }),
  });
}

/** What git prints, or nothing where it ends with an error. */
export function gitOr(folder: string, words: readonly string[]): string | undefined {
  try {
    return git(folder, words);
  } catch {
    return undefined;
  }
}

/** Where a worktree keeps its things. All paths are absolute. */
export interface Worktree {
  readonly top: string;
  /** Of this worktree alone. */
  readonly gitFolder: string;
  /** Shared by all worktrees of the repository. */
  readonly commonFolder: string;
}

/** @returns nothing where the folder is in no worktree. */
export function worktreeOf(folder: string): Worktree | undefined {
  const found = gitOr(folder, ["rev-parse", "--show-toplevel", "--absolute-git-dir", "--git-common-dir"]);
  const [top, gitFolder, commonFolder] = found?.split("\n") ?? [];
  if (top === undefined || gitFolder === undefined || commonFolder === undefined) return undefined;
  return { top, gitFolder, commonFolder: resolve(folder, commonFolder) };
}
