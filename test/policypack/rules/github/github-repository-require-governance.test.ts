import assert from "node:assert/strict";
import { githubRepositoryRequireGovernance as rule } from "../../../../policypack/rules/github/github-repository-require-governance.ts";
import { UNKNOWN_STRING, urnOf } from "../../../support/policy/request.ts";
import type { SampleResource } from "../../../support/policy/request.ts";
import { runStackRule, told } from "../../../support/policy/run-rule.ts";

const rules = { "pull-request": true, approvals: 2, "force-push-blocked": true };
const settings = {
  role: "repository",
  inventory: { ledger: "critical", docs: "open" },
  demands: { critical: { ...rules, "trail-preserving-merges": true }, open: {} },
  baseline: { critical: rules, open: {} },
  aiPathOwners: ["@acme/platform"],
  automationAppIds: [],
};
const withoutBaseline = { ...settings, baseline: {} };

const repository = (name: string, props: object = {}): SampleResource => ({
  type: "github:index/repository:Repository",
  name,
  props: { name, ...props },
});

const ruleset = (rules: object, props: object = {}): SampleResource => ({
  type: "github:index/repositoryRuleset:RepositoryRuleset",
  name: "main",
  props: {
    repository: "ledger",
    target: "branch",
    enforcement: "active",
    conditions: { refName: { includes: ["~DEFAULT_BRANCH"], excludes: [] } },
    rules,
    ...props,
  },
});

const demanded = { nonFastForward: true, pullRequest: { requiredApprovingReviewCount: 2 } };
const addRules =
  "Fix: Add a RepositoryRuleset on ~DEFAULT_BRANCH with these rules, and use the GovernedRepository component.";

describe(rule.name, () => {
  it("reports a repository that the declaration does not know, at its resource", async () => {
    const stray = repository("ledgr");
    assert.deepEqual(await runStackRule(rule, [stray], settings), {
      findings: [
        {
          level: "advisory",
          message: [
            rule.description,
            'ledgr: the repository is not declared; it must stand in a tier. Did you mean "ledger"?',
            "Fix: Ask the platform team to add it to a tier in governance.yaml.",
          ].join("\n"),
          urn: urnOf(stray),
        },
      ],
    });
  });

  it("reports an undeclared repository that is only configured, never managed", async () => {
    const type = "github:index/actionsRepositoryPermissions:ActionsRepositoryPermissions";
    const [lines] = await told(runStackRule(rule, [{ type, props: { repository: "stray" } }], settings));
    assert.match(lines?.[0] ?? "", /^stray: the repository is not declared/);
  });

  it("judges the organisation's own stack, too", async () => {
    const verdict = runStackRule(rule, [repository("stray")], { ...settings, role: "organization" });
    assert.equal((await told(verdict)).length, 1);
  });

  it("reports everything that a repository lacks against its tier in one finding", async () => {
    assert.deepEqual(await told(runStackRule(rule, [repository("ledger")], withoutBaseline)), [
      [
        "ledger: lacks what tier critical demands: Changes arrive by pull request [pull-request]; Approvals, 0 of 2 [approvals]; History is never rewritten [force-push-blocked].",
        addRules,
      ],
    ]);
  });

  it("allows a repository that meets its tier by the organisation's baseline", async () => {
    assert.deepEqual(await runStackRule(rule, [repository("ledger")], settings), { findings: [] });
  });

  it("allows a repository that meets its tier by its own rules", async () => {
    assert.deepEqual(await runStackRule(rule, [repository("ledger"), ruleset(demanded)], withoutBaseline), {
      findings: [],
    });
  });

  it("counts no rules that are switched off, elsewhere or passed by an app", async () => {
    const bypassActors = [{ actorType: "Integration", actorId: 1236702, bypassMode: "always" }];
    const conditions = { refName: { includes: ["refs/heads/release/*"], excludes: [] } };
    for (const weaker of [{ enforcement: "disabled" }, { conditions }, { bypassActors }, { repository: "docs" }]) {
      const verdict = runStackRule(rule, [repository("ledger"), ruleset(demanded, weaker)], withoutBaseline);
      assert.equal((await told(verdict)).length, 1, JSON.stringify(weaker));
    }
  });

  it("takes no component's word: its children's effects count", async () => {
    const spoofed = {
      type: "ai-governance:index:GovernedRepository",
      name: "spoofed",
      props: { repository: "ledger" },
    };
    assert.equal((await told(runStackRule(rule, [repository("ledger"), spoofed], withoutBaseline))).length, 1);
  });

  it("follows a branch protection's unknown node id to its repository", async () => {
    const managed = repository("ledger", { nodeId: UNKNOWN_STRING });
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
    const managedWithBranch = { ...managed, props: { ...managed.props, defaultBranch: "main" } };
    const verdict = await runStackRule(rule, [managedWithBranch, protection], withoutBaseline);
    assert.deepEqual(verdict, { findings: [] });
  });

  it("stays undecided while a rule's enforcement is unknown, and still reports the next repository", async () => {
    const stack = [ruleset(demanded, { enforcement: UNKNOWN_STRING }), repository("ledger"), repository("stray")];
    const { findings } = await runStackRule(rule, stack, withoutBaseline);
    assert.deepEqual(
      findings.map(({ message }) => message.split("\n")[1]?.replace(/; it must.*/, "")),
      [
        "Undecided: ledger: not known yet, but demanded by tier critical: Changes arrive by pull request [pull-request]; Approvals, 2 [approvals]; History is never rewritten [force-push-blocked].",
        "stray: the repository is not declared",
      ],
    );
  });

  it("stays undecided about a resource of an unknown repository", async () => {
    const lost = ruleset(demanded, { repository: UNKNOWN_STRING });
    const { findings } = await runStackRule(rule, [lost], settings);
    assert.deepEqual(
      findings.map(({ message, urn }) => [message.split("\n")[1]?.split(":")[0], urn]),
      [["Undecided", urnOf(lost)]],
    );
  });

  it("ignores stacks without GitHub resources", async () => {
    const bucket = { type: "aws:s3/bucket:Bucket", props: { bucket: "logs" } };
    assert.deepEqual(await runStackRule(rule, [bucket], settings), { findings: [] });
  });

  it("rejects a misspelt setting", async () => {
    await assert.rejects(
      runStackRule(rule, [], { ...settings, inventry: {} }),
      /unknown key "inventry"\. Did you mean "inventory"\?/,
    );
  });

  it("rejects a control that does not exist", async () => {
    await assert.rejects(
      runStackRule(rule, [], { ...settings, demands: { critical: { "pull-requests": true } } }),
      /at demands\.critical/,
    );
  });
});
