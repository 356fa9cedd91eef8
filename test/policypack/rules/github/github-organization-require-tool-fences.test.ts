import assert from "node:assert/strict";
import { fencesOfTool } from "../../../../governance/tools/fences.ts";
import { githubOrganizationRequireToolFences as rule } from "../../../../policypack/rules/github/github-organization-require-tool-fences.ts";
import { UNKNOWN_STRING } from "../../../support/policy/request.ts";
import type { SampleResource } from "../../../support/policy/request.ts";
import { runStackRule, told } from "../../../support/policy/run-rule.ts";

const quarantined = { role: "organization", fences: fencesOfTool("devin", ["devin/**/*"], "quarantined") };
const fix = "Fix: Declare the tool with the AiTool component, with state and branches of governance.yaml.";

function ruleset(name: string, props: object = {}): SampleResource {
  const isFence = name.startsWith("ai-fence-");
  const repositories = isFence
    ? { repositoryProperty: { includes: [], excludes: [{ name: "ai-tool-devin", propertyValues: ["true"] }] } }
    : { repositoryName: { includes: ["~ALL"], excludes: [] } };
  const refName = { includes: ["refs/heads/devin/**/*"], excludes: [] };
  return {
    type: "github:index/organizationRuleset:OrganizationRuleset",
    name,
    props: {
      name,
      target: "branch",
      enforcement: "active",
      conditions: { refName, ...repositories },
      rules: { creation: true, update: true },
      ...props,
    },
  };
}

const fence = ruleset("ai-fence-devin");
const stop = ruleset("ai-stop-devin");

describe(rule.name, () => {
  it("reports fences that do not exist, also in a stack without any ruleset", async () => {
    assert.deepEqual(await told(runStackRule(rule, [], quarantined)), [
      ["ai-fence-devin: no organisation ruleset ai-fence-devin; tool devin must have one.", fix],
      ["ai-stop-devin: no organisation ruleset ai-stop-devin; tool devin must have one.", fix],
    ]);
  });

  it("reports a dormant stop of a quarantined tool", async () => {
    const dormant = ruleset("ai-stop-devin", { enforcement: "disabled" });
    assert.deepEqual(await told(runStackRule(rule, [fence, dormant], quarantined)), [
      ["ai-stop-devin: the ruleset is not active; it must be, in the state of tool devin.", fix],
    ]);
  });

  it("reports a fence with a bypass", async () => {
    const bypassed = ruleset("ai-fence-devin", {
      bypassActors: [{ actorType: "Team", actorId: 1, bypassMode: "always" }],
    });
    assert.deepEqual(await told(runStackRule(rule, [bypassed, stop], quarantined)), [
      ["ai-fence-devin: the ruleset has a bypass; a fence must have none.", fix],
    ]);
  });

  it("allows the fences that the state demands", async () => {
    assert.deepEqual(await runStackRule(rule, [fence, stop], quarantined), { findings: [] });
  });

  it("allows a dormant stop of an enabled tool", async () => {
    const enabled = { role: "organization", fences: fencesOfTool("devin", ["devin/**/*"], "enabled") };
    const dormant = ruleset("ai-stop-devin", { enforcement: "disabled" });
    assert.deepEqual(await runStackRule(rule, [fence, dormant], enabled), { findings: [] });
  });

  it("takes a ruleset of a repository for no fence of the organisation", async () => {
    const other = { ...fence, type: "github:index/repositoryRuleset:RepositoryRuleset" };
    assert.equal((await told(runStackRule(rule, [other, stop], quarantined))).length, 1);
  });

  it("stays undecided while a fence's enforcement is unknown, and still reports the other", async () => {
    const { findings } = await runStackRule(
      rule,
      [ruleset("ai-fence-devin", { enforcement: UNKNOWN_STRING })],
      quarantined,
    );
    assert.deepEqual(
      findings.map(({ message }) => message.split("\n")[1]?.split(":")[0]),
      ["Undecided", "ai-stop-devin"],
    );
  });

  it("does not judge repository stacks", async () => {
    assert.deepEqual(await runStackRule(rule, [], { ...quarantined, role: "repository" }), {
      findings: [],
      notApplicable: "judges stacks of role organization only",
    });
  });

  it("rejects a misspelt setting", async () => {
    const misspelt = { role: "organization", fence: [] };
    await assert.rejects(runStackRule(rule, [], misspelt), /unknown key "fence"\. Did you mean "fences"\?/);
  });
});
