import assert from "node:assert/strict";
import { allstarViolations } from "../support/posture/allstar.ts";
import { everythingBut, nothing, withoutChecks } from "../support/posture/everything.ts";

describe("allstarViolations", () => {
  it("finds nothing where one approval is required, without checks, signatures or code owners", () => {
    const pullRequest = { requiredApprovingReviewCount: 1, requireCodeOwnerReview: false };
    assert.deepEqual(allstarViolations(withoutChecks(everythingBut({ pullRequest, signatures: false }))), []);
  });

  for (const [title, rules, unmet] of [
    ["no approval", everythingBut({ pullRequest: { requiredApprovingReviewCount: 0 } }), ["approvalCount"]],
    ["stale approvals", everythingBut({ pullRequest: { dismissStaleReviewsOnPush: false } }), ["dismissStale"]],
    ["force pushes", everythingBut({ forcePushBlocked: false }), ["blockForce"]],
    ["nothing at all", nothing, ["requireApproval", "blockForce"]],
  ] as const) {
    it(`judges ${title}`, () => assert.deepEqual(allstarViolations(rules), unmet));
  }
});
