/** Puts capture in place, and takes it away. Everything is looked at first: where something is in the way, nothing changes. */
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { quoted, type AgentTool, type GitHook } from "../../governance/capture/index.ts";
import { InputError } from "../input-error.ts";
import { excludeSteps } from "./exclude-file.ts";
import type { FileStep } from "./file-steps.ts";
import type { Worktree } from "./git.ts";
import { hookRemovals, hookSteps, type Planned } from "./hook-files.ts";
import { hooksFolderOf } from "./hooks-folder.ts";
import { installationPath } from "./folders.ts";
import {
  readInstallation,
  readUserSettings,
  userInstallationPath,
  writing,
  type Installation,
  type InstalledFile,
} from "./installation.ts";
import { defaultKeyPath, keyOf, newKeyText, readKey } from "./key.ts";
import { real } from "./paths.ts";
import { agentProgram } from "./programs.ts";
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
const commitHooks: readonly GitHook[] = ["prepare-commit-msg", "commit-msg", "post-commit"];
const uploadHooks: readonly GitHook[] = ["pre-push"];

/** What an earlier installation put in place and is of no use any more. */
interface Obsolete {
  readonly obsolete: readonly InstalledFile[];
}

/** @throws InputError */
export function installSteps(request: InstallRequest): FileStep[] {
  const { worktree, tools, user, store } = request;
  const earlier = readInstallation(worktree.commonFolder);
  const stores = store !== undefined;
  const key = keyFor(request.keyFile);
  const hooks = request.gitHooks ? plannedHooks(worktree, earlier?.hooks ?? [], stores) : nothing;
  const settings = user ? nothing : settingsSteps(worktree, tools, agentProgram(stores), earlier?.settings ?? []);
  const exclude = excludeSteps(worktree, [...hooks.files, ...settings.files], earlier?.settings ?? []);
  const ofUser = user ? userSteps(tools) : [];
  const files = [...hooks.steps, ...settings.steps, ...exclude.steps];
  const value: Installation = {
    version: 1,
    commonFolder: real(worktree.commonFolder),
    keyFile: key.file,
    keyId: key.id,
    hooks: united(hooks, earlier?.hooks ?? []),
    settings: united({ ...settings, files: [...settings.files, ...exclude.files] }, earlier?.settings ?? []),
    folders: [...new Set([...(earlier?.folders ?? []), ...missingFolders(files)])],
    ...(store && { store }),
  };
  return [...key.steps, ...files, ...ofUser, ...writing(installationPath(worktree.commonFolder), value)];
}

function missingFolders(steps: readonly FileStep[]): string[] {
  return steps.map(({ path }) => dirname(path)).filter((folder) => !existsSync(folder));
}

function userSteps(tools: readonly AgentTool[]): FileStep[] {
  const path = userInstallationPath();
  const earlier = readUserSettings(path);
  // They serve every repository, and one of them may keep prompts.
  const planned = settingsSteps(undefined, tools, agentProgram(true), earlier);
  return [...planned.steps, ...writing(path, { version: 1, settings: united(planned, earlier) })];
}

function plannedHooks(worktree: Worktree, earlier: readonly InstalledFile[], stores: boolean): Planned & Obsolete {
  const folder = hooksFolderOf(worktree);
  const planned = hookSteps(folder, [...commitHooks, ...(stores ? uploadHooks : [])], earlier);
  const unwanted = stores ? [] : uploadHooks.map((hook) => join(folder, hook));
  const obsolete = earlier.filter(({ path }) => unwanted.includes(path));
  return { steps: [...planned.steps, ...hookRemovals(obsolete).steps], files: planned.files, obsolete };
}

/** What is installed now, and what was before elsewhere, e.g. in another worktree. */
function united(
  { files, obsolete = [] }: Planned & Partial<Obsolete>,
  earlier: Planned["files"],
): Installation["hooks"] {
  const paths = new Set([...files, ...obsolete].map(({ path }) => path));
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
      throw new InputError(
        `${given}: there is no such file; make a key: (umask 077 && openssl rand -hex 32 > ${quoted(given)})`,
      );
    return { file: given, id: readKey(given).id, steps: [] };
  }
  const file = defaultKeyPath();
  if (existsSync(file)) return { file, id: readKey(file).id, steps: [] };
  const text = newKeyText();
  return { file, id: keyOf(text, file).id, steps: [{ kind: "write", path: file, text, mode: 0o600 }] };
}
