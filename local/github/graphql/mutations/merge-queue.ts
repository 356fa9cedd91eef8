/** Putting pull requests into the merge queue of their base and taking them out: GraphQL only, the REST API has neither. */
import type { Call } from "../../core/contract.ts";
import { HttpError } from "../../core/errors.ts";
import type { PullRequest } from "../../core/git-state.ts";
import type { Repository } from "../../core/state.ts";
import { Refusal } from "../../git/judge.ts";
import { advanceQueues, dequeue, enqueue, entryOf } from "../../git/merge-queue.ts";
import { queueRule } from "../../git/queue-rule.ts";
import type { MergeQueueParameters } from "../../rules/rule/merge-queue.ts";
import { failure, unknownNode, unprocessable } from "../failure.ts";
import { requireMutable } from "../guard.ts";
import { numberOf, pullById } from "../nodes.ts";
import { queueEntryObject } from "../objects/merge-queue.ts";

interface EnqueueInput {
  readonly pullRequestId: string;
  readonly expectedHeadOid?: string | null;
  readonly jump?: boolean | null;
  readonly clientMutationId?: string | null;
}

interface DequeueInput {
  readonly id: string;
  readonly clientMutationId?: string | null;
}

export const mergeQueueMutations = {
  enqueuePullRequest: ({ input }: { input: EnqueueInput }, call: Call) => enqueuePullRequest(call, input),
  dequeuePullRequest: ({ input }: { input: DequeueInput }, call: Call) => dequeuePullRequest(call, input),
};

function enqueuePullRequest(call: Call, input: EnqueueInput) {
  const { repository, pull } = writablePull(call, input.pullRequestId, "EnqueuePullRequest");
  const rule = queueRule(call.state, repository, pull.base.branch);
  if (rule === undefined) throw unprocessable("The base branch does not have a merge queue.");
  refuseUnready(repository, pull, input);
  const entry = refusedInWords(() => queued(call, repository, pull, rule, input.jump ?? false));
  const mergeQueueEntry = queueEntryObject(call, repository, entry);
  advanceQueues(call, repository);
  return { clientMutationId: input.clientMutationId ?? null, mergeQueueEntry };
}

function writablePull(call: Call, id: string, operation: string): { repository: Repository; pull: PullRequest } {
  const found = pullById(call, numberOf(id, "PullRequest"));
  if (found === undefined) throw unknownNode(id);
  requireMutable(call, found.repository, operation, "contents:write", "write");
  return found;
}

function refuseUnready(repository: Repository, pull: PullRequest, { expectedHeadOid }: EnqueueInput): void {
  if (pull.state === "closed") throw unprocessable("Pull request is closed");
  if (pull.draft) throw unprocessable("Pull request is in draft state");
  if (entryOf(repository, pull) !== undefined) throw unprocessable("Pull request is already in the queue");
  if (expectedHeadOid && expectedHeadOid !== pull.head.sha) {
    throw unprocessable(`Head sha didn't match expected sha: ${expectedHeadOid}`);
  }
}

function queued(call: Call, repository: Repository, pull: PullRequest, rule: MergeQueueParameters, jump: boolean) {
  const entry = enqueue(call, repository, pull, rule, jump);
  if (entry === undefined) throw unprocessable("Pull request has merge conflicts");
  return entry;
}

function refusedInWords<T>(change: () => T): T {
  try {
    return change();
  } catch (error) {
    if (error instanceof Refusal) throw unprocessable(error.message);
    if (error instanceof HttpError) throw failure("FORBIDDEN", error.message);
    throw error;
  }
}

/** `id` is the pull request's. */
function dequeuePullRequest(call: Call, input: DequeueInput) {
  const { repository, pull } = writablePull(call, input.id, "DequeuePullRequest");
  const entry = entryOf(repository, pull);
  if (entry === undefined) throw unprocessable("Pull request is not in the queue");
  const mergeQueueEntry = queueEntryObject(call, repository, entry);
  dequeue(repository, entry);
  advanceQueues(call, repository);
  return { clientMutationId: input.clientMutationId ?? null, mergeQueueEntry };
}
