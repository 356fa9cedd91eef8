import assert from "node:assert/strict";
import { githubBranchRequireProtection as rule } from "../../../../policypack/rules/github/github-branch-require-protection.ts";
import { UNKNOWN_STRING, urnOf } from "../../../support/policy/request.ts";
import type { SampleResource } from "../../../support/policy/request.ts";
import { runStackRule, told } from "../../../support/policy/run-rule.ts";
import { branchRuleset, repository } from "../../../support/policy/samples.ts";
import { reviewedKnownOf } from "../../../support/policy/known.ts";

const rules = { "pull-request": true, "force-push-blocked": true };
const settings = {
  role: "repository",
  inventory: { ledger: "critical", docs: "open" },
  demands: { critical: rules, open: {} },
  baseline: { critical: rules, open: {} },
  automationAppIds: [],
};
const withoutBaseline = { ...settings, baseline: {} };

const demanded = { nonFastForward: true, pullRequest: { requiredApprovingReviewCount: 2 } };
const lacking =
  "ledger: lacks what tier critical demands: Changes arrive by pull request [pull-request]; History is never rewritten [force-push-blocked].";
const fix =
  "Fix: Add a RepositoryRuleset on ~DEFAULT_BRANCH with these rules, or use the GovernedRepository component with protection.";

describe(rule.name, () => {
  it("reports everything that the branch lacks against its tier in one finding, at the repository", async () => {
    const unprotected = repository("ledger");
    assert.deepEqual(await runStackRule(rule, [unprotected], withoutBaseline), {
      findings: [{ level: "advisory", message: [rule.description, lacking, fix].join("\n"), urn: urnOf(unprotected) }],
    });
  });

  it("judges the organisation's own stack, too", async () => {
    const verdict = runStackRule(rule, [repository("ledger")], { ...withoutBaseline, role: "organization" });
    assert.deepEqual(await told(verdict), [[lacking, fix]]);
  });

  it("allows a repository that meets its tier by the organisation's baseline", async () => {
    assert.deepEqual(await runStackRule(rule, [repository("ledger")], settings), { findings: [] });
  });

  it("allows a repository that meets its tier by its own rules", async () => {
    assert.deepEqual(await runStackRule(rule, [repository("ledger"), branchRuleset(demanded)], withoutBaseline), {
      findings: [],
    });
  });

  it("counts no rules that are switched off, elsewhere, passed by an app or of wrong types", async () => {
    const bypassActors = [{ actorType: "Integration", actorId: 1236702, bypassMode: "always" }];
    const conditions = { refName: { includes: ["refs/heads/release/*"], excludes: [] } };
    const wrong = [
      { enforcement: "disabled" },
      { conditions },
      { bypassActors },
      { repository: "docs" },
      { rules: null },
      { rules: { nonFastForward: "true", pullRequest: true } },
    ];
    for (const weaker of wrong) {
      const [lines, ...more] = await told(
        runStackRule(rule, [repository("ledger"), branchRuleset(demanded, weaker)], withoutBaseline),
      );
      assert.deepEqual([lines?.[0], more], [lacking, []], JSON.stringify(weaker));
    }
  });

  it("takes no component's word: its children's effects count", async () => {
    const type = "ai-governance:index:GovernedRepository";
    const spoofed = { type, name: "spoofed", props: { repository: "ledger" } };
    assert.equal((await told(runStackRule(rule, [repository("ledger"), spoofed], withoutBaseline))).length, 1);
  });

  it("follows a branch protection's unknown node id to its repository", async () => {
    const managed = repository("ledger", { nodeId: UNKNOWN_STRING, defaultBranch: "main" });
    const protection: SampleResource = {
      type: "github:index/branchProtection:BranchProtection",
      name: "protection",
      props: {
        repositoryId: UNKNOWN_STRING,
        pattern: "main",
        enforceAdmins: true,
        requiredPullRequestReviews: [{ requiredApprovingReviewCount: 2 }],
      },
      propertyDependencies: { repositoryId: [urnOf(managed)] },
    };
    assert.deepEqual(await runStackRule(rule, [managed, protection], withoutBaseline), { findings: [] });
  });

  it("stays undecided while a rule's enforcement is unknown, and still reports the next repository", async () => {
    const stack = [branchRuleset(demanded, { enforcement: UNKNOWN_STRING }), repository("ledger"), repository("docs")];
    const demands = { critical: rules, open: { "deletion-blocked": true } };
    assert.deepEqual(await told(runStackRule(rule, stack, { ...withoutBaseline, demands })), [
      [
        "Undecided: ledger: not known yet, but demanded by tier critical: Changes arrive by pull request [pull-request]; History is never rewritten [force-push-blocked].",
        'Judged again when known. Fix: Write these values as text, and target branches as "~DEFAULT_BRANCH".',
      ],
      ["docs: lacks what tier open demands: The default branch is never deleted [deletion-blocked].", fix],
    ]);
  });

  it("leaves undeclared repositories, and stacks without GitHub resources, alone", async () => {
    const bucket = { type: "aws:s3/bucket:Bucket", props: { bucket: "logs" } };
    assert.deepEqual(await runStackRule(rule, [bucket, repository("stray")], withoutBaseline), { findings: [] });
  });

  it("leaves reviews and the gate to the rules about these", async () => {
    const demands = { critical: { approvals: 2, "gate-check": ["gate"], "ai-paths-owned": true } };
    assert.deepEqual(await runStackRule(rule, [repository("ledger")], { ...withoutBaseline, demands }), {
      findings: [],
    });
  });

  it("is told of the declaration what it judges, and the team that may pass", () => {
    const { inventory, ...rest } = rule.told(reviewedKnownOf("repository", { breakGlassTeamId: 12 })) as {
      inventory: Record<string, string>;
    };
    const { "signed-commits": signed, ...unsigned } = {
      "pull-request": true,
      "force-push-blocked": true,
      "deletion-blocked": true,
      "signed-commits": true,
      "checks-current": true,
    };
    const critical = { ...unsigned, "signed-commits": signed };
    const perTier = { standard: unsigned, critical, restricted: critical };
    assert.equal(inventory["payments-api"], "critical");
    assert.deepEqual(rest, {
      role: "repository",
      demands: perTier,
      baseline: perTier,
      closedTiers: [],
      automationAppIds: [29110],
      breakGlassTeamId: 12,
    });
  });

  it("rejects a misspelt setting", async () => {
    await assert.rejects(
      runStackRule(rule, [], { ...settings, baselin: {} }),
      /unknown key "baselin"\. Did you mean "baseline"\?/,
    );
  });
});
