/** Keeps what an installation wrote into a worktree out of commits, by git's own list for that. */
import { existsSync, readFileSync } from "node:fs";
import { relative, resolve } from "node:path";
import { editBetween, undone } from "../../governance/capture/index.ts";
import type { FileStep } from "./file-steps.ts";
import { git, gitOr, type Worktree } from "./git.ts";
import type { Planned } from "./hook-files.ts";
import { isWithin, real } from "./paths.ts";
import { sha256, type InstalledFile } from "./installation.ts";

const heading = "# Written by: ai-governance capture install\n";

export function excludePath({ top }: Worktree): string {
  return resolve(top, git(top, ["rev-parse", "--git-path", "info/exclude"]));
}

/** @param written Files that git must not show as new where they are of the worktree: they hold paths of this machine. */
export function excludeSteps(
  worktree: Worktree,
  written: readonly InstalledFile[],
  earlier: readonly InstalledFile[],
): Planned {
  const path = excludePath(worktree);
  const known = earlier.find((file) => file.path === path);
  const lines = unignored(written, worktree).map((name) => `/${name}\n`);
  if (lines.length === 0) return { steps: [], files: known ? [known] : [] };
  const current = textOf(path);
  const lineEnd = current === "" || current.endsWith("\n") ? "" : "\n";
  const text = current + lineEnd + heading + lines.join("");
  const undo = [...(known?.written === sha256(current) ? (known.undo ?? []) : []), editBetween(text, current)];
  return {
    steps: [{ kind: "write", path, text, mode: 0o644 }],
    files: [{ path, written: sha256(text), undo, ...(!existsSync(path) && { made: true }) }],
  };
}

/** Takes the lines away where the file still is as it was written; else they stay, which does no harm. */
export function excludeRemovals(path: string, files: readonly InstalledFile[]): FileStep[] {
  const file = files.find((one) => one.path === path);
  const current = textOf(path);
  if (file?.undo === undefined || file.written !== sha256(current)) return [];
  if (file.made === true) return [{ kind: "remove", path }];
  return [{ kind: "write", path, text: undone(current, file.undo), mode: 0o644 }];
}

function unignored(files: readonly InstalledFile[], { top, commonFolder }: Worktree): string[] {
  return files
    .filter(({ path }) => isWithin(path, real(top)) && !isWithin(path, real(commonFolder)))
    .map(({ path }) => relative(real(top), path))
    .filter((path) => gitOr(top, ["check-ignore", "--quiet", "--", path]) === undefined);
}

function textOf(path: string): string {
  return existsSync(path) ? readFileSync(path, "utf8") : "";
}
