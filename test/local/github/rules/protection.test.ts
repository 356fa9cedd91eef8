import assert from "node:assert/strict";
import type { BranchProtectionRule } from "../../../../local/github/core/git-state.ts";
import type { Change } from "../../../../local/github/rules/model.ts";
import { protectionFor, protectionViolations } from "../../../../local/github/rules/protection.ts";
import { actor, approval, pull, update } from "./facts.ts";

const bare: BranchProtectionRule = {
  ...{ id: 1, pattern: "main", creatorId: 1, allowsDeletions: false, allowsForcePushes: false, blocksCreations: false },
  ...{
    bypassForcePushAllowances: [],
    bypassPullRequestAllowances: [],
    pushAllowances: [],
    reviewDismissalAllowances: [],
  },
  ...{ dismissesStaleReviews: false, isAdminEnforced: false, lockAllowsFetchAndMerge: false, lockBranch: false },
  ...{ requireLastPushApproval: false, requiredApprovingReviewCount: 1, requiredStatusChecks: [] },
  ...{ requiredDeploymentEnvironments: [], requiresApprovingReviews: false, requiresCodeOwnerReviews: false },
  ...{ requiresCommitSignatures: false, requiresConversationResolution: false, requiresDeployments: false },
  ...{ requiresLinearHistory: false, requiresStatusChecks: false, requiresStrictStatusChecks: false },
  ...{ restrictsPushes: false, restrictsReviewDismissals: false },
};

const admin = { ...actor, role: "admin" } as const;
const judge = (rule: Partial<BranchProtectionRule>, change: Partial<Change> = {}): string[] =>
  protectionViolations([{ ...bare, ...rule }], { ...update, ...change });

describe("classic branch protection", () => {
  it('"disables force pushes to the matching branches and prevents the matching branches from being deleted", for administrators too', () => {
    for (const who of [actor, admin]) {
      assert.deepEqual(judge({}, { actor: who, fastForward: false }), ["Cannot force-push to this branch"]);
      assert.deepEqual(judge({}, { actor: who, kind: "delete" }), ["Cannot delete this branch"]);
      assert.deepEqual(judge({}, { actor: who }), []);
    }
    assert.deepEqual(judge({ allowsForcePushes: true }, { fastForward: false }), []);
    assert.deepEqual(judge({ allowsDeletions: true }, { kind: "delete" }), []);
  });

  it('lets those on the list force push: "Allow only specific people or teams to force push to the branch."', () => {
    const list = { bypassForcePushAllowances: [{ kind: "user", id: 1 } as const] };
    assert.deepEqual(judge(list, { fastForward: false }), []);
    assert.equal(judge(list, { fastForward: false, actor: { ...actor, userId: 2 } }).length, 1);
  });

  it('"don\'t apply to people with admin permissions" unless it is enforced on them', () => {
    const reviews = { requiresApprovingReviews: true };
    const direct = ["Changes must be made through a pull request."];
    assert.deepEqual(judge(reviews), direct);
    assert.deepEqual(judge(reviews, { actor: admin }), []);
    assert.deepEqual(judge({ ...reviews, isAdminEnforced: true }, { actor: admin }), direct);
  });

  it("does not let a change pass that deployments would have to allow: they are not evaluated", () => {
    const rule = { requiresDeployments: true, requiredDeploymentEnvironments: ["staging"] };
    assert.throws(() => judge(rule), { name: "RuleNotEvaluated", message: /required_deployments/ });
    assert.deepEqual(judge(rule, { actor: admin }), []);
  });

  it("wants approvals, and lets bypassers of pull requests push", () => {
    const rule = { requiresApprovingReviews: true, requiredApprovingReviewCount: 1 };
    assert.equal(judge(rule, { pull }).length, 1);
    assert.deepEqual(judge(rule, { pull: { ...pull, reviews: [approval] } }), []);
    const bypassing = { ...rule, bypassPullRequestAllowances: [{ kind: "team", id: 70 } as const] };
    assert.deepEqual(judge(bypassing, { actor: { ...actor, teamIds: [70] } }), []);
  });

  it('"only users, teams, or apps that have been given permission can push to the protected branch", and administrators', () => {
    const rule = { restrictsPushes: true, pushAllowances: [{ kind: "app", id: 7001 } as const] };
    const refused = ["You're not authorized to push to this branch."];
    assert.deepEqual(judge(rule), refused);
    assert.deepEqual(judge(rule, { pull }), refused);
    assert.deepEqual(judge(rule, { actor: { ...actor, appId: 7001 } }), []);
    assert.deepEqual(judge({ ...rule, isAdminEnforced: true }, { actor: admin }), []);
  });

  it('"you can apply the same restrictions to the creation of branches that match the rule"', () => {
    const create: Partial<Change> = { kind: "create" };
    assert.deepEqual(judge({ restrictsPushes: true }, create), []);
    assert.equal(judge({ restrictsPushes: true, blocksCreations: true }, create).length, 1);
  });

  it('"will make the branch read-only" and "you cannot delete the branch even if you have permission to delete it" when locked', () => {
    assert.deepEqual(judge({ lockBranch: true }), ["Cannot change this locked branch"]);
    assert.deepEqual(judge({ lockBranch: true, allowsDeletions: true }, { kind: "delete" }), [
      "Cannot delete this branch",
    ]);
  });

  it("checks statuses, signatures, history and conversations as rulesets do", () => {
    const checks = { requiresStatusChecks: true, requiredStatusChecks: [{ context: "gate", appId: 7 }] };
    assert.deepEqual(judge(checks, { pull }), [`Required status check "gate" is expected.`]);
    const passing = { name: "gate", appId: 7, outcome: "passing" } as const;
    assert.deepEqual(judge(checks, { pull, checks: [passing] }), []);
    const commits = update.commits.map((commit) => ({ ...commit, verified: false, parents: 2 }));
    assert.deepEqual(judge({ requiresCommitSignatures: true, requiresLinearHistory: true }, { commits }), [
      "This branch must not contain merge commits.",
      "Commits must have verified signatures.",
    ]);
    const open = { pull: { ...pull, unresolvedThreads: 1 } };
    assert.equal(judge({ requiresConversationResolution: true }, open).length, 1);
    assert.deepEqual(judge({ requiresConversationResolution: true }), []);
  });

  it("applies one rule only: an exact name before a pattern, the older pattern before the newer", () => {
    const rules = [
      { ...bare, id: 3, pattern: "release/*" },
      { ...bare, id: 2, pattern: "release/**/*" },
      { ...bare, id: 4, pattern: "release/1" },
    ];
    const found = (ref: string) => protectionFor(rules, ref)?.id;
    assert.deepEqual(
      [found("refs/heads/release/1"), found("refs/heads/release/2"), found("refs/tags/release/2")],
      [4, 2, undefined],
    );
  });
});
