import assert from "node:assert/strict";
import { githubBranchRequireGate as rule } from "../../../../policypack/rules/github/github-branch-require-gate.ts";
import { reviewedKnownOf } from "../../../support/policy/known.ts";
import { UNKNOWN_STRING } from "../../../support/policy/request.ts";
import { runStackRule, told } from "../../../support/policy/run-rule.ts";
import { branchRuleset, repository } from "../../../support/policy/samples.ts";

const check = { "gate-check": ["gate by app 7"] };
const settings = {
  role: "repository",
  inventory: { ledger: "critical", docs: "open" },
  demands: { critical: check, open: {} },
  baseline: {},
  automationAppIds: [],
};

const ruleset = (requiredStatusChecks: unknown) => branchRuleset({ requiredStatusChecks });
const required = (...requiredChecks: readonly unknown[]) => ruleset({ requiredChecks });
const lacks = "ledger: lacks what tier critical demands: The gate's check is required: gate by app 7 [gate-check].";
const fix =
  "Fix: Require the gate in a RepositoryRuleset on ~DEFAULT_BRANCH, or use the GovernedRepository component with protection.";

describe(rule.name, () => {
  it("reports a repository that merges without the gate", async () => {
    assert.deepEqual(await told(runStackRule(rule, [repository("ledger")], settings)), [[lacks, fix]]);
  });

  it("reports a gate's workflow that nothing requires", async () => {
    const demands = { critical: { "gate-workflow": ["gate.yml@refs/tags/v1"] } };
    assert.deepEqual(await told(runStackRule(rule, [repository("ledger")], { ...settings, demands })), [
      [
        "ledger: lacks what tier critical demands: The gate's workflow is required: gate.yml@refs/tags/v1 [gate-workflow].",
        fix,
      ],
    ]);
  });

  it("counts no other check, none of another app and none of wrong types", async () => {
    for (const wrong of [
      required({ context: "build", integrationId: 7 }),
      required({ context: "gate", integrationId: 8 }),
      required({ context: "gate" }),
      required({ context: 1, integrationId: "7" }),
      required(null),
      ruleset("gate"),
      ruleset(null),
    ]) {
      const [lines] = await told(runStackRule(rule, [wrong], settings));
      assert.match(lines?.[0] ?? "", /gate-check/, JSON.stringify(wrong.props));
    }
  });

  it("allows a repository that requires the gate itself, or by the organisation's rules", async () => {
    const own = required({ context: "gate", integrationId: 7 });
    assert.deepEqual(await runStackRule(rule, [own], settings), { findings: [] });
    const covered = { ...settings, baseline: { critical: check } };
    assert.deepEqual(await runStackRule(rule, [repository("ledger")], covered), { findings: [] });
  });

  it("stays undecided while a check's app is unknown", async () => {
    const later = required({ context: "gate", integrationId: UNKNOWN_STRING });
    assert.deepEqual(await told(runStackRule(rule, [later], settings)), [
      [
        "Undecided: ledger: not known yet, but demanded by tier critical: The gate's check is required: gate by app 7 [gate-check].",
        'Judged again when known. Fix: Write these values as text, and target branches as "~DEFAULT_BRANCH".',
      ],
    ]);
  });

  it("ignores stacks without repositories, and tiers that demand nothing of it", async () => {
    assert.deepEqual(await runStackRule(rule, [], settings), { findings: [] });
    assert.deepEqual(await runStackRule(rule, [repository("docs")], settings), { findings: [] });
  });

  it("is told the gate of the declaration, and its repository where somebody looked it up", () => {
    const told = rule.told(reviewedKnownOf("repository", { gateRepositoryId: 7 })) as typeof settings & {
      gateRepositoryId?: number;
    };
    assert.deepEqual(told.demands.critical, {
      "gate-check": ["ai-governance/gate by app 15368"],
      "gate-workflow": [".github/workflows/gate.yml@refs/tags/gate-v1"],
    });
    assert.equal(told.gateRepositoryId, 7);
    assert.ok(!("gateRepositoryId" in rule.told(reviewedKnownOf("repository"))));
  });

  it("rejects a repository's id that is none", async () => {
    await assert.rejects(runStackRule(rule, [], { ...settings, gateRepositoryId: 0 }), /at gateRepositoryId: found 0/);
  });
});
