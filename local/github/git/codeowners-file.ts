/** The CODEOWNERS file of a commit. */
import type { GitData } from "../core/git-state.ts";
import { codeownersPaths } from "../rules/codeowners.ts";
import { entryAt } from "./files.ts";
import { commitOf, contentOf, find } from "./objects.ts";

/** "CODEOWNERS files must be under 3 MB in size." A larger one is not loaded. In bytes. */
const largest = 3 * 1024 * 1024;

export function codeownersFile(git: GitData, commitSha: string): { path: string; text: string } | undefined {
  const { tree } = commitOf(git, commitSha);
  for (const path of codeownersPaths) {
    const blob = find(git, entryAt(git, tree, path)?.sha ?? "", "blob");
    const bytes = blob === undefined ? undefined : contentOf(blob);
    if (bytes !== undefined) return bytes.length < largest ? { path, text: bytes.toString("utf8") } : undefined;
  }
  return undefined;
}
