import assert from "node:assert/strict";
import { fencesOfTool } from "../../../../governance/tools/fences.ts";
import { githubOrganizationRequireToolFences as rule } from "../../../../policypack/rules/github/github-organization-require-tool-fences.ts";
import { parsed } from "../../../governance/example.ts";
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

  describe("on plan free", () => {
    const repositoryFences = {
      tools: [{ tool: "devin", patterns: ["refs/heads/devin/**/*"], admittedIn: [] }],
    };
    const free = { role: "organization", fences: [], repositoryFences };
    const fixHere =
      "Fix: Declare the repository with the RepositoryFence component, with all tools of governance.yaml.";
    const fenceOf = (props: object = {}): SampleResource => ({
      type: "github:index/repositoryRuleset:RepositoryRuleset",
      props: {
        repository: "docs",
        name: "ai-fence",
        target: "branch",
        enforcement: "active",
        conditions: { refName: { includes: ["refs/heads/devin/**/*"], excludes: [] } },
        rules: { creation: true, update: true },
        ...props,
      },
    });

    it("is told what each repository must keep out, and otherwise not", () => {
      const edit = ["plan: enterprise", "plan: free"] as const;
      const settings = rule.told({ declaration: parsed(edit), role: "organization" }) as typeof free;
      assert.deepEqual([settings.fences, settings.repositoryFences.tools.length], [[], 7]);
      assert.ok(!("repositoryFences" in rule.told({ declaration: parsed(), role: "organization" })));
    });

    it("reports a stack where no repository has a fence", async () => {
      assert.deepEqual(await told(runStackRule(rule, [], free)), [
        ["ai-fence: no repository has a ruleset ai-fence; each public one must, to keep tools out.", fixHere],
      ]);
    });

    it("reports a fence that lets a tool in", async () => {
      const open = fenceOf({ conditions: { refName: { includes: [], excludes: null } } });
      assert.deepEqual(await told(runStackRule(rule, [open], free)), [
        ["docs: ruleset ai-fence does not cover refs/heads/devin/**/*; it must keep tool devin out.", fixHere],
      ]);
    });

    it("allows fences that keep it out", async () => {
      assert.deepEqual(await runStackRule(rule, [fenceOf()], free), { findings: [] });
    });
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
