import assert from "node:assert/strict";
import { githubOrganizationRequireGateLock as rule } from "../../../../policypack/rules/github/github-organization-require-gate-lock.ts";
import { reviewedKnownOf } from "../../../support/policy/known.ts";
import { UNKNOWN_STRING } from "../../../support/policy/request.ts";
import type { SampleResource } from "../../../support/policy/request.ts";
import { runStackRule, told } from "../../../support/policy/run-rule.ts";

const ref = "refs/tags/gate-v1";
const settings = { role: "organization", gate: { workflow: ".github/workflows/gate.yml", ref } };
const fix = "Fix: Use the OrganizationGuardrails component with the gate of governance.yaml.";

function lock(props: object = {}): SampleResource {
  return {
    type: "github:index/organizationRuleset:OrganizationRuleset",
    props: {
      name: "ai-gate",
      target: "tag",
      enforcement: "active",
      conditions: { refName: { includes: [ref], excludes: [] }, repositoryIds: [1] },
      rules: { creation: true, update: true, deletion: true, nonFastForward: true },
      ...props,
    },
  };
}

describe(rule.name, () => {
  it("reports a gate that anyone may move, also in a stack without any ruleset", async () => {
    assert.deepEqual(await told(runStackRule(rule, [], settings)), [
      ["ai-gate: no organisation ruleset ai-gate; one must lock refs/tags/gate-v1, from which the gate runs.", fix],
    ]);
  });

  it("reports a lock that does not hold", async () => {
    assert.deepEqual(await told(runStackRule(rule, [lock({ rules: { update: true } })], settings)), [
      ["ai-gate: refs/tags/gate-v1 could be moved; creation, update, deletion and force pushes must be blocked.", fix],
    ]);
  });

  it("allows a lock that holds, and none where the plan has no required workflows", async () => {
    assert.deepEqual(await runStackRule(rule, [lock()], settings), { findings: [] });
    assert.deepEqual(await runStackRule(rule, [], { role: "organization" }), { findings: [] });
  });

  it("reports a gate of another repository than the one that was looked up", async () => {
    const gate = { ...settings.gate, repositoryId: 2 };
    assert.deepEqual(await told(runStackRule(rule, [lock()], { ...settings, gate })), [
      [
        "ai-gate: a tier takes the gate's workflow from, or the ruleset locks, another repository than the gate's; both must name that one.",
        fix,
      ],
    ]);
  });

  it("is told the gate of the declaration, where the plan has required workflows", () => {
    const known = { workflow: ".github/workflows/gate.yml", ref };
    assert.deepEqual(rule.told(reviewedKnownOf("organization")), { role: "organization", gate: known });
    assert.deepEqual(rule.told(reviewedKnownOf("organization", { gateRepositoryId: 7 })), {
      role: "organization",
      gate: { ...known, repositoryId: 7 },
    });
    const team = reviewedKnownOf("organization", { gateRepositoryId: 7 }, ["plan: enterprise", "plan: team"]);
    assert.deepEqual(rule.told(team), { role: "organization" });
  });

  it("stays undecided while the enforcement is unknown", async () => {
    const { findings } = await runStackRule(rule, [lock({ enforcement: UNKNOWN_STRING })], settings);
    assert.deepEqual(
      findings.map(({ level, message }) => [level, message.split("\n")[1]?.split(":")[0]]),
      [["advisory", "Undecided"]],
    );
  });

  it("takes a ruleset of a repository for no lock", async () => {
    const other = { ...lock(), type: "github:index/repositoryRuleset:RepositoryRuleset" };
    assert.equal((await told(runStackRule(rule, [other], settings))).length, 1);
  });

  it("does not judge repository stacks", async () => {
    assert.deepEqual(await runStackRule(rule, [], { ...settings, role: "repository" }), {
      findings: [],
      notApplicable: "judges stacks of role organization only",
    });
  });

  it("rejects a misspelt setting", async () => {
    await assert.rejects(
      runStackRule(rule, [], { role: "organization", gates: {} }),
      /unknown key "gates"\. Did you mean "gate"\?/,
    );
  });
});
