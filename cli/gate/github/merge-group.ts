import { CannotTell } from "../cannot-tell.ts";
import type { RepositoryName } from "./address.ts";
import type { GitHub } from "./connection.ts";
import { GitHubFailure } from "./failure.ts";
import { refTip } from "./refs.ts";

/** A commit that a merge queue made of a pull request for trial. */
export interface MergeGroup {
  readonly head: string;
  /** Its temporary branch, without `refs/`: `heads/gh-readonly-queue/main/pr-7-<commit>`. */
  readonly ref: string;
  readonly baseBranch: string;
}

const queueRef = /^(?:refs\/)?(heads\/gh-readonly-queue\/(.+)\/pr-([1-9]\d{0,9})-[0-9a-f]{40,64})$/;

/** The parts of a queue's temporary branch; undefined: the name is none. */
export function queueBranch(name: string): { ref: string; baseBranch: string; number: number } | undefined {
  const [, ref, baseBranch, number] = queueRef.exec(name) ?? [];
  return ref === undefined || baseBranch === undefined ? undefined : { ref, baseBranch, number: Number(number) };
}

/** Makes sure that the queue still has that commit. @throws GitHubFailure; CannotTell where it was built anew or dropped */
export async function refuseDroppedGroup(github: GitHub, name: RepositoryName, group: MergeGroup): Promise<void> {
  const tip = await refTip(github, name, group.ref).catch((error: unknown) => {
    if (error instanceof GitHubFailure && error.status === 404) return undefined;
    throw error;
  });
  if (tip === group.head) return;
  throw new CannotTell(
    `the merge queue of ${name.owner}/${name.repo} has dropped or rebuilt the commit ${group.head.slice(0, 12)} that this run is about; ` +
      "the run about the new one judges it",
  );
}
