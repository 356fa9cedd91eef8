/** An installation in a repository that was moved or copied since: what it put in place went with the repository. */
import { basename, dirname, join, relative } from "node:path";
import type { Installation, InstalledFile } from "./installation.ts";
import { isWithin, real } from "./paths.ts";

/** With the paths as they are where the repository is now. Those outside of it stay. */
export function moved(installed: Installation, commonFolder: string): Installation {
  const [from, to] = [installed.commonFolder, real(commonFolder)];
  if (from === to) return installed;
  const both = isInWorktree(from) && isInWorktree(to);
  const path = (old: string): string => (both ? movedPath(old, dirname(from), dirname(to)) : movedPath(old, from, to));
  const file = (old: InstalledFile): InstalledFile => ({ ...old, path: path(old.path) });
  return {
    ...installed,
    commonFolder: to,
    hooks: installed.hooks.map(file),
    settings: installed.settings.map(file),
    folders: installed.folders.map(path),
  };
}

function movedPath(path: string, from: string, to: string): string {
  return isWithin(path, from) ? join(to, relative(from, path)) : path;
}

/** The worktree around it moves with it. */
function isInWorktree(commonFolder: string): boolean {
  return basename(commonFolder) === ".git";
}
