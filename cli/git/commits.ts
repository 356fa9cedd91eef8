/** Commits of a range, one after the other, in memory that does not grow with their number. */
import type { CommitFacts, Signature } from "../../governance/provenance/index.ts";
import { InputError } from "../read-input.ts";
import { gitStream, type GitRepository } from "./git.ts";
import { isId, type CommitRange } from "./range.ts";
import { recordsOf } from "./records.ts";

/** Names in the facts are as written, which is what agents are recognised by; people are shown by mailmap. */
export interface GitCommit extends CommitFacts {
  /** Author's name by the mailmap. */
  readonly shownAuthor: string;
  /** When it was committed, in seconds since 1970; absent where the commit has no date that can be read. */
  readonly committedAt?: number;
}

// Git cuts every one of these at a NUL, so that none can hold one: a NUL ends a field, and nothing else does.
const fields = ["%H", "%P", "%an", "%ae", "%cn", "%ce", "%aN", "%ct", "%N", "%B"];

/**
 * Newest first, as `git log` does. Signatures are not verified: that takes a process for each commit and a set of trusted keys.
 *
 * @throws InputError where git fails, at whatever commit
 */
export async function* commitsOf(
  repository: GitRepository,
  { head, base }: CommitRange,
): AsyncGenerator<GitCommit, void, undefined> {
  const words = [
    "log",
    "-z",
    `--format=tformat:${fields.join("%x00")}`,
    "--encoding=UTF-8",
    "--no-color",
    "--no-decorate",
    "--no-show-signature",
    "--no-patch",
    "--notes=refs/notes/ai",
    "--end-of-options",
    head,
    ...(base === undefined ? [] : [`^${base}`]),
    "--",
  ];
  for await (const records of recordsOf(gitStream(repository, words), fields.length)) yield* records.map(commitOf);
}

function commitOf(record: readonly string[]): GitCommit {
  const [id = "", parents = "", an = "", ae = "", cn = "", ce = "", shownAuthor = "", time = "", note = ""] = record;
  if (!isId(id)) throw new InputError("git log printed what is no commit; install Git 2.30 or later");
  const signature = (name: string, email: string): Signature => ({ name, email });
  return {
    id,
    parents: parents === "" ? [] : parents.split(" "),
    author: signature(an, ae),
    committer: signature(cn, ce),
    message: record.at(-1) ?? "",
    verified: false,
    shownAuthor,
    ...(/^\d{1,12}$/.test(time) && { committedAt: Number(time) }),
    ...(note !== "" && { note }),
  };
}
