import assert from "node:assert/strict";
import { everythingBut, nothing, withoutChecks } from "../support/posture/everything.ts";
import { scorecardBranchProtection } from "../support/posture/scorecard.ts";

const noPullRequest = (({ pullRequest, ...rules }) => rules)(everythingBut());

describe("scorecardBranchProtection", () => {
  // From the tiers of Scorecard's documentation: 3, 6, 8, 9 and 10 points.
  for (const [title, rules, score] of [
    ["everything", everythingBut(), 10],
    ["somebody who may pass", everythingBut({ bypassable: true }), 9],
    ["stale approvals that stay", everythingBut({ pullRequest: { dismissStaleReviewsOnPush: false } }), 9],
    ["one approval", everythingBut({ pullRequest: { requiredApprovingReviewCount: 1 } }), 8],
    ["no code owners' review", everythingBut({ pullRequest: { requireCodeOwnerReview: false } }), 8],
    ["no required check", withoutChecks(everythingBut()), 6],
    ["checks that may be out of date", everythingBut({ checks: { strict: false } }), 5],
    ["no approval of the last push", everythingBut({ pullRequest: { requireLastPushApproval: false } }), 5],
    ["no approval", everythingBut({ pullRequest: { requiredApprovingReviewCount: 0 } }), 4],
    ["no pull request", noPullRequest, 3],
    ["deletion allowed", everythingBut({ deletionBlocked: false }), 1],
    ["nothing", nothing, 0],
  ] as const) {
    it(`is ${score} for a branch with ${title}`, () => assert.equal(scorecardBranchProtection(rules, true), score));
  }

  it("is 8 where code owners must approve and no CODEOWNERS file names any", () => {
    assert.equal(scorecardBranchProtection(everythingBut(), false), 8);
  });
});
