/** Files of local GitHub's repositories, as workflows and actions are taken from them. */
import { chmod, mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { repositoryByName } from "../github/core/actors.ts";
import type { GitData } from "../github/core/git-state.ts";
import type { Repository, State } from "../github/core/state.ts";
import { entryAt, filesOf, isFolder } from "../github/git/files.ts";
import { commitOf, contentOf, find } from "../github/git/objects.ts";

export const fullNameOf = ({ owner, name }: Repository): string => `${owner}/${name}`;

export function repositoryNamed(state: State, fullName: string): Repository | undefined {
  const [owner = "", name = ""] = fullName.split("/");
  return repositoryByName(state, owner, name);
}

/** The text of a file of a commit; `undefined` where it has none of that path. */
export function textAt(git: GitData, commit: string, path: string): string | undefined {
  const entry = entryAt(git, commitOf(git, commit).tree, path);
  const blob = entry === undefined ? undefined : find(git, entry.sha, "blob");
  return blob === undefined ? undefined : contentOf(blob).toString("utf8");
}

/** Paths of the workflow files of a commit, in order. */
export function workflowPaths(git: GitData, commit: string): string[] {
  const folder = ".github/workflows";
  const entry = entryAt(git, commitOf(git, commit).tree, folder);
  if (entry === undefined || !isFolder(entry)) return [];
  const files = filesOf(git, entry.sha);
  return [...files.keys()].filter((name) => /^[^/]+\.ya?ml$/.test(name)).map((name) => `${folder}/${name}`);
}

/** Writes the files of a commit below a folder, those that may be executed as such. Links and submodules are left out. */
export async function writeFilesAt(git: GitData, commit: string, into: string): Promise<void> {
  for (const [path, { mode, sha }] of filesOf(git, commitOf(git, commit).tree)) {
    const blob = find(git, sha, "blob");
    if (blob === undefined || mode === "120000") continue;
    const file = join(into, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, contentOf(blob));
    if (mode === "100755") await chmod(file, 0o755);
  }
}
