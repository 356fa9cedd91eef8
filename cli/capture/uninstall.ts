/** Takes capture away: what it changed is as it was before, and what somebody changed since stays. */
import { existsSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { excludePath, excludeRemovals } from "./exclude-file.ts";
import type { FileStep } from "./file-steps.ts";
import type { Worktree } from "./git.ts";
import { hookRemovals } from "./hook-files.ts";
import { captureFolder, installationPath, outboxFolder } from "./folders.ts";
import { readInstallation, readUserSettings, userInstallationPath, type Installation } from "./installation.ts";
import { settingsRemovals } from "./settings-files.ts";

export interface Removal {
  readonly steps: readonly FileStep[];
  /** Folders that the installation made. */
  readonly folders: readonly string[];
  /** What stays, and why. */
  readonly remarks: readonly string[];
}

/** @returns nothing where capture is not installed. @throws InputError */
export function uninstallSteps(worktree: Worktree): Removal | undefined {
  const installed = readInstallation(worktree.commonFolder);
  if (installed === undefined) return undefined;
  const hooks = hookRemovals(installed.hooks);
  const steps: FileStep[] = [
    ...hooks.steps,
    ...settingsRemovals(installed.settings),
    ...excludeRemovals(excludePath(worktree), installed.settings),
    { kind: "remove", path: installationPath(worktree.commonFolder) },
  ];
  return { steps, folders: installed.folders, remarks: [...hooks.remarks, ...keptRemarks(worktree, installed)] };
}

/** @throws InputError */
export function userUninstallSteps(): FileStep[] {
  const path = userInstallationPath();
  const removals = settingsRemovals(readUserSettings(path));
  return existsSync(path) ? [...removals, { kind: "remove", path }] : removals;
}

/** Removes what was recorded, in every worktree; encrypted prompts that were not uploaded stay. */
export function forgetRecords({ commonFolder }: Worktree): void {
  const worktrees = join(commonFolder, "worktrees");
  const names = existsSync(worktrees) ? readdirSync(worktrees) : [];
  for (const gitFolder of names.map((name) => join(worktrees, name))) {
    rmSync(captureFolder(gitFolder), { recursive: true, force: true });
  }
  const folder = captureFolder(commonFolder);
  const outbox = outboxFolder(commonFolder);
  for (const name of existsSync(folder) ? readdirSync(folder) : []) {
    if (join(folder, name) !== outbox) rmSync(join(folder, name), { recursive: true, force: true });
  }
  removeIfEmpty(outbox);
  removeIfEmpty(folder);
}

export function removeIfEmpty(folder: string): void {
  if (existsSync(folder) && readdirSync(folder).length === 0) rmSync(folder, { recursive: true });
}

function keptRemarks({ commonFolder }: Worktree, { keyFile }: Installation): string[] {
  const outbox = outboxFolder(commonFolder);
  const waiting = existsSync(outbox) ? readdirSync(outbox).length : 0;
  return [
    ...(waiting > 0 ? [`${waiting} encrypted prompts were never uploaded and stay in ${outbox}`] : []),
    `${keyFile} stays: without it nobody can verify the digests of commits that exist`,
  ];
}
