/** Commit statuses: https://docs.github.com/rest/commits/statuses. Anyone with write access may set any of them. */
import { repositoryFor } from "../core/access.ts";
import { actorAppId } from "../core/actors.ts";
import type { Call, Handlers, Reply } from "../core/contract.ts";
import { notFound, unprocessable } from "../core/errors.ts";
import type { CommitStatus } from "../core/git-state.ts";
import { nodeId } from "../core/node-id.ts";
import { pageOf } from "../core/pagination.ts";
import type { Repository } from "../core/state.ts";
import { takeId } from "../core/state.ts";
import { advanceQueues } from "../git/merge-queue.ts";
import { find } from "../git/objects.ts";
import { resolveCommit } from "../git/resolve.ts";
import { wholeSeconds } from "../git/signatures.ts";
import { repositoryUrl } from "./bodies/git.ts";
import { userBody } from "./bodies/pull.ts";
import { minimalRepository } from "./bodies/repository.ts";
import { actorId } from "./pull-of-call.ts";

export const statusHandlers: Handlers = {
  "repos/create-commit-status": createStatus,
  "repos/list-commit-statuses-for-ref": listStatuses,
  "repos/get-combined-status-for-ref": combinedStatus,
};

interface StatusInput {
  readonly state: CommitStatus["state"];
  readonly context?: string;
  readonly description?: string | null;
  readonly target_url?: string | null;
}

function createStatus(call: Call): Reply {
  const repository = repositoryFor(call, "statuses:write");
  const sha = call.path["sha"] ?? "";
  if (find(repository.git, sha, "commit") === undefined) throw unprocessable(`No commit found for SHA: ${sha}`);
  const {
    state,
    context = "default",
    description = null,
    target_url: targetUrl = null,
  } = call.body as unknown as StatusInput;
  const by = { creatorId: actorId(call), appId: actorAppId(call.actor) ?? null };
  const createdAt = wholeSeconds(call.now);
  const status = { id: takeId(call.state), sha, state, context, description, targetUrl, ...by, createdAt };
  repository.git.statuses.push(status);
  advanceQueues(call, repository);
  return { status: 201, body: statusBody(call, repository, status) };
}

function simpleStatus(call: Call, repository: Repository, status: CommitStatus) {
  return {
    url: `${repositoryUrl(call, repository)}/statuses/${status.sha}`,
    avatar_url: userBody(call, status.creatorId).avatar_url,
    id: status.id,
    node_id: nodeId("StatusContext", status.id),
    state: status.state,
    description: status.description,
    target_url: status.targetUrl,
    context: status.context,
    created_at: status.createdAt,
    updated_at: status.createdAt,
  };
}

const statusBody = (call: Call, repository: Repository, status: CommitStatus) => ({
  ...simpleStatus(call, repository, status),
  creator: userBody(call, status.creatorId),
});

function statusesOfCall(call: Call): { repository: Repository; sha: string; statuses: CommitStatus[] } {
  const repository = repositoryFor(call, "statuses:read");
  const sha = resolveCommit(repository.git, call.path["ref"] ?? "");
  if (sha === undefined) throw notFound();
  return { repository, sha, statuses: repository.git.statuses.filter((status) => status.sha === sha) };
}

function listStatuses(call: Call): Reply {
  const { repository, statuses } = statusesOfCall(call);
  const { items, headers } = pageOf(call, statuses.toReversed());
  return { status: 200, body: items.map((status) => statusBody(call, repository, status)), headers };
}

function combinedStatus(call: Call): Reply {
  const { repository, sha, statuses } = statusesOfCall(call);
  const latest = [...new Map(statuses.map((status) => [status.context, status])).values()];
  const { items, headers } = pageOf(call, latest);
  const url = `${repositoryUrl(call, repository)}/commits/${sha}`;
  return {
    status: 200,
    headers,
    body: {
      state: combined(latest.map((status) => status.state)),
      statuses: items.map((status) => simpleStatus(call, repository, status)),
      sha,
      total_count: latest.length,
      repository: minimalRepository(call, repository),
      commit_url: url,
      url: `${url}/status`,
    },
  };
}

/** "failure if any of the contexts report as error or failure; pending if there are no statuses or a context is pending". */
function combined(states: readonly CommitStatus["state"][]): "failure" | "pending" | "success" {
  if (states.includes("error") || states.includes("failure")) return "failure";
  return states.length === 0 || states.includes("pending") ? "pending" : "success";
}
