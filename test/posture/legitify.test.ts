import assert from "node:assert/strict";
import { everythingBut, nothing, withoutChecks } from "../support/posture/everything.ts";
import { legitifyPolicies, legitifyViolations } from "../support/posture/legitify.ts";

const always = "review_dismissal_allowed";

describe("legitifyViolations", () => {
  it("knows the fourteen policies on the default branch", () => {
    assert.equal(legitifyPolicies.length, 14);
    assert.deepEqual(legitifyViolations(nothing), legitifyPolicies);
  });

  it("finds with every rule on the one policy that no ruleset can meet", () => {
    assert.deepEqual(legitifyViolations(everythingBut()), [always]);
  });

  for (const [title, rules, violated] of [
    ["deletion", everythingBut({ deletionBlocked: false }), ["missing_default_branch_protection_deletion", always]],
    [
      "force push",
      everythingBut({ forcePushBlocked: false }),
      ["missing_default_branch_protection_force_push", always],
    ],
    [
      "one approval",
      everythingBut({ pullRequest: { requiredApprovingReviewCount: 1 } }),
      ["code_review_by_two_members_not_required", always],
    ],
    ["merge commits", everythingBut({ linearHistory: false }), ["non_linear_history", always]],
    [
      "open threads",
      everythingBut({ pullRequest: { requiredReviewThreadResolution: false } }),
      ["no_conversation_resolution", always],
    ],
    ["unsigned commits", everythingBut({ signatures: false }), ["no_signed_commits", always]],
    ["old checks", everythingBut({ checks: { strict: false } }), ["requires_branches_up_to_date_before_merge", always]],
    [
      "no checks",
      withoutChecks(everythingBut()),
      ["requires_status_checks", "requires_branches_up_to_date_before_merge", always],
    ],
    ["somebody who may pass", everythingBut({ bypassable: true }), [always]],
  ] as const) {
    it(`judges ${title}`, () => assert.deepEqual(legitifyViolations(rules), violated));
  }
});
