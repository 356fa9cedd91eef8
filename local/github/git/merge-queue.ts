/**
 * Merge queues: docs.github.com, "Managing a merge queue". A queued pull request is merged for trial on top of the base and of
 * everything before it in the queue; that commit is what checks and workflows judge. A queue moves on when a fact changes;
 * nothing happens by itself as time passes.
 */
import { actorOfUser, actorUser } from "../core/actors.ts";
import type { MergeGroup, PullRequest, QueueEntry } from "../core/git-state.ts";
import type { Repository } from "../core/state.ts";
import { takeId } from "../core/state.ts";
import type { MergeQueueParameters } from "../rules/rule/merge-queue.ts";
import { finishMerge } from "./finish-merge.ts";
import { judge } from "./judge.ts";
import type { Pusher } from "./judge.ts";
import { buildMerge } from "./merge-pull.ts";
import { baseTip, pullFacts } from "./pull-facts.ts";
import { queueMethod, queueRule } from "./queue-rule.ts";
import { queueVerdict } from "./queue-verdict.ts";
import type { Queued, QueueVerdict } from "./queue-verdict.ts";
import { wholeSeconds } from "./signatures.ts";

type Moment = Pick<Pusher, "state" | "now">;

/** The entries of a branch's queue, first to be merged first. */
export const queueOf = (repository: Repository, base: string): QueueEntry[] =>
  (repository.git.mergeQueue ?? []).filter((entry) => entry.base === base);

export const entryOf = (repository: Repository, pull: PullRequest): QueueEntry | undefined =>
  (repository.git.mergeQueue ?? []).find((entry) => entry.pullNumber === pull.number);

/**
 * "Once a pull request has passed all required branch protection checks, a user with write access to the repository can add
 * the pull request to the queue."
 * @returns `undefined` where it conflicts with its base
 * @throws Refusal while a rule other than the queue itself forbids the merge
 */
export function enqueue(
  pusher: Pusher,
  repository: Repository,
  pull: PullRequest,
  rule: MergeQueueParameters,
  jump: boolean,
): QueueEntry | undefined {
  const method = queueMethod(rule);
  const after = buildMerge(pusher, repository, pull, { method });
  if (after === undefined) return undefined;
  // The queue brings it up to date: it "does not require a pull request author to update their pull request branch".
  const facts = { ...pullFacts(pusher.state, repository, pull, method), upToDate: true, queue: "entering" as const };
  judge(pusher, repository, { ref: `refs/heads/${pull.base.branch}`, after, pull: facts });
  const entry: QueueEntry = {
    ...{ id: takeId(pusher.state), pullNumber: pull.number, base: pull.base.branch, pullHead: pull.head.sha },
    enqueuerId: actorUser(pusher.state, pusher.actor)?.id ?? pull.authorId,
    ...{ enqueuedAt: wholeSeconds(pusher.now), jump, group: null },
  };
  const others = repository.git.mergeQueue ?? [];
  repository.git.mergeQueue = jump ? [entry, ...others] : [...others, entry];
  return entry;
}

export function dequeue(repository: Repository, entry: QueueEntry): void {
  dropGroup(repository, entry);
  repository.git.mergeQueue = (repository.git.mergeQueue ?? []).filter((other) => other.id !== entry.id);
}

/** Takes out what does not belong any more, builds what is next, merges what is green and removes what failed. */
export function advanceQueues(moment: Moment, repository: Repository): void {
  const bases = new Set((repository.git.mergeQueue ?? []).map((entry) => entry.base));
  for (const base of bases) while (step(moment, repository, base));
}

/** @returns whether something was merged or removed, so that the rest has to be looked at again */
function step({ state, now }: Moment, repository: Repository, base: string): boolean {
  const rule = queueRule(state, repository, base);
  const queued = stillQueued(repository, base, rule);
  if (rule === undefined || queued.length === 0) return false;
  buildGroups({ state, now }, repository, queued, rule);
  const verdicts = queued.map((one) => queueVerdict(state, repository, one, rule, now));
  const ready = queued.slice(0, readyCount(queued, verdicts, rule, now));
  for (const one of ready) land({ state, now }, repository, one);
  const [first] = queued;
  if (ready.length > 0 || first === undefined || !hasFailed(verdicts, rule)) return ready.length > 0;
  dequeue(repository, first.entry);
  return true;
}

/** A pull request that was closed, changed or given another base leaves the queue. */
function stillQueued(repository: Repository, base: string, rule: MergeQueueParameters | undefined): Queued[] {
  return queueOf(repository, base).flatMap((entry) => {
    const pull = repository.git.pulls.find((candidate) => candidate.number === entry.pullNumber);
    const same = pull?.state === "open" && !pull.draft && pull.base.branch === base && pull.head.sha === entry.pullHead;
    if (same && rule !== undefined) return [{ entry, pull }];
    dequeue(repository, entry);
    return [];
  });
}

/** Each on top of the one before it; "Limit the number of queued pull requests requesting checks [...] at the same time." */
function buildGroups(
  moment: Moment,
  repository: Repository,
  queued: readonly Queued[],
  rule: MergeQueueParameters,
): void {
  const most = Math.max(1, rule.max_entries_to_build);
  let onto: string | undefined;
  queued.forEach(({ entry, pull }, index) => {
    const baseSha = onto ?? baseTip(repository, pull);
    if (index >= most) dropGroup(repository, entry);
    else if (entry.group?.baseSha !== baseSha) build(moment, repository, { entry, pull }, rule, baseSha);
    onto = entry.group?.headSha ?? baseSha;
  });
}

function build(
  { state, now }: Moment,
  repository: Repository,
  { entry, pull }: Queued,
  rule: MergeQueueParameters,
  baseSha: string,
) {
  dropGroup(repository, entry);
  const by = { state, actor: actorOfUser(state, entry.enqueuerId), now };
  const headSha = buildMerge(by, repository, pull, { method: queueMethod(rule), onto: baseSha }) ?? null;
  entry.group = { baseSha, headSha, requestedAt: now.toISOString() };
  if (headSha !== null) repository.git.refs[groupRef(entry, entry.group)] = headSha;
}

function dropGroup(repository: Repository, entry: QueueEntry): void {
  if (entry.group !== null) delete repository.git.refs[groupRef(entry, entry.group)];
  entry.group = null;
}

/** The temporary branch whose checks decide: "the `merge_group` event [...] with the prefix `gh-readonly-queue/{base_branch}`". */
export const groupRef = ({ base, pullNumber }: QueueEntry, { baseSha }: MergeGroup): string =>
  `refs/heads/gh-readonly-queue/${base}/pr-${pullNumber}-${baseSha}`;

/** How many from the front are merged now. */
function readyCount(
  queued: readonly Queued[],
  verdicts: readonly QueueVerdict[],
  rule: MergeQueueParameters,
  now: Date,
): number {
  const group = verdicts.slice(0, Math.max(1, rule.max_entries_to_merge));
  const conflict = group.indexOf("conflict");
  const mergeable = conflict < 0 ? group : group.slice(0, conflict);
  const firstOther = mergeable.findIndex((verdict) => verdict !== "green");
  const allGreen = firstOther < 0 ? mergeable.length : firstOther;
  // HEADGREEN: "only the commit at the head of the merge group [...] must pass its required checks to merge."
  const count = rule.grouping_strategy === "ALLGREEN" ? allGreen : mergeable.lastIndexOf("green") + 1;
  const since = Date.parse(queued[0]?.entry.enqueuedAt ?? "");
  const hasWaited = now.getTime() - since >= rule.min_entries_to_merge_wait_minutes * 60_000;
  return count >= rule.min_entries_to_merge || hasWaited ? count : 0;
}

/** Whether the first is to be removed. Where only the head of a group counts, a later commit may still carry it. */
function hasFailed(verdicts: readonly QueueVerdict[], rule: MergeQueueParameters): boolean {
  const [first, ...later] = verdicts;
  if (first === "conflict") return true;
  const mayBeCarried =
    rule.grouping_strategy === "HEADGREEN" && later.some((one) => one === "pending" || one === "green");
  return first === "red" && !mayBeCarried;
}

function land({ state, now }: Moment, repository: Repository, { entry, pull }: Queued): void {
  const sha = entry.group?.headSha;
  if (sha === undefined || sha === null) return;
  dequeue(repository, entry);
  finishMerge({ state, actor: actorOfUser(state, entry.enqueuerId), now }, repository, pull, sha);
}
