import assert from "node:assert/strict";
import { githubTypes, governedRepositoryFindings, UNKNOWN, type ResourceRecord } from "../../../governance/index.ts";
import { codeowners, demandedOfRepository, mergeSettings, record } from "./records.ts";

const own = [mergeSettings(), codeowners()];
const lacking = (stack: readonly ResourceRecord[]): string[] =>
  governedRepositoryFindings(stack, demandedOfRepository).map(({ outcome, message }) => `${outcome}: ${message}`);

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
      ...over,
    });
  const gate =
    "violation: lacks what tier critical demands: The gate's check is required: ai-governance/gate by app 15368 [gate-check].";

  const wildcard = (over: Record<string, unknown> = {}) => ({
    ...classic({ pattern: "m*", ...over }),
    urn: "urn:wild",
  });
  it("takes the rule that names the branch, however strict the wildcards are", () => {
    const weak = classic({ requiredPullRequestReviews: [], enforceAdmins: false });
    assert.match(lacking([...own, branch, weak, wildcard()])[0] ?? "", /approve/);
    const weakWildcard = wildcard({ requiredPullRequestReviews: [] });
    assert.deepEqual(lacking([...own, branch, classic(), weakWildcard]), [gate]);
  });
  it("takes a wildcard that alone covers the branch", () => {
    assert.deepEqual(lacking([...own, branch, wildcard(), classic({ pattern: "release" })]), [gate]);
  });
  it("counts none of several wildcards, of which only GitHub knows the oldest", () => {
    const found = governedRepositoryFindings(
      [...own, branch, wildcard(), classic({ pattern: "*n" })],
      demandedOfRepository,
    );
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
    assert.match(lacking([...own, branch, classic(), wildcard({ pattern: UNKNOWN })]).join(), /undecided: /);
  });

  it("counts for all but the pinned check, which it cannot express", () => {
    assert.deepEqual(lacking([...own, branch, classic()]), [gate]);
  });
  it("counts with node ids, through the repository they belong to", () => {
    const repository = record(githubTypes.repository, { name: "payments-api", nodeId: "R_kgDO1" });
    assert.deepEqual(lacking([...own, branch, repository, classic({ repositoryId: "R_kgDO1" })]), [gate]);
  });
  it("does not count while administrators are left out", () => {
    assert.match(lacking([...own, branch, classic({ enforceAdmins: false })])[0] ?? "", /pull-request/);
  });
  it("does not count reviews that someone may pass", () => {
    const [found = ""] = lacking([
      ...own,
      branch,
      classic({ requiredPullRequestReviews: [{ ...review, pullRequestBypassers: ["/x"] }] }),
    ]);
    assert.match(found, /demands: Changes arrive by pull request \[pull-request\]; Approvals, 0 of 2/);
  });
  it("stays undecided while those who may pass are unknown", () => {
    const found = lacking([
      ...own,
      branch,
      classic({ requiredPullRequestReviews: [{ ...review, pullRequestBypassers: UNKNOWN }] }),
    ]);
    assert.deepEqual(
      found.map((text) => text.split(":")[0]),
      ["violation", "undecided"],
    );
  });
  it("counts an allowed force push", () => {
    assert.match(lacking([...own, branch, classic({ allowsForcePushes: true })])[0] ?? "", /force-push-blocked/);
  });
  it("counts the REST form with its pinned check", () => {
    const rest = record(githubTypes.branchProtectionV3, {
      repository: "payments-api",
      branch: "main",
      enforceAdmins: true,
      requireSignedCommits: true,
      requiredPullRequestReviews: review,
      requiredStatusChecks: { checks: ["ai-governance/gate:15368"] },
    });
    assert.deepEqual(lacking([...own, branch, rest]), []);
  });
});
