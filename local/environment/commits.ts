/** Commits through GitHub's API, as tools and scripts make them. */
import type { Octokit } from "octokit";

export interface NewCommit {
  readonly message: string;
  /** Path to text, given the commit before. */
  files(before: string): Readonly<Record<string, string>>;
}

/** Stands for a signature; local GitHub takes any as valid. */
const signature = "-----BEGIN PGP SIGNATURE-----\n\ntest\n-----END PGP SIGNATURE-----";

/**
 * Commits one after the other on top of a commit, and moves the branch there, by force; makes it where it is missing.
 * @returns the last commit
 */
export async function commitOnto(
  { git }: Pick<Octokit["rest"], "git">,
  { owner, repo, branch, from }: { owner: string; repo: string; branch: string; from: string },
  commits: readonly NewCommit[],
): Promise<string> {
  let tip = from;
  for (const { message, files } of commits) {
    const tree = Object.entries(files(tip)).map(([path, content]) => ({
      ...{ path, content, mode: "100644" as const, type: "blob" as const },
    }));
    const { data } = await git.createTree({ owner, repo, base_tree: tip, tree });
    const made = await git.createCommit({ owner, repo, message, tree: data.sha, parents: [tip], signature });
    tip = made.data.sha;
  }
  const { data: refs } = await git.listMatchingRefs({ owner, repo, ref: `heads/${branch}` });
  const isThere = refs.some(({ ref }) => ref === `refs/heads/${branch}`);
  if (isThere) await git.updateRef({ owner, repo, ref: `heads/${branch}`, sha: tip, force: true });
  else await git.createRef({ owner, repo, ref: `refs/heads/${branch}`, sha: tip });
  return tip;
}

/** The commit that a branch is at. */
export async function tipOf(
  { git }: Pick<Octokit["rest"], "git">,
  { owner, repo, branch }: { owner: string; repo: string; branch: string },
): Promise<string> {
  const { data } = await git.getRef({ owner, repo, ref: `heads/${branch}` });
  return data.object.sha;
}
