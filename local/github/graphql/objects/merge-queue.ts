/** `MergeQueue` and its entries. */
import { userById } from "../../core/actors.ts";
import type { Call } from "../../core/contract.ts";
import type { QueueEntry } from "../../core/git-state.ts";
import { nodeId } from "../../core/node-id.ts";
import type { Repository } from "../../core/state.ts";
import { queueOf } from "../../git/merge-queue.ts";
import { queueRule } from "../../git/queue-rule.ts";
import { queueVerdict } from "../../git/queue-verdict.ts";
import type { QueueVerdict } from "../../git/queue-verdict.ts";
import type { MergeQueueParameters } from "../../rules/rule/merge-queue.ts";
import { connection } from "../connection.ts";
import type { ConnectionArguments } from "../connection.ts";
import { userObject } from "./accounts.ts";
import { pullObject } from "./pull-request.ts";
import { commitObject, repositoryObject } from "./repository.ts";

/** `null` where the branch has no queue. */
export function mergeQueueObject(call: Call, repository: Repository, branch: string): Record<string, unknown> | null {
  const rule = queueRule(call.state, repository, branch);
  if (rule === undefined) return null;
  const resourcePath = `/${repository.owner}/${repository.name}/queue/${branch}`;
  return {
    __typename: "MergeQueue",
    id: nodeId("MergeQueue", `${repository.id}:${branch}`),
    ...{ resourcePath, url: `${call.htmlUrl}${resourcePath}`, configuration: configuration(rule) },
    repository: () => repositoryObject(call, repository),
    entries: (args: ConnectionArguments) =>
      connection(
        queueOf(repository, branch).map((entry) => queueEntryObject(call, repository, entry)),
        args,
        "entries",
      ),
  };
}

function configuration(rule: MergeQueueParameters) {
  return {
    checkResponseTimeout: rule.check_response_timeout_minutes,
    maximumEntriesToBuild: rule.max_entries_to_build,
    maximumEntriesToMerge: rule.max_entries_to_merge,
    mergeMethod: rule.merge_method,
    mergingStrategy: rule.grouping_strategy,
    minimumEntriesToMerge: rule.min_entries_to_merge,
    minimumEntriesToMergeWaitTime: rule.min_entries_to_merge_wait_minutes,
  };
}

export function queueEntryObject(call: Call, repository: Repository, entry: QueueEntry) {
  const { id, pullNumber, base, enqueuerId, enqueuedAt, jump, group } = entry;
  const pull = repository.git.pulls.find((candidate) => candidate.number === pullNumber);
  const enqueuer = userById(call.state, enqueuerId);
  const commit = (sha: string | null | undefined) => () => (sha ? commitObject(repository, sha) : null);
  return {
    __typename: "MergeQueueEntry",
    ...{ id: nodeId("MergeQueueEntry", id), enqueuedAt, jump, solo: false },
    position: queueOf(repository, base).findIndex((other) => other.id === id) + 1,
    state: stateOf(call, repository, entry),
    enqueuer: enqueuer === undefined ? null : () => userObject(call, enqueuer),
    ...{ baseCommit: commit(group?.baseSha), headCommit: commit(group?.headSha) },
    mergeQueue: () => mergeQueueObject(call, repository, base),
    pullRequest: () => (pull === undefined ? null : pullObject(call, repository, pull)),
  };
}

const states: Readonly<Record<QueueVerdict, string>> = {
  waiting: "QUEUED",
  conflict: "UNMERGEABLE",
  pending: "AWAITING_CHECKS",
  green: "MERGEABLE",
  red: "UNMERGEABLE",
};

function stateOf(call: Call, repository: Repository, entry: QueueEntry): string {
  const pull = repository.git.pulls.find((candidate) => candidate.number === entry.pullNumber);
  const rule = queueRule(call.state, repository, entry.base);
  if (pull === undefined || rule === undefined) return "QUEUED";
  return states[queueVerdict(call.state, repository, { entry, pull }, rule, call.now)];
}
