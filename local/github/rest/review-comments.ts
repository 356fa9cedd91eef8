/** Comments on lines of a pull request; each opens a conversation that can be resolved (GraphQL `resolveReviewThread`). */
import type { Call, Handlers, Reply } from "../core/contract.ts";
import { actorAppId } from "../core/actors.ts";
import { validationFailed } from "../core/errors.ts";
import type { PullRequest, ReviewThread } from "../core/git-state.ts";
import { pageOf } from "../core/pagination.ts";
import { takeId } from "../core/state.ts";
import { changesSinceBase, diffDigest } from "../git/changes.ts";
import { wholeSeconds } from "../git/signatures.ts";
import { reviewCommentBody } from "./bodies/review.ts";
import { actorId, pullOfCall } from "./pull-of-call.ts";

export const reviewCommentHandlers: Handlers = {
  "pulls/list-review-comments": listComments,
  "pulls/create-review-comment": createComment,
};

export interface NewThread {
  readonly reviewId: number;
  readonly path: string;
  readonly body: string;
  readonly line: number;
  readonly commitSha: string;
}

export function addThread(call: Call, pull: PullRequest, { path, ...comment }: NewThread): ReviewThread {
  const first = { id: takeId(call.state), userId: actorId(call), createdAt: wholeSeconds(call.now), ...comment };
  const thread: ReviewThread = { id: takeId(call.state), resolved: false, path, comments: [first] };
  pull.threads.push(thread);
  return thread;
}

function listComments(call: Call): Reply {
  const { repository, pull } = pullOfCall(call);
  const all = pull.threads.flatMap((thread) => thread.comments.map((comment) => ({ thread, comment })));
  const { items, headers } = pageOf(call, all);
  const body = items.map(({ thread, comment }) => reviewCommentBody(call, repository, pull, thread, comment));
  return { status: 200, body, headers };
}

/** A single comment is a review of its own with the state COMMENTED. */
function createComment(call: Call): Reply {
  const { repository, pull } = pullOfCall(call, "pull_requests:write", "read");
  const input = call.body as { body: string; path: string; line?: number; position?: number; commit_id: string };
  const changes = changesSinceBase(repository.git, pull.base.sha, pull.head.sha);
  if (!changes.some((change) => change.path === input.path)) {
    throw validationFailed([{ resource: "PullRequestReviewComment", code: "invalid", field: "path" }]);
  }
  const at = wholeSeconds(call.now);
  const reviewId = takeId(call.state);
  const own = { id: reviewId, userId: actorId(call), appId: actorAppId(call.actor) ?? null, submittedAt: at };
  const diff = diffDigest(changes);
  pull.reviews.push({ ...own, body: "", state: "COMMENTED", commitSha: input.commit_id, diffDigest: diff });
  const { path, body, line, position, commit_id: commitSha } = input;
  const thread = addThread(call, pull, { reviewId, path, body, line: line ?? position ?? 1, commitSha });
  const [comment] = thread.comments;
  if (comment === undefined) throw new Error("A new thread has a comment.");
  return { status: 201, body: reviewCommentBody(call, repository, pull, thread, comment) };
}
