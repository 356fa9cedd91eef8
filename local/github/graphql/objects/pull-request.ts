/** Pull requests with their conversations. */
import { userById } from "../../core/actors.ts";
import type { Call } from "../../core/contract.ts";
import type { PullRequest, ReviewThread } from "../../core/git-state.ts";
import { nodeId } from "../../core/node-id.ts";
import type { Repository } from "../../core/state.ts";
import { entryOf } from "../../git/merge-queue.ts";
import { headRepository, isFromFork } from "../../git/network.ts";
import { queueRule } from "../../git/queue-rule.ts";
import { mergeability } from "../../git/mergeable.ts";
import { connection } from "../connection.ts";
import type { ConnectionArguments } from "../connection.ts";
import { mergeQueueObject, queueEntryObject } from "./merge-queue.ts";
import { userObject } from "./accounts.ts";
import { pullState } from "./lists.ts";
import { pullLists } from "./pull-request-lists.ts";
import { ownerObject, repositoryObject } from "./repository.ts";

export function pullObject(call: Call, repository: Repository, pull: PullRequest) {
  const { number, title, body, draft, head, base, createdAt, updatedAt, closedAt, merged } = pull;
  const entry = entryOf(repository, pull);
  const headAt = headRepository(call.state, repository, pull);
  return {
    __typename: "PullRequest",
    ...{ id: nodeId("PullRequest", pull.id), databaseId: pull.id, number, title, body: body ?? "" },
    ...{ createdAt, updatedAt, closedAt, mergedAt: merged?.at ?? null },
    state: pullState(pull),
    closed: pull.state === "closed",
    merged: merged !== null,
    isDraft: draft,
    isCrossRepository: isFromFork(pull),
    headRepository: () => (headAt === undefined ? null : repositoryObject(call, headAt)),
    headRepositoryOwner: () => (headAt === undefined ? null : ownerObject(call, headAt)),
    url: `${call.htmlUrl}/${repository.owner}/${repository.name}/pull/${number}`,
    ...{ headRefName: head.branch, headRefOid: head.sha, baseRefName: base.branch, baseRefOid: base.sha },
    author: () => accountObject(call, pull.authorId),
    mergedBy: () => (merged === null ? null : accountObject(call, merged.byId)),
    repository: () => repositoryObject(call, repository),
    mergeable: () => mergeableName(mergeability(call.state, repository, pull, call.now).mergeable),
    mergeStateStatus: () => mergeability(call.state, repository, pull, call.now).state.toUpperCase(),
    isMergeQueueEnabled: () => queueRule(call.state, repository, base.branch) !== undefined,
    isInMergeQueue: entry !== undefined,
    mergeQueue: () => mergeQueueObject(call, repository, base.branch),
    mergeQueueEntry: () => (entry === undefined ? null : queueEntryObject(call, repository, entry)),
    ...pullLists(call, repository, pull),
    reviewThreads: (args: ConnectionArguments) =>
      connection(
        pull.threads.map((thread) => threadObject(call, repository, pull, thread)),
        args,
        "reviewThreads",
      ),
  };
}

const mergeableName = (mergeable: boolean | null): string =>
  mergeable === null ? "UNKNOWN" : mergeable ? "MERGEABLE" : "CONFLICTING";

function accountObject(call: Call, id: number) {
  const user = userById(call.state, id);
  return user === undefined ? null : userObject(call, user);
}

export function threadObject(call: Call, repository: Repository, pull: PullRequest, thread: ReviewThread) {
  const { id, resolved, path, comments } = thread;
  return {
    __typename: "PullRequestReviewThread",
    ...{ id: nodeId("PullRequestReviewThread", id), path, isResolved: resolved, line: comments[0]?.line ?? null },
    pullRequest: () => pullObject(call, repository, pull),
    repository: () => repositoryObject(call, repository),
  };
}
