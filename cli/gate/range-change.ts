import { isAiPath } from "../../governance/ai-paths/ownership.ts";
import type { Change } from "../../governance/gate/index.ts";
import type { CommitFacts } from "../../governance/provenance/index.ts";
import { commitsOf } from "../git/commits.ts";
import { diffOf } from "../git/diff.ts";
import { openRepository, type GitRepository } from "../git/git.ts";
import { mergeBase, rangeOf, type CommitRange } from "../git/range.ts";
import { InputError } from "../read-input.ts";

export interface RangeSubject {
  /** `base..head`. */
  readonly range: string;
  readonly gitDir: string;
  /** Name of the repository in the declaration. */
  readonly repository: string;
}

/** What git knows of a range of commits: nothing of a pull request, and no signature is verified. @throws InputError */
export async function changeOfRange({ range, gitDir, repository: name }: RangeSubject): Promise<Change> {
  const repository = await openRepository(gitDir);
  const { head, base, named } = await rangeOf(repository, range);
  if (base === undefined) throw new InputError(`range ${named} has no base; write base..head, e.g. origin/main..HEAD`);
  const [commits, { files, changedLines }] = await Promise.all([
    factsOf(repository, { head, base, named }),
    mergeBase(repository, base, head).then((common) => diffOf(repository, common, head, isAiPath)),
  ]);
  if (commits.length === 0) {
    throw new InputError(
      `range ${named} has no commit: ${head.slice(0, 12)} has nothing that its base has not; name another`,
    );
  }
  return { repository: name, trigger: "range", head, commits, files, changedLines };
}

/** Oldest first. */
async function factsOf(repository: GitRepository, range: CommitRange): Promise<CommitFacts[]> {
  const commits: CommitFacts[] = [];
  for await (const { id, parents, author, committer, message, verified, note } of commitsOf(repository, range)) {
    commits.push({ id, parents, author, committer, message, verified, ...(note !== undefined && { note }) });
  }
  return commits.reverse();
}
