import assert from "node:assert/strict";
import { githubRulesetRequireEnforcement as rule } from "../../../../policypack/rules/github/github-ruleset-require-enforcement.ts";
import { reviewedKnownOf } from "../../../support/policy/known.ts";
import { UNKNOWN_STRING } from "../../../support/policy/request.ts";
import type { SampleResource } from "../../../support/policy/request.ts";
import { runStackRule, told } from "../../../support/policy/run-rule.ts";

const settings = { role: "repository", trials: {}, dormant: { rulesets: [], repositories: [] } };
const refName = { includes: ["~DEFAULT_BRANCH"], excludes: [] };
const ruleset = (props: object): SampleResource => ({
  type: "github:index/repositoryRuleset:RepositoryRuleset",
  name: "main",
  props: {
    name: "main",
    repository: "ledger",
    target: "branch",
    enforcement: "active",
    conditions: { refName },
    rules: { deletion: true },
    ...props,
  },
});
const tier = (enforcement: string): SampleResource => ({
  type: "github:index/organizationRuleset:OrganizationRuleset",
  name: "tier",
  props: {
    name: "ai-tier-standard",
    target: "branch",
    enforcement,
    conditions: {
      refName,
      repositoryProperty: { includes: [{ name: "ai-tier", propertyValues: ["standard"] }], excludes: [] },
    },
    rules: { deletion: true },
  },
});
const fix = 'Fix: Set enforcement: "active", or remove the ruleset.';

describe(rule.name, () => {
  it("reports a ruleset that is switched off, with its repository", async () => {
    assert.deepEqual(await told(runStackRule(rule, [ruleset({ enforcement: "disabled" })], settings)), [
      ["ledger, main: the ruleset is switched off; it must be active.", fix],
    ]);
  });
  it("reports a ruleset that only records", async () => {
    assert.deepEqual(await told(runStackRule(rule, [ruleset({ enforcement: "evaluate" })], settings)), [
      ["ledger, main: the ruleset only records what it would stop; it must be active.", fix],
    ]);
  });
  it("reports a ruleset that covers nothing", async () => {
    const conditions = { refName: { includes: [], excludes: [] } };
    assert.deepEqual(await told(runStackRule(rule, [ruleset({ conditions })], settings)), [
      [
        "ledger, main: the ruleset covers no branch or tag, so it is never in force; it must cover one.",
        "Fix: Name what the ruleset covers in its conditions, or remove it.",
      ],
    ]);
  });
  it("allows a trial that the declaration has, with owner and last day, in the organisation's stack alone", async () => {
    const trials = { standard: { owner: "platform", until: "2027-01-31" } };
    const organization = { ...settings, role: "organization", trials };
    assert.deepEqual(await runStackRule(rule, [tier("evaluate")], organization), { findings: [] });
    assert.equal((await told(runStackRule(rule, [tier("evaluate")], settings))).length, 1);
    assert.deepEqual(await told(runStackRule(rule, [tier("disabled")], organization)), [
      [
        "ai-tier-standard: the ruleset is switched off; it must be active: on trial are only the rules of tier standard (platform, until 2027-01-31).",
        fix,
      ],
    ]);
  });
  it("allows rulesets in force, and stacks without any", async () => {
    assert.deepEqual(await runStackRule(rule, [ruleset({}), tier("active")], settings), { findings: [] });
    assert.deepEqual(await runStackRule(rule, [], settings), { findings: [] });
  });
  it("refuses an enforcement of a wrong type", async () => {
    assert.deepEqual(await told(runStackRule(rule, [ruleset({ enforcement: null })], settings)), [
      ["ledger, main: the ruleset has no enforcement that GitHub knows; it must be active.", fix],
    ]);
  });
  it("stays undecided while the enforcement is unknown", async () => {
    assert.deepEqual(await told(runStackRule(rule, [ruleset({ enforcement: UNKNOWN_STRING })], settings)), [
      [
        "Undecided: ledger, main: whether the ruleset is in force, or declared not to be, is not known yet; it must be active.",
        `Judged again when known. ${fix}`,
      ],
    ]);
  });
  it("is told the trials that are not over, and the fences that sleep", () => {
    const trial = [
      "approvals: 1\n    reviewers",
      "approvals: 1\n    evaluate: { owner: platform, until: 2027-01-31 }\n    reviewers",
    ] as const;
    const over = [trial[0], trial[1].replace("2027-01-31", "2026-12-31")] as const;
    const told = (edit: readonly [string, string]) =>
      rule.told(reviewedKnownOf("organization", {}, edit)) as { trials: object; dormant: { rulesets: string[] } };
    assert.deepEqual(told(trial).trials, { standard: { owner: "platform", until: "2027-01-31" } });
    assert.deepEqual(told(over).trials, {});
    assert.ok(told(trial).dormant.rulesets.includes("ai-stop-copilot"));
  });
  it("rejects a trial without a last day", async () => {
    const trials = { standard: { owner: "platform" } };
    await assert.rejects(runStackRule(rule, [], { ...settings, trials }), /at trials\.standard\.until: missing/);
  });
});
