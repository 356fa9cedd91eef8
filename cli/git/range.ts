/** Which commits are meant, as ids: nothing that a user or a branch is called reaches git unresolved. */
import { InputError } from "../read-input.ts";
import { failure, git, type GitRepository } from "./git.ts";

/** The commits that `head` has and `base` has not; without a base, all of `head`. */
export interface CommitRange {
  readonly head: string;
  readonly base?: string;
  /** As the user wrote it, for messages. */
  readonly named: string;
}

/**
 * Reads `head`, or `base..head` where an empty side is HEAD.
 *
 * @throws InputError for what the repository does not have, and for a shallow clone, where commits are cut off
 */
export async function rangeOf(repository: GitRepository, named: string): Promise<CommitRange> {
  if (named.includes("...")) {
    throw new InputError(`range ${named}: three dots mean commits of either side; write base..head, with two`);
  }
  const range = idsOf(repository, named);
  // Beside each other, as each is a process. Where both fail, the missing commit is one that the shallow clone lacks.
  await Promise.all([refuseShallow(repository), range.catch(() => undefined)]);
  return range;
}

async function idsOf(repository: GitRepository, named: string): Promise<CommitRange> {
  const at = named.indexOf("..");
  if (at < 0) return { head: await commitIdOf(repository, named), named };
  const sides = [named.slice(0, at), named.slice(at + 2)].map((side) => (side === "" ? "HEAD" : side));
  const [base = "", head = ""] = await Promise.all(sides.map((side) => commitIdOf(repository, side)));
  return { head, base, named };
}

/** @throws InputError */
export async function commitIdOf(repository: GitRepository, name: string): Promise<string> {
  const words = ["rev-parse", "--verify", "--quiet", "--end-of-options", `${name}^{commit}`];
  const { exitCode, stdout } = await git(repository, words);
  const id = stdout.trim();
  if (exitCode === 0 && isId(id)) return id;
  throw new InputError(await reasonOf(repository, name));
}

async function reasonOf(repository: GitRepository, name: string): Promise<string> {
  if (isId(name)) {
    return `commit ${name} is not in ${repository.named}; fetch it: git fetch origin ${name}`;
  }
  if (name === "HEAD") {
    return `${repository.named} has no commit at HEAD: it is empty, or its branch is another one; name a branch with --range`;
  }
  return `${repository.named} has no branch, tag or commit called ${name}; a branch that was only fetched is origin/${name}`;
}

export function isId(text: string): boolean {
  return /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(text);
}

/** Whether history was cut off when the repository was cloned. */
export async function isShallow(repository: GitRepository): Promise<boolean> {
  const words = ["rev-parse", "--is-shallow-repository"];
  const { stdout, stderr } = await git(repository, words);
  if (stdout === "true\n") return true;
  if (stdout === "false\n") return false;
  throw failure(repository, words, stderr);
}

async function refuseShallow(repository: GitRepository): Promise<void> {
  if (!(await isShallow(repository))) return;
  throw new InputError(
    `${repository.named} is a shallow clone: git cannot tell which commits a range has. Run git fetch --unshallow, or give actions/checkout fetch-depth: 0`,
  );
}

/** The commit where two histories parted. @throws InputError where they never met */
export async function mergeBase(repository: GitRepository, one: string, other: string): Promise<string> {
  const words = ["merge-base", "--end-of-options", one, other];
  const { exitCode, stdout, stderr } = await git(repository, words);
  const id = stdout.trim();
  if (exitCode === 0 && isId(id)) return id;
  if (exitCode === 1 && stderr === "") {
    throw new InputError(`${one} and ${other} have no commit in common: they are of different histories`);
  }
  throw failure(repository, words, stderr);
}
