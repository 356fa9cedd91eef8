import assert from "node:assert/strict";
import { githubTypes, UNKNOWN } from "../../../../governance/index.ts";
import { isProtectionUnclear, protectionControls } from "../../../../governance/policy/branch/protection-controls.ts";
import { record } from "../records.ts";

const context = { automationAppIds: [], defaultBranch: "main" };
const on = { value: true, undecided: false };
const off = { value: false, undecided: false };
const unknown = { value: false, undecided: true };

type Props = Record<string, unknown>;
const graphql = (props: Props, urn = "urn:graphql") => ({
  ...record(githubTypes.branchProtection, { pattern: "main", enforceAdmins: true, ...props }),
  urn,
});
const rest = (props: Props) =>
  record(githubTypes.branchProtectionV3, { branch: "main", enforceAdmins: true, ...props });
type Resource = Parameters<typeof protectionControls>[0][number];
const controls = (...resources: readonly Resource[]) => protectionControls(resources, context);

describe("a classic protection", () => {
  for (const [says, props, expected] of [
    ["blocks force pushes unless it says otherwise", {}, on],
    ["does not where it allows them", { allowsForcePushes: true }, off],
    ["does not where somebody may all the same", { forcePushBypassers: ["/octocat"] }, off],
    ["does not where one may and another is unknown", { forcePushBypassers: ["/octocat", UNKNOWN] }, off],
    ["leaves it open while the switch is unknown", { allowsForcePushes: UNKNOWN }, unknown],
    ["leaves it open while who may is unknown", { forcePushBypassers: UNKNOWN }, unknown],
  ] as const) {
    it(`${says}`, () => {
      assert.deepEqual(controls(graphql(props))["force-push-blocked"], expected);
    });
  }
  for (const [says, props, expected] of [
    ["blocks deletion unless it says otherwise, whoever may force a push", { forcePushBypassers: ["/octocat"] }, on],
    ["does not block deletion where it allows it", { allowsDeletions: true }, off],
    ["leaves deletion open while the switch is unknown", { allowsDeletions: UNKNOWN }, unknown],
  ] as const) {
    it(`${says}`, () => {
      assert.deepEqual(controls(graphql(props))["deletion-blocked"], expected);
    });
  }

  describe("with reviews", () => {
    const review = { requiredApprovingReviewCount: 2, requireCodeOwnerReviews: true };
    const reviewsOf = (resource: Resource) => controls(resource)["approvals"];
    it("counts them", () => {
      const two = { value: 2, undecided: false };
      assert.deepEqual(reviewsOf(graphql({ requiredPullRequestReviews: [review] })), two);
      assert.deepEqual(reviewsOf(rest({ requiredPullRequestReviews: review })), two);
    });
    for (const kind of ["users", "teams", "apps"]) {
      it(`does not count them where ${kind} need none`, () => {
        const block = { ...review, bypassPullRequestAllowances: { [kind]: ["somebody"] } };
        assert.equal(reviewsOf(rest({ requiredPullRequestReviews: block })), undefined);
      });
    }
    it("does not count them where an account needs none", () => {
      const block = { ...review, pullRequestBypassers: ["/octocat"] };
      assert.equal(reviewsOf(graphql({ requiredPullRequestReviews: [block] })), undefined);
    });
    it("leaves them open while who needs none is unknown", () => {
      for (const over of [{ pullRequestBypassers: UNKNOWN }, { pullRequestBypassers: [UNKNOWN] }]) {
        const found = reviewsOf(graphql({ requiredPullRequestReviews: [{ ...review, ...over }] }));
        assert.deepEqual(found, { value: 0, undecided: true });
      }
    });
  });

  describe("with required checks", () => {
    const checksOf = (resource: Resource) => controls(resource)["gate-check"];
    for (const [says, written, expected] of [
      ["any app's", "build", ["build"]],
      ["any app's, said so", "build:-1", ["build"]],
      ["no app's", "build:0", ["build"]],
      ["one app's", "build:15368", ["build by app 15368"]],
      ["a name with a colon in it", "ci: build", ["ci: build"]],
      ["a name with a colon in it, one app's", "ci: build:15368", ["ci: build by app 15368"]],
      ["a name of two lines", "ci\nbuild:7", ["ci\nbuild by app 7"]],
    ] as const) {
      it(`reads ${says}`, () => {
        assert.deepEqual(checksOf(rest({ requiredStatusChecks: { checks: [written] } })), {
          value: expected,
          undecided: false,
        });
      });
    }
    it("reads the other form's contexts", () => {
      const block = { contexts: ["build"] };
      assert.deepEqual(checksOf(graphql({ requiredStatusChecks: [block] })), { value: ["build"], undecided: false });
    });
    it("stays open about a check without name", () => {
      for (const nameless of [UNKNOWN, "", ":7"]) {
        const found = checksOf(rest({ requiredStatusChecks: { checks: ["build", nameless] } }));
        assert.deepEqual(found, { value: ["build"], undecided: true });
      }
    });
  });

  it("puts nothing in force where it covers another branch, or two wildcards cover this one", () => {
    assert.deepEqual(controls(graphql({ pattern: "release" })), {});
    assert.deepEqual(controls(graphql({ pattern: "m*" }), graphql({ pattern: "*n" }, "urn:other")), {});
  });
  it("holds as far as the one of unknown pattern agrees, and no further", () => {
    const states = controls(graphql({ requireSignedCommits: true }), graphql({ pattern: UNKNOWN }, "urn:other"));
    assert.equal(states["signed-commits"]?.undecided, true);
  });
});

describe("protectionControls, while only GitHub knows the default branch", () => {
  const unclear = { automationAppIds: [], defaultBranch: undefined };
  const all = graphql({ pattern: "**/*", requireSignedCommits: true });
  it("puts nothing in force for certain where a named branch may be the one that counts", () => {
    for (const named of [graphql({ pattern: "main" }, "urn:other"), rest({ branch: "main" })]) {
      assert.deepEqual(protectionControls([all, named], unclear), {});
      assert.deepEqual(protectionControls([named, all], unclear), {});
    }
    const unknown = graphql({ pattern: UNKNOWN }, "urn:unknown");
    assert.deepEqual(protectionControls([all, unknown, graphql({ pattern: "main" }, "urn:other")], unclear), {});
  });
  it("counts the one that covers every branch alone", () => {
    assert.equal(protectionControls([all], unclear)["signed-commits"]?.value, true);
  });
});

describe("isProtectionUnclear", () => {
  it("is so while only GitHub knows the default branch", () => {
    const unclear = { automationAppIds: [], defaultBranch: undefined };
    assert.equal(isProtectionUnclear(graphql({}), unclear), true);
    assert.equal(isProtectionUnclear(rest({}), unclear), true);
    assert.equal(isProtectionUnclear(graphql({}), context), false);
    assert.equal(isProtectionUnclear(record(githubTypes.repository, { pattern: "main" }), unclear), false);
  });
});
