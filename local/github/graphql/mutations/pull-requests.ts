/** What pull requests can do by GraphQL only: become a draft or ready, have conversations resolved. */
import { actorRole, atLeast } from "../../core/access.ts";
import type { Call } from "../../core/contract.ts";
import type { PullRequest } from "../../core/git-state.ts";
import type { Repository } from "../../core/state.ts";
import { advanceQueues } from "../../git/merge-queue.ts";
import { requestOwners } from "../../git/new-pull.ts";
import { wholeSeconds } from "../../git/signatures.ts";
import { unknownNode } from "../failure.ts";
import { notPermitted, requireMutable } from "../guard.ts";
import { numberOf, pullById, threadById } from "../nodes.ts";
import { mergeQueueMutations } from "./merge-queue.ts";
import { pullObject, threadObject } from "../objects/pull-request.ts";

interface PullInput {
  readonly pullRequestId: string;
  readonly clientMutationId?: string | null;
}

interface ThreadInput {
  readonly threadId: string;
  readonly clientMutationId?: string | null;
}

export const pullRequestMutations = {
  ...mergeQueueMutations,
  convertPullRequestToDraft: ({ input }: { input: PullInput }, call: Call) => setDraft(call, input, true),
  markPullRequestReadyForReview: ({ input }: { input: PullInput }, call: Call) => setDraft(call, input, false),
  closePullRequest: ({ input }: { input: PullInput }, call: Call) => closePull(call, input),
  resolveReviewThread: ({ input }: { input: ThreadInput }, call: Call) => setResolved(call, input, true),
  unresolveReviewThread: ({ input }: { input: ThreadInput }, call: Call) => setResolved(call, input, false),
};

function writablePull(call: Call, id: string, operation: string): { repository: Repository; pull: PullRequest } {
  const found = pullById(call, numberOf(id, "PullRequest"));
  if (found === undefined) throw unknownNode(id);
  refuseStranger(call, found.repository, found.pull, operation);
  return found;
}

/** The author, and everyone with write access. */
function refuseStranger(call: Call, repository: Repository, pull: PullRequest, operation: string): void {
  const { actor } = call;
  requireMutable(call, repository, operation, "pull_requests:write", "read");
  const isAuthor = actor.kind !== "anonymous" && actor.userId === pull.authorId;
  if (isAuthor || atLeast(actorRole(call.state, actor, repository), "write")) return;
  throw notPermitted(call, operation);
}

function setDraft(call: Call, input: PullInput, draft: boolean) {
  const operation = draft ? "ConvertPullRequestToDraft" : "MarkPullRequestReadyForReview";
  const { repository, pull } = writablePull(call, input.pullRequestId, operation);
  pull.draft = draft;
  pull.updatedAt = wholeSeconds(call.now);
  if (!draft) requestOwners(call.state, repository, pull);
  advanceQueues(call, repository);
  return { clientMutationId: input.clientMutationId ?? null, pullRequest: pullObject(call, repository, pull) };
}

function closePull(call: Call, input: PullInput) {
  const { repository, pull } = writablePull(call, input.pullRequestId, "ClosePullRequest");
  if (pull.state === "open") {
    pull.state = "closed";
    pull.closedAt = wholeSeconds(call.now);
    pull.updatedAt = wholeSeconds(call.now);
    advanceQueues(call, repository);
  }
  return { clientMutationId: input.clientMutationId ?? null, pullRequest: pullObject(call, repository, pull) };
}

function setResolved(call: Call, input: ThreadInput, resolved: boolean) {
  const found = threadById(call, numberOf(input.threadId, "PullRequestReviewThread"));
  if (found === undefined) throw unknownNode(input.threadId);
  const { repository, pull, thread } = found;
  refuseStranger(call, repository, pull, resolved ? "ResolveReviewThread" : "UnresolveReviewThread");
  thread.resolved = resolved;
  return { clientMutationId: input.clientMutationId ?? null, thread: threadObject(call, repository, pull, thread) };
}
