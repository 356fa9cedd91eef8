import assert from "node:assert/strict";
import { githubGateDisallowForgeableCheck as rule } from "../../../../policypack/rules/github/github-gate-disallow-forgeable-check.ts";
import { reviewedKnownOf } from "../../../support/policy/known.ts";
import { UNKNOWN_STRING } from "../../../support/policy/request.ts";
import type { SampleResource } from "../../../support/policy/request.ts";
import { runStackRule, told } from "../../../support/policy/run-rule.ts";

const settings = {
  role: "organization",
  inventory: { ledger: "critical" },
  baseline: {},
  automationAppIds: [],
  agentAppIds: [99],
  gate: { check: "gate", workflow: "gate.yml@refs/tags/v1" },
  tiers: ["critical"],
};
const own = { ...settings, role: "repository" };
const refName = { includes: ["~DEFAULT_BRANCH"], excludes: [] };
const requiring = (integrationId: unknown) => ({
  target: "branch",
  enforcement: "active",
  rules: { requiredStatusChecks: { requiredChecks: [{ context: "gate", integrationId }] } },
});
const tier = (integrationId: unknown): SampleResource => ({
  type: "github:index/organizationRuleset:OrganizationRuleset",
  name: "tier",
  props: {
    ...requiring(integrationId),
    conditions: {
      refName,
      repositoryProperty: { includes: [{ name: "ai-tier", propertyValues: ["critical"] }], excludes: [] },
    },
  },
});
const ruleset = (integrationId: unknown): SampleResource => ({
  type: "github:index/repositoryRuleset:RepositoryRuleset",
  name: "main",
  props: { ...requiring(integrationId), repository: "ledger", conditions: { refName } },
});
const forged = (subject: string, pin: string) =>
  `${subject}: the gate's check is pinned to ${pin}, so any workflow with checks: write can post it; an App of its own, or a required workflow, must vouch for it.`;
const tierFix =
  "Fix: Let an App of your own post the check and name it as gate.appId in governance.yaml, or require the gate's workflow beside it.";
const repositoryFix =
  "Fix: Ask the platform team for a gate with an App of its own (gate.appId), and set its id as integrationId of the check.";

describe(rule.name, () => {
  it("reports a tier that takes GitHub Actions' word for it", async () => {
    assert.deepEqual(await told(runStackRule(rule, [tier(15368)], settings)), [
      [forged("critical", "GitHub Actions"), tierFix],
    ]);
  });
  it("reports a repository that takes any app's word for it", async () => {
    assert.deepEqual(await told(runStackRule(rule, [ruleset(null)], own)), [
      [forged("ledger", "no app"), repositoryFix],
    ]);
  });
  it("judges repositories in their own stacks only, and tiers in the organisation's", async () => {
    assert.deepEqual(await runStackRule(rule, [ruleset(15368)], settings), { findings: [] });
    assert.deepEqual(await runStackRule(rule, [tier(15368)], own), { findings: [] });
  });
  it("allows a check that an app of one's own posts", async () => {
    assert.deepEqual(await runStackRule(rule, [tier(7)], settings), { findings: [] });
    assert.deepEqual(await runStackRule(rule, [ruleset(7)], own), { findings: [] });
  });
  it("ignores stacks without the check, and rules of other shapes", async () => {
    const odd = { ...ruleset(7), props: { ...ruleset(7).props, rules: { requiredStatusChecks: "gate" } } };
    assert.deepEqual(await runStackRule(rule, [], settings), { findings: [] });
    assert.deepEqual(await runStackRule(rule, [odd], own), { findings: [] });
  });
  it("stays undecided while the app is unknown", async () => {
    assert.deepEqual(await told(runStackRule(rule, [tier(UNKNOWN_STRING)], settings)), [
      [
        "Undecided: critical: who can post the gate's check is not known yet; an App of its own, or a required workflow, must vouch for it.",
        `Judged again when known. ${tierFix}`,
      ],
    ]);
  });
  it("is told the gate of the declaration", () => {
    const { inventory, baseline, ...rest } = rule.told(
      reviewedKnownOf("organization", { gateRepositoryId: 7 }),
    ) as typeof settings;
    assert.ok(inventory);
    assert.deepEqual(Object.keys((baseline as { critical?: object }).critical ?? {}), ["gate-check", "gate-workflow"]);
    assert.deepEqual(rest, {
      role: "organization",
      closedTiers: [],
      automationAppIds: [29110],
      agentAppIds: [1143301, 1236702, 1144995, 1210556, 811515, 842251],
      gate: { check: "ai-governance/gate", workflow: ".github/workflows/gate.yml@refs/tags/gate-v1" },
      tiers: ["standard", "critical", "restricted"],
      gateRepositoryId: 7,
    });
  });
  it("rejects settings without the gate", async () => {
    const { gate, ...without } = settings;
    assert.ok(gate);
    await assert.rejects(runStackRule(rule, [], without), /at gate: missing/);
  });
});
