/** Reviews of pull requests: https://docs.github.com/rest/pulls/reviews */
import { actorRole, atLeast } from "../core/access.ts";
import { actorAppId } from "../core/actors.ts";
import type { Call, Handlers, Reply } from "../core/contract.ts";
import { forbidden, notFound, unprocessable } from "../core/errors.ts";
import type { PullRequest, Review } from "../core/git-state.ts";
import { pageOf } from "../core/pagination.ts";
import type { Repository } from "../core/state.ts";
import { takeId } from "../core/state.ts";
import { changesSinceBase, diffDigest } from "../git/changes.ts";
import { mayDismiss } from "../git/dismissal.ts";
import { advanceQueues } from "../git/merge-queue.ts";
import { find } from "../git/objects.ts";
import { actionsMayApprove } from "../git/pull-facts.ts";
import { wholeSeconds } from "../git/signatures.ts";
import { reviewBody } from "./bodies/review.ts";
import { actorId, pullOfCall } from "./pull-of-call.ts";
import { addThread } from "./review-comments.ts";

export const reviewHandlers: Handlers = {
  "pulls/list-reviews": listReviews,
  "pulls/create-review": createReview,
  "pulls/get-review": (call) => answer(call, reviewOfCall(call)),
  "pulls/submit-review": submitReview,
  "pulls/dismiss-review": dismissReview,
};

interface Found {
  readonly repository: Repository;
  readonly pull: PullRequest;
  readonly review: Review;
}

const answer = (call: Call, { repository, pull, review }: Found): Reply => ({
  status: 200,
  body: reviewBody(call, repository, pull, review),
});

function listReviews(call: Call): Reply {
  const { repository, pull } = pullOfCall(call);
  const visible = pull.reviews.filter((review) => review.state !== "PENDING" || review.userId === actorId(call));
  const { items, headers } = pageOf(call, visible);
  return { status: 200, body: items.map((review) => reviewBody(call, repository, pull, review)), headers };
}

function reviewOfCall(call: Call, writes = false): Found {
  const { repository, pull } = pullOfCall(call, writes ? "pull_requests:write" : "pull_requests:read", "read");
  const review = pull.reviews.find((candidate) => candidate.id === Number(call.path["review_id"]));
  if (review === undefined) throw notFound();
  return { repository, pull, review };
}

type Event = "APPROVE" | "REQUEST_CHANGES" | "COMMENT";
const states = { APPROVE: "APPROVED", REQUEST_CHANGES: "CHANGES_REQUESTED", COMMENT: "COMMENTED" } as const;

interface ReviewInput {
  readonly event?: Event;
  readonly body?: string;
  readonly commit_id?: string;
  readonly comments?: readonly { path: string; body: string; line?: number; position?: number }[];
}

function createReview(call: Call): Reply {
  const { repository, pull } = pullOfCall(call, "pull_requests:write", "read");
  const { event, body = "", commit_id: sha = pull.head.sha, comments = [] } = call.body as ReviewInput;
  refuseEvent(call, repository, pull, event, body, comments.length);
  if (find(repository.git, sha, "commit") === undefined)
    throw unprocessable("Unprocessable Entity", ["Commit not found"]);
  const review: Review = {
    id: takeId(call.state),
    userId: actorId(call),
    appId: actorAppId(call.actor) ?? null,
    body,
    state: event === undefined ? "PENDING" : states[event],
    commitSha: sha,
    diffDigest: diffDigest(changesSinceBase(repository.git, pull.base.sha, sha)),
    submittedAt: wholeSeconds(call.now),
  };
  pull.reviews.push(review);
  for (const { path, body: text, line, position } of comments) {
    addThread(call, pull, { reviewId: review.id, path, body: text, line: line ?? position ?? 1, commitSha: sha });
  }
  if (event !== undefined) forgetRequest(pull, review.userId);
  pull.updatedAt = wholeSeconds(call.now);
  advanceQueues(call, repository);
  return answer(call, { repository, pull, review });
}

/** A reviewer who has answered is no longer asked. */
function forgetRequest(pull: PullRequest, userId: number): void {
  pull.requestedReviewerIds = pull.requestedReviewerIds.filter((id) => id !== userId);
}

/** "Pull request authors cannot approve their own pull requests." */
function refuseEvent(
  call: Call,
  repository: Repository,
  pull: PullRequest,
  event: Event | undefined,
  body: string,
  comments: number,
): void {
  const refuse = (message: string): never => {
    throw unprocessable("Unprocessable Entity", [message]);
  };
  const isOwn = pull.authorId === actorId(call);
  if (isOwn && event === "APPROVE") refuse("Review Can not approve your own pull request");
  if (isOwn && event === "REQUEST_CHANGES") refuse("Review Can not request changes on your own pull request");
  if (event === "APPROVE" && call.actor.kind === "workflow" && !actionsMayApprove(call.state, repository)) {
    refuse("GitHub Actions is not permitted to approve pull requests.");
  }
  if (event !== undefined && event !== "APPROVE" && body === "" && comments === 0) refuse("Review body can't be blank");
}

function submitReview(call: Call): Reply {
  const found = reviewOfCall(call, true);
  const { repository, pull, review } = found;
  const { event, body = review.body } = call.body as { event: Event; body?: string };
  if (review.userId !== actorId(call)) throw notFound();
  if (review.state !== "PENDING") throw unprocessable("Unprocessable Entity", ["Review has already been submitted"]);
  const comments = pull.threads.flatMap((thread) => thread.comments).filter((one) => one.reviewId === review.id).length;
  refuseEvent(call, repository, pull, event, body, comments);
  review.state = states[event];
  review.body = body;
  review.submittedAt = wholeSeconds(call.now);
  forgetRequest(pull, review.userId);
  advanceQueues(call, repository);
  return answer(call, found);
}

function dismissReview(call: Call): Reply {
  const found = reviewOfCall(call, true);
  const { repository, pull, review } = found;
  if (!atLeast(actorRole(call.state, call.actor, repository), "write")) throw notFound();
  if (!mayDismiss(call.state, call.actor, repository, pull.base.branch)) {
    throw forbidden("You are not authorized to dismiss reviews on this pull request.");
  }
  if (review.state !== "APPROVED" && review.state !== "CHANGES_REQUESTED") {
    throw unprocessable("Unprocessable Entity", [
      `Can not dismiss a ${review.state.toLowerCase()} pull request review`,
    ]);
  }
  review.state = "DISMISSED";
  pull.updatedAt = wholeSeconds(call.now);
  advanceQueues(call, repository);
  return answer(call, found);
}
