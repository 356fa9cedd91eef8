import assert from "node:assert/strict";
import { everyFile } from "../../../../governance/index.ts";
import { githubBranchRequireHumanReview as rule } from "../../../../policypack/rules/github/github-branch-require-human-review.ts";
import { reviewedKnownOf } from "../../../support/policy/known.ts";
import { UNKNOWN_STRING } from "../../../support/policy/request.ts";
import { runStackRule, told } from "../../../support/policy/run-rule.ts";
import { branchRuleset, repository } from "../../../support/policy/samples.ts";

const demanded = { approvals: 2, "people-approve": 2, "code-owner-review": true };
const settings = {
  role: "repository",
  inventory: { ledger: "critical", docs: "open" },
  demands: { critical: demanded, open: {} },
  baseline: {},
  automationAppIds: [],
  reviewers: { critical: { slug: "engineers", id: 4 } },
};

const reviewer = { filePatterns: [...everyFile], minimumApprovals: 2, reviewer: { type: "Team", id: 4 } };
const ruleset = (over: object = {}) =>
  branchRuleset({
    pullRequest: {
      requiredApprovingReviewCount: 2,
      requireCodeOwnerReview: true,
      requiredReviewers: [reviewer],
      ...over,
    },
  });
const fix =
  "Fix: Ask for these in the pullRequest rule of a RepositoryRuleset on ~DEFAULT_BRANCH, or use the GovernedRepository component with protection.";
const lacks = "ledger: lacks what tier critical demands:";

describe(rule.name, () => {
  it("reports a repository where nobody must approve", async () => {
    assert.deepEqual(await told(runStackRule(rule, [repository("ledger")], settings)), [
      [
        `${lacks} Approvals, 0 of 2 [approvals]; Approvals by the tier's reviewers, 0 of 2 [people-approve]; Code owners approve [code-owner-review].`,
        fix,
      ],
    ]);
  });

  it("reports approvals that bots may give, since anyone with write access gives them", async () => {
    const verdict = runStackRule(rule, [ruleset({ requiredReviewers: [] })], settings);
    assert.deepEqual(await told(verdict), [
      [`${lacks} Approvals by the tier's reviewers, 0 of 2 [people-approve].`, fix],
    ]);
  });

  it("allows approvals of the tier's reviewers, and repositories that the organisation's rules cover", async () => {
    assert.deepEqual(await runStackRule(rule, [ruleset()], settings), { findings: [] });
    const covered = { ...settings, baseline: { critical: demanded } };
    assert.deepEqual(await runStackRule(rule, [repository("ledger")], covered), { findings: [] });
  });

  it("says once that it cannot tell the team whose id nobody looked up", async () => {
    const reviewers = { critical: { slug: "engineers" } };
    assert.deepEqual(await told(runStackRule(rule, [ruleset()], { ...settings, reviewers })), [
      [
        "Undecided: ledger: whether the approvals are asked of engineers cannot be known here; no other team must count.",
        "Fix: Give the pack's configuration the id of each team: --team engineers=<id>",
      ],
    ]);
  });

  it("stays undecided while a number of approvals is unknown", async () => {
    const verdict = runStackRule(rule, [ruleset({ requiredApprovingReviewCount: UNKNOWN_STRING })], settings);
    assert.deepEqual(await told(verdict), [
      [
        "Undecided: ledger: not known yet, but demanded by tier critical: Approvals, 2 [approvals].",
        'Judged again when known. Fix: Write these values as text, and target branches as "~DEFAULT_BRANCH".',
      ],
    ]);
  });

  it("counts nothing of wrong types", async () => {
    const wrong = { requiredApprovingReviewCount: "2", requireCodeOwnerReview: "true", requiredReviewers: "x" };
    const [lines] = await told(runStackRule(rule, [ruleset(wrong)], settings));
    assert.equal(lines?.[0]?.match(/\[[a-z-]+\]/g)?.length, 3);
  });

  it("ignores stacks without repositories, and tiers that demand nothing of it", async () => {
    assert.deepEqual(await runStackRule(rule, [], settings), { findings: [] });
    assert.deepEqual(await runStackRule(rule, [repository("docs")], settings), { findings: [] });
  });

  it("is told of the declaration who must approve where, with the ids that somebody looked up", () => {
    const told = rule.told(reviewedKnownOf("repository", { teamIds: { engineers: 4 } })) as typeof settings;
    const critical = {
      approvals: 2,
      "people-approve": 2,
      "code-owner-review": true,
      "stale-approvals-dismissed": true,
      "last-push-approved": true,
      "ai-paths-reviewed": true,
    };
    assert.deepEqual(
      [told.demands.critical, told.reviewers],
      [
        critical,
        {
          standard: { slug: "engineers", id: 4 },
          critical: { slug: "engineers", id: 4 },
          restricted: { slug: "platform-engineering" },
        },
      ],
    );
  });

  it("rejects a team without a slug", async () => {
    await assert.rejects(
      runStackRule(rule, [], { ...settings, reviewers: { critical: { id: 4 } } }),
      /at reviewers\.critical\.slug: missing/,
    );
  });
});
