import { inventoryOf } from "../../../governance/controls/inventory.ts";
import type { Declaration } from "../../../governance/declaration/schema.ts";
import { isMissing, type Change, type Trigger } from "../../../governance/gate/index.ts";
import { CannotTell } from "../cannot-tell.ts";
import type { RepositoryName } from "./address.ts";
import { compareCommits } from "./commits.ts";
import type { GitHub } from "./connection.ts";
import { changedFiles } from "./files.ts";
import { refuseDroppedGroup, type MergeGroup } from "./merge-group.ts";
import { countedPeople } from "./people.ts";
import { readPull } from "./pull.ts";
import { refTip } from "./refs.ts";
import { standingReviews } from "./reviews.ts";
import { taskProvenance } from "./tasks.ts";

/** Which pull request is to be judged, and why. */
export interface PullSubject extends RepositoryName {
  readonly trigger: Exclude<Trigger, "range">;
  readonly number: number;
  /** The head that the run is about. Default: whatever it is now. */
  readonly head?: string;
  /** `merge_group` only. */
  readonly group?: MergeGroup;
}

/** Everything that GitHub knows of a pull request and the gate needs. @throws GitHubFailure, CannotTell */
export async function changeOfPull(github: GitHub, subject: PullSubject, declaration: Declaration): Promise<Change> {
  const { trigger, group, number } = subject;
  const asked: RepositoryName = { owner: subject.owner, repo: subject.repo };
  const { pull, name, id, changedLines } = await readPull(github, asked, number, subject.head);
  if (group && group.baseBranch !== pull.baseBranch) {
    throw new CannotTell(
      `${name.owner}/${name.repo}#${number} goes to ${pull.baseBranch} by now, not to the queue of ${group.baseBranch}`,
    );
  }
  const base = await refTip(github, name, `heads/${pull.baseBranch}`);
  const { mergeBase, commits } = await compareCommits(github, name, base, pull.head);
  const tasks = await taskProvenance(github, name, { pull, id, commits }, declaration);
  const files = await changedFiles(github, name, mergeBase, pull.head);
  const approvals =
    trigger === "merge_group" || trigger === "ask"
      ? await approvalFacts(github, { ...subject, ...name }, declaration)
      : {};
  // Last: a push to the pull request drops the queue's commit, so that what was read above is what it holds.
  if (group) await refuseDroppedGroup(github, name, group);
  return {
    repository: name.repo,
    trigger,
    head: group?.head ?? pull.head,
    pull,
    ...(tasks && { tasks }),
    commits,
    files,
    changedLines,
    ...approvals,
  };
}

/** A job's own token reads no teams: in a merge queue, GitHub's rules then count whose approvals they are. */
async function approvalFacts(
  github: GitHub,
  { trigger, number, owner, repo }: PullSubject,
  declaration: Declaration,
): Promise<Pick<Change, "approvals" | "reviewers" | "owners">> {
  const tier = new Map(Object.entries(inventoryOf(declaration))).get(repo) ?? declaration.defaultTier;
  const approvals = await standingReviews(github, { owner, repo }, number);
  const { reviewers, owners } = await countedPeople(github, declaration, tier);
  const isLeft = (fact: unknown): boolean => fact === undefined || (trigger === "merge_group" && isMissing(fact));
  return {
    approvals,
    ...(!isLeft(reviewers) && { reviewers }),
    ...(!isLeft(owners) && { owners }),
  };
}
