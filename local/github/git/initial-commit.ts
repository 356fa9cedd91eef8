/** The first commit of a repository. */
import type { Repository, State } from "../core/state.ts";
import { treeFrom } from "./files.ts";
import type { TreeFile } from "./files.ts";
import { putBlob, putObject } from "./objects.ts";
import { webFlow, webFlowSignature, wholeSeconds } from "./signatures.ts";

export interface InitialCommit {
  readonly author: { readonly name: string; readonly email: string };
  readonly now: Date;
  /** Default: `Initial commit`. */
  readonly message?: string;
}

/**
 * Commits files to the default branch of an empty repository. No rule judges it.
 * @param files path to text
 * @returns the id of the commit
 */
export function createInitialCommit(
  _state: State,
  repository: Repository,
  files: Readonly<Record<string, string>>,
  { author, now, message = "Initial commit" }: InitialCommit,
): string {
  const { git } = repository;
  const entries = Object.entries(files).map(([path, text]): [string, TreeFile] => [
    path,
    { mode: "100644", sha: putBlob(git, Buffer.from(text)) },
  ]);
  const sha = putObject(git, {
    type: "commit",
    tree: treeFrom(git, new Map(entries)),
    parents: [],
    author: { ...author, date: wholeSeconds(now) },
    committer: webFlow(now),
    message,
    signature: webFlowSignature,
  });
  git.refs[`refs/heads/${repository.defaultBranch}`] = sha;
  repository.pushedAt = wholeSeconds(now);
  return sha;
}
