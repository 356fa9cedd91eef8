/** Reads where the commits of a history come from. */
import { provenanceOfCommit, type Known } from "../../governance/provenance/index.ts";
import { commitsOf } from "../git/commits.ts";
import { openRepository } from "../git/git.ts";
import { rangeOf } from "../git/range.ts";
import { InputError } from "../read-input.ts";
import { originOf, type CommitOrigin } from "./origin.ts";
import { Tally, type HistoryReport } from "./tally.ts";

export interface ScanArgs {
  /** Folder in a working tree, a bare repository or a `.git` folder. */
  readonly gitDir: string;
  /** `head` or `base..head`. */
  readonly range: string;
  readonly known: Known;
  /** Takes each commit, newest first, and how many there were with it. What it waits for is waited for. */
  readonly each: (origin: CommitOrigin, count: number) => Promise<unknown> | undefined;
}

/** @throws InputError where there is nothing to scan, or it cannot be read to its end */
export async function scan({ gitDir, range: named, known, each }: ScanArgs): Promise<HistoryReport> {
  const repository = await openRepository(gitDir);
  const { head, base } = await rangeOf(repository, named);
  const tally = new Tally();
  for await (const commit of commitsOf(repository, { head, named, ...(base !== undefined && { base }) })) {
    const origin = originOf(commit, provenanceOfCommit(commit, known));
    tally.add(origin);
    const busy = each(origin, tally.commits);
    if (busy !== undefined) await busy;
  }
  if (tally.commits === 0) {
    throw new InputError(`range ${named} has no commits: its base has all that its head has; write base..head`);
  }
  return tally.report({ repository: gitDir, range: named, head, ...(base !== undefined && { base }) });
}
