/** What people and clients write for a commit: a branch, a tag, a full ref, an id or the beginning of one. */
import type { GitData } from "../core/git-state.ts";
import { find, stored } from "./objects.ts";

/** The id of the commit, `undefined` where nothing of that name exists. */
export function resolveCommit(git: GitData, name: string): string | undefined {
  const candidates = [name, `refs/${name}`, `refs/heads/${name}`, `refs/tags/${name}`];
  const direct = candidates.map((ref) => git.refs[ref]).find((sha) => sha !== undefined);
  const sha = direct ?? (/^[0-9a-f]{7,40}$/.test(name) ? byPrefix(git, name) : undefined);
  return sha === undefined ? undefined : peel(git, sha);
}

function byPrefix(git: GitData, prefix: string): string | undefined {
  if (prefix.length === 40) return stored(git, prefix) === undefined ? undefined : prefix;
  const found = Object.keys(git.objects).filter((sha) => sha.startsWith(prefix));
  return found.length === 1 ? found[0] : undefined;
}

/** Follows annotated tags to their commit. */
function peel(git: GitData, sha: string): string | undefined {
  const tag = find(git, sha, "tag");
  if (tag !== undefined) return peel(git, tag.object);
  return find(git, sha, "commit") === undefined ? undefined : sha;
}

/** A tree by its own id or by a commit that has it. */
export function resolveTree(git: GitData, name: string): string | undefined {
  if (find(git, name, "tree") !== undefined) return name;
  const commit = resolveCommit(git, name);
  return commit === undefined ? undefined : find(git, commit, "commit")?.tree;
}
