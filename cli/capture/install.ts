/** Puts capture in place, and takes it away. Everything is looked at first: where something is in the way, nothing changes. */
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import type { AgentTool, GitHook, HookProgram } from "../../governance/capture/index.ts";
import { InputError } from "../input-error.ts";
import { excludeSteps } from "./exclude-file.ts";
import type { FileStep } from "./file-steps.ts";
import type { Worktree } from "./git.ts";
import { hookSteps, type Planned } from "./hook-files.ts";
import { hooksFolderOf } from "./hooks-folder.ts";
import { installationPath } from "./folders.ts";
import {
  readInstallation,
  readUserSettings,
  userInstallationPath,
  writing,
  type Installation,
} from "./installation.ts";
import { defaultKeyPath, keyOf, newKeyText, readKey } from "./key.ts";
import { settingsSteps } from "./settings-files.ts";

export interface InstallRequest {
  readonly worktree: Worktree;
  readonly tools: readonly AgentTool[];
  /** Settings of the user in place of the worktree's. */
  readonly user: boolean;
  readonly gitHooks: boolean;
  /** Absolute; default: the user's own key, made where there is none. */
  readonly keyFile?: string;
  /** Where prompts are kept; absent: digests only. */
  readonly store?: { readonly bucket: string; readonly recipient: string };
}

const nothing: Planned = { steps: [], files: [] };

/** @throws InputError */
export function installSteps(request: InstallRequest): FileStep[] {
  const { worktree, tools, user, store } = request;
  const path = installationPath(worktree.commonFolder);
  const earlier = readInstallation(path);
  const program = programFor(store !== undefined);
  const key = keyFor(request.keyFile);
  const hooks = request.gitHooks ? plannedHooks(worktree, program, earlier, store !== undefined) : nothing;
  const settings = user ? nothing : settingsSteps(worktree, tools, program, earlier?.settings ?? []);
  const exclude = excludeSteps(worktree, settings.files, earlier?.settings ?? []);
  const ofUser = user ? userSteps(tools, program) : [];
  const files = [...hooks.steps, ...settings.steps, ...exclude.steps];
  const value: Installation = {
    version: 1,
    keyFile: key.file,
    keyId: key.id,
    hooks: united(hooks, earlier?.hooks ?? []),
    settings: united({ ...settings, files: [...settings.files, ...exclude.files] }, earlier?.settings ?? []),
    folders: [...new Set([...(earlier?.folders ?? []), ...missingFolders(files)])],
    ...(store && { store }),
  };
  return [...key.steps, ...files, ...ofUser, ...writing(path, value)];
}

function missingFolders(steps: readonly FileStep[]): string[] {
  return steps.map(({ path }) => dirname(path)).filter((folder) => !existsSync(folder));
}

function userSteps(tools: readonly AgentTool[], program: HookProgram): FileStep[] {
  const path = userInstallationPath();
  const earlier = readUserSettings(path);
  const planned = settingsSteps(undefined, tools, program, earlier);
  return [...planned.steps, ...writing(path, { version: 1, settings: united(planned, earlier) })];
}

/** Node and the file that hooks run with it: the light one unless prompts are encrypted. */
export function programFor(stores: boolean): HookProgram {
  return { node: process.execPath, entry: join(import.meta.dirname, stores ? "store-main.ts" : "hook-main.ts") };
}

function plannedHooks(
  worktree: Worktree,
  program: HookProgram,
  earlier: Installation | undefined,
  stores: boolean,
): Planned {
  const hooks: GitHook[] = [
    "prepare-commit-msg",
    "commit-msg",
    "post-commit",
    ...(stores ? ["pre-push" as const] : []),
  ];
  return hookSteps(hooksFolderOf(worktree, program), hooks, program, earlier?.hooks ?? []);
}

/** What is installed now, and what was before elsewhere, e.g. in another worktree. */
function united({ files }: Planned, earlier: Planned["files"]): Installation["hooks"] {
  const paths = new Set(files.map(({ path }) => path));
  return [...earlier.filter(({ path }) => !paths.has(path)), ...files];
}

interface PlannedKey {
  readonly file: string;
  readonly id: string;
  readonly steps: readonly FileStep[];
}

function keyFor(given: string | undefined): PlannedKey {
  if (given !== undefined) {
    if (!existsSync(given))
      throw new InputError(`${given}: there is no such file; make a key: openssl rand -hex 32 > ${given}`);
    return { file: given, id: readKey(given).id, steps: [] };
  }
  const file = defaultKeyPath();
  if (existsSync(file)) return { file, id: readKey(file).id, steps: [] };
  const text = newKeyText();
  return { file, id: keyOf(text, file).id, steps: [{ kind: "write", path: file, text, mode: 0o600 }] };
}
