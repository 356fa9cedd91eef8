import assert from "node:assert/strict";
import { githubTypes, UNKNOWN } from "../../../../governance/index.ts";
import { bypassersOf } from "../../../../governance/policy/branch/protection-bypassers.ts";
import { record } from "../records.ts";

const nobody = { users: [], apps: [], nodeIds: [], complete: true };
const graphql = (props: Record<string, unknown>) => bypassersOf(record(githubTypes.branchProtection, props));
const rest = (props: Record<string, unknown>) => bypassersOf(record(githubTypes.branchProtectionV3, props));

describe("bypassersOf a protection that names accounts by sort", () => {
  it("tells users, apps and node ids apart, and leaves teams out", () => {
    const accounts = [
      "/octocat",
      "/renovate[bot]",
      "meridian-pay/break-glass",
      "dependabot",
      "U_kgDOABCDEF",
      "MDQ6VXNlcjE=",
    ];
    assert.deepEqual(graphql({ forcePushBypassers: accounts }), {
      users: ["/octocat"],
      apps: ["/renovate[bot]", "dependabot"],
      nodeIds: ["U_kgDOABCDEF", "MDQ6VXNlcjE="],
      complete: true,
    });
  });
  it("gathers every list of every block", () => {
    const found = graphql({
      forcePushBypassers: ["/a"],
      restrictPushes: [{ pushAllowances: ["/b"] }, { pushAllowances: ["/c"] }],
      requiredPullRequestReviews: [{ pullRequestBypassers: ["/d"] }],
    });
    assert.deepEqual(found, { ...nobody, users: ["/a", "/b", "/c", "/d"] });
  });
  it("finds nobody where nothing is said", () => {
    assert.deepEqual(graphql({}), nobody);
  });
  for (const [says, props] of [
    ["a list", { forcePushBypassers: UNKNOWN }],
    ["an account", { forcePushBypassers: ["/octocat", UNKNOWN] }],
    ["a block", { restrictPushes: [UNKNOWN] }],
    ["all blocks", { requiredPullRequestReviews: UNKNOWN }],
  ] as const) {
    it(`does not take its answer for complete while ${says} is unknown`, () => {
      assert.equal(graphql(props).complete, false);
    });
  }
  for (const [account, sort] of [
    ["R_kgDOAB", "nodeIds"],
    ["BPR_kwDOABCD-_", "nodeIds"],
    ["R_kgDOA", "apps"],
    ["MDM6QXBwMQ==", "nodeIds"],
    ["MDQ6VXNlcjE=", "nodeIds"],
    ["MDQ6VXNlcjEyMzQ1", "nodeIds"],
    ["MDQ6VXNl+/==", "nodeIds"],
    ["QWxhZGRpbjpv+/A=", "nodeIds"],
    ["QWxhZGRpbjpv", "apps"],
    ["short=", "apps"],
    ["not-R_kgDOABCDEF", "apps"],
    ["R_kgDOABCDEF.", "apps"],
    ["MDQ6VXNl", "apps"],
    ["xMDQ6VXNlcjEyMzQ1-a", "apps"],
  ] as const) {
    it(`takes ${account} for one of ${sort}`, () => {
      assert.deepEqual(graphql({ forcePushBypassers: [account] }), { ...nobody, [sort]: [account] });
    });
  }
});

describe("bypassersOf a protection that lists users and apps", () => {
  const allowances = { users: ["octocat", "renovate[bot]"], apps: ["dependabot"], teams: ["break-glass"] };
  const expected = { ...nobody, users: ["octocat"], apps: ["renovate[bot]", "dependabot"] };

  for (const [says, props] of [
    ["who need no pull request", { requiredPullRequestReviews: { bypassPullRequestAllowances: allowances } }],
    ["who may push", { restrictions: allowances }],
    ["who may push, as a list of one block", { restrictions: [allowances] }],
  ] as const) {
    it(`knows those ${says}`, () => {
      assert.deepEqual(rest(props), expected);
    });
  }
  it("finds nobody where nothing is said", () => {
    assert.deepEqual(rest({}), nobody);
  });
  for (const [says, props] of [
    ["the reviews", { requiredPullRequestReviews: UNKNOWN }],
    ["their allowances", { requiredPullRequestReviews: { bypassPullRequestAllowances: UNKNOWN } }],
    ["the restrictions", { restrictions: UNKNOWN }],
    ["the users", { restrictions: { users: UNKNOWN } }],
    ["an app", { restrictions: { apps: ["dependabot", UNKNOWN] } }],
  ] as const) {
    it(`does not take its answer for complete while ${says} is unknown`, () => {
      assert.equal(rest(props).complete, false);
    });
  }
});
