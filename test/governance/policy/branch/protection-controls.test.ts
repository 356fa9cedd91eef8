import assert from "node:assert/strict";
import { branchFindings, githubTypes, joined, UNKNOWN, type ResourceRecord } from "../../../../governance/index.ts";
import { protectionControls } from "../../../../governance/policy/branch/protection-controls.ts";
import { demandedOfRepository, lackingIds, record } from "../records.ts";

describe("classic branch protection", () => {
  const branch = record(githubTypes.branchDefault, { repository: "payments-api", branch: "main" });
  const review = {
    requiredApprovingReviewCount: 2,
    requireCodeOwnerReviews: true,
    dismissStaleReviews: true,
    requireLastPushApproval: true,
  };
  const classic = (over: Record<string, unknown> = {}): ResourceRecord =>
    record(githubTypes.branchProtection, {
      repositoryId: "payments-api",
      pattern: "main",
      enforceAdmins: true,
      requireSignedCommits: true,
      requiredPullRequestReviews: [review],
      requiredStatusChecks: [{ strict: true, contexts: ["build"] }],
      ...over,
    });
  const gate = "violation gate-check";

  const wildcard = (over: Record<string, unknown> = {}) => ({
    ...classic({ pattern: "m*", ...over }),
    urn: "urn:wild",
  });
  it("takes the rule that names the branch, however strict the wildcards are", () => {
    const weak = classic({ requiredPullRequestReviews: [], enforceAdmins: false });
    assert.equal(lackingIds([branch, weak, wildcard()]).length, 3);
    const weakWildcard = wildcard({ requiredPullRequestReviews: [] });
    assert.deepEqual(lackingIds([branch, classic(), weakWildcard]), [gate]);
  });
  it("takes a wildcard that alone covers the branch", () => {
    assert.deepEqual(lackingIds([branch, wildcard(), classic({ pattern: "release" })]), [gate]);
  });
  it("counts none of several wildcards, of which only GitHub knows the oldest", () => {
    const found = branchFindings([branch, wildcard(), classic({ pattern: "*n" })], demandedOfRepository, "gate");
    assert.deepEqual(
      found.map(({ outcome, fix }) => [outcome, fix]),
      [
        [
          "violation",
          "GitHub applies one of several classic protections, and only GitHub knows which: name the branch in one of them.",
        ],
      ],
    );
  });
  it("stays undecided while a second pattern is unknown", () => {
    for (const found of lackingIds([branch, classic(), wildcard({ pattern: UNKNOWN })])) {
      assert.match(found, /^undecided /);
    }
  });

  it("counts for all but the pinned check, which it does not require", () => {
    assert.deepEqual(lackingIds([branch, classic()]), [gate]);
  });
  it("counts with node ids, through the repository they belong to", () => {
    const repository = record(githubTypes.repository, { name: "payments-api", nodeId: "R_kgDO1" });
    assert.deepEqual(lackingIds([branch, repository, classic({ repositoryId: "R_kgDO1" })]), [gate]);
  });
  it("does not count while administrators are left out", () => {
    assert.match(lackingIds([branch, classic({ enforceAdmins: false })])[0] ?? "", /^violation pull-request /);
  });
  const passed = (outcome: string) => [
    `${outcome} pull-request`,
    `${outcome} approvals code-owner-review stale-approvals-dismissed last-push-approved ai-paths-reviewed`,
    gate,
  ];
  it("does not count reviews that someone may pass", () => {
    const found = lackingIds([
      branch,
      classic({ requiredPullRequestReviews: [{ ...review, pullRequestBypassers: ["/x"] }] }),
    ]);
    assert.deepEqual(found, passed("violation"));
  });
  it("stays undecided while those who may pass are unknown", () => {
    const found = lackingIds([
      branch,
      classic({ requiredPullRequestReviews: [{ ...review, pullRequestBypassers: UNKNOWN }] }),
    ]);
    assert.deepEqual(found, passed("undecided"));
  });
  it("counts an allowed force push", () => {
    assert.equal(lackingIds([branch, classic({ allowsForcePushes: true })])[0], "violation force-push-blocked");
  });
  it("counts the REST form with its pinned check", () => {
    const rest = record(githubTypes.branchProtectionV3, {
      repository: "payments-api",
      branch: "main",
      enforceAdmins: true,
      requireSignedCommits: true,
      requiredPullRequestReviews: review,
      requiredStatusChecks: { strict: true, checks: ["ai-governance/gate:15368"] },
    });
    assert.deepEqual(lackingIds([branch, rest]), []);
  });

  describe("in its two forms", () => {
    const context = { automationAppIds: [], defaultBranch: "main" };
    const rest = (over: Record<string, unknown>) =>
      record(githubTypes.branchProtectionV3, { branch: "main", enforceAdmins: true, ...over });
    const graphql = (over: Record<string, unknown>) =>
      record(githubTypes.branchProtection, { pattern: "main", enforceAdmins: true, ...over });
    const off = { value: false, undecided: false };
    const open = { value: false, undecided: true };
    const on = { value: true, undecided: false };

    it("puts the same controls in force", () => {
      const more = { requireSignedCommits: true };
      const check = { strict: true, contexts: ["build", "gate:7"] };
      const one = rest({ ...more, requiredPullRequestReviews: review, requiredStatusChecks: check });
      const other = graphql({ ...more, requiredPullRequestReviews: [review], requiredStatusChecks: [check] });
      const expected = {
        "pull-request": on,
        approvals: { value: 2, undecided: false },
        "code-owner-review": on,
        "stale-approvals-dismissed": on,
        "last-push-approved": on,
        "ai-paths-reviewed": on,
        "force-push-blocked": on,
        "deletion-blocked": on,
        "signed-commits": on,
        "checks-current": on,
        "gate-check": { value: ["build", "gate by app 7"], undecided: false },
      };
      assert.deepEqual(protectionControls([one], context), joined([expected]));
      assert.deepEqual(protectionControls([other], context), joined([expected]));
    });

    it("adds the REST form's checks of any app to those that are pinned", () => {
      const { "gate-check": checks } = protectionControls(
        [rest({ requiredStatusChecks: { checks: ["gate:7"], contexts: ["build"] } })],
        context,
      );
      assert.deepEqual(checks, { value: ["gate by app 7", "build"], undecided: false });
    });

    for (const [says, check, current] of [
      ["names no check", { strict: true }, off],
      ["is not strict", { strict: false, contexts: ["build"] }, off],
      ["says nothing of it", { contexts: ["build"] }, off],
      ["is strict about a check", { strict: true, contexts: ["build"] }, on],
      ["may be strict", { strict: UNKNOWN, contexts: ["build"] }, open],
      ["may name a check", { strict: true, contexts: UNKNOWN }, open],
      ["is unknown", UNKNOWN, open],
    ] as const) {
      it(`says whether checks ran on what is merged when it ${says}`, () => {
        for (const protection of [rest({ requiredStatusChecks: check }), graphql({ requiredStatusChecks: [check] })]) {
          assert.deepEqual(protectionControls([protection], context)["checks-current"], current);
        }
      });
    }

    it("leaves the checks open that it cannot know", () => {
      const { "gate-check": checks } = protectionControls(
        [rest({ requiredStatusChecks: { checks: UNKNOWN, contexts: ["build"] } })],
        context,
      );
      assert.deepEqual(checks, { value: ["build"], undecided: true });
    });
  });
});
