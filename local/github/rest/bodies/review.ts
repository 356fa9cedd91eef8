/** Reviews and their comments. */
import type { Call } from "../../core/contract.ts";
import type { PullRequest, Review, ReviewThread } from "../../core/git-state.ts";
import { nodeId } from "../../core/node-id.ts";
import type { Repository } from "../../core/state.ts";
import { repositoryUrl } from "./git.ts";
import { association, pullPage, pullUrl, userBody } from "./pull.ts";

export function reviewBody(call: Call, repository: Repository, pull: PullRequest, review: Review) {
  const html = `${pullPage(call, repository, pull)}#pullrequestreview-${review.id}`;
  const url = pullUrl(call, repository, pull);
  return {
    id: review.id,
    node_id: nodeId("PullRequestReview", review.id),
    user: userBody(call, review.userId),
    body: review.body,
    state: review.state,
    html_url: html,
    pull_request_url: url,
    author_association: association(call.state, repository, review.userId),
    _links: { html: { href: html }, pull_request: { href: url } },
    ...(review.state === "PENDING" ? {} : { submitted_at: review.submittedAt }),
    commit_id: review.commitSha,
  };
}

export function reviewCommentBody(
  call: Call,
  repository: Repository,
  pull: PullRequest,
  thread: ReviewThread,
  comment: ReviewThread["comments"][number],
) {
  const self = `${repositoryUrl(call, repository)}/pulls/comments/${comment.id}`;
  const html = `${pullPage(call, repository, pull)}#discussion_r${comment.id}`;
  const url = pullUrl(call, repository, pull);
  const [first] = thread.comments;
  const reply = first === undefined || first.id === comment.id ? {} : { in_reply_to_id: first.id };
  return {
    id: comment.id,
    node_id: nodeId("PullRequestReviewComment", comment.id),
    pull_request_review_id: comment.reviewId,
    ...reply,
    url: self,
    html_url: html,
    pull_request_url: url,
    diff_hunk: "",
    path: thread.path,
    line: comment.line,
    commit_id: comment.commitSha,
    original_commit_id: comment.commitSha,
    user: userBody(call, comment.userId),
    body: comment.body,
    created_at: comment.createdAt,
    updated_at: comment.createdAt,
    author_association: association(call.state, repository, comment.userId),
    _links: { self: { href: self }, html: { href: html }, pull_request: { href: url } },
  };
}
