/** The folder whose hooks git runs, and whether it is ours to write to. */
import { join, relative, resolve } from "node:path";
import { quoted } from "../../governance/capture/index.ts";
import { InputError } from "../input-error.ts";
import { git, type Worktree } from "./git.ts";
import { isWithin, real } from "./paths.ts";
import { gitProgram } from "./programs.ts";

/** @throws InputError where a hook there would reach other repositories, other people, or be overwritten. */
export function hooksFolderOf(worktree: Worktree): string {
  const { top, commonFolder } = worktree;
  const folder = real(resolve(top, git(top, ["rev-parse", "--git-path", "hooks"])));
  if (isWithin(folder, real(commonFolder))) return folder;
  if (!isWithin(folder, real(top))) throw new InputError(sharedFolder(folder, commonFolder));
  if (isOfHusky(folder)) throw new InputError(otherManager(`${folder} is written by husky`, ".husky"));
  if (git(top, ["ls-files", "--", folder]) !== "") {
    throw new InputError(otherManager(`${folder} is tracked in the repository`, relative(top, folder)));
  }
  return folder;
}

function sharedFolder(folder: string, commonFolder: string): string {
  return (
    `${folder} (core.hooksPath) is outside this repository, so that other repositories may run its hooks; nothing was changed. ` +
    `Give this repository hooks of its own: git config --local core.hooksPath ${quoted(join(commonFolder, "hooks"))}`
  );
}

// A line in a tracked hook reaches everybody who works there: theirs to decide, and they have no such path.
function otherManager(found: string, folder: string): string {
  const { node, entry } = gitProgram("prepare-commit-msg");
  return (
    `${found}; nothing was changed. Write into ${folder}/prepare-commit-msg, commit-msg and post-commit, each with its own name: ` +
    `${quoted(node)} ${quoted(entry)} prepare-commit-msg "$@" || true. Then: ai-governance capture install --no-git-hooks`
  );
}

function isOfHusky(folder: string): boolean {
  return /[\\/]\.husky[\\/]_$/.test(folder);
}
