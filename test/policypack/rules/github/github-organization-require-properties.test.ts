import assert from "node:assert/strict";
import { placementsOf } from "../../../../governance/index.ts";
import { githubOrganizationRequireProperties as rule } from "../../../../policypack/rules/github/github-organization-require-properties.ts";
import { parsed } from "../../../governance/example.ts";
import { UNKNOWN_STRING } from "../../../support/policy/request.ts";
import type { SampleResource } from "../../../support/policy/request.ts";
import { runStackRule, told } from "../../../support/policy/run-rule.ts";

const all = rule.told({ declaration: parsed(), role: "organization" }) as {
  properties: { name: string }[];
  placements: object;
};
const settings = { ...all, properties: all.properties.slice(0, 1) };
const fix = "Fix: Use the OrganizationGuardrails component with the tiers and tools of governance.yaml.";
const tier = (props: object = {}): SampleResource => ({
  type: "github:index/organizationCustomProperties:OrganizationCustomProperties",
  props: {
    propertyName: "ai-tier",
    valueType: "single_select",
    allowedValues: ["standard", "critical", "restricted"],
    required: true,
    defaultValue: "standard",
    ...props,
  },
});
const run = (...stack: SampleResource[]) => told(runStackRule(rule, stack, settings));
const values = "the property allows other values; they must be standard, critical, restricted.";

describe(rule.name, () => {
  it("is told every property that rules and fences read", () => {
    const tools = ["copilot", "claude-code", "codex", "cursor", "devin", "jules", "openhands"];
    assert.deepEqual(all, {
      role: "organization",
      properties: [
        {
          name: "ai-tier",
          valueType: "single_select",
          allowedValues: ["standard", "critical", "restricted"],
          defaultValue: "standard",
        },
        { name: "ai-tools", valueType: "multi_select", allowedValues: tools },
        ...tools.map((tool) => ({ name: `ai-tool-${tool}`, valueType: "true_false" })),
      ],
      placements: placementsOf(parsed()),
      defaultTier: "standard",
    });
  });

  it("reports a property that is not defined", async () => {
    assert.deepEqual(await run(), [
      ["ai-tier: the stack does not define the property; rules and fences reach repositories by it, so it must.", fix],
    ]);
  });

  it("reports a tier that nobody declared", async () => {
    assert.deepEqual(await run(tier({ allowedValues: ["standard", "critical", "restricted", "lax"] })), [
      [`ai-tier: ${values}`, fix],
    ]);
  });

  it("reports settings of another kind", async () => {
    assert.equal((await run(tier({ valueType: 1, allowedValues: null, required: "true" }))).length, 3);
  });

  it("allows the declared property", async () => assert.deepEqual(await run(tier()), []));

  it("stays undecided while the values are unknown", async () => {
    assert.deepEqual(await run(tier({ allowedValues: UNKNOWN_STRING })), [
      [`Undecided: ai-tier: not known yet: ${values}`, `Judged again when known. ${fix}`],
    ]);
  });

  it("reports a repository that is written into another tier than declared", async () => {
    const values = { "payments-api": { "ai-tier": "standard" } };
    const written = { type: "ai-governance:index:RepositoryPropertyValues", props: { values } };
    assert.deepEqual(await run(tier(), written), [
      [
        "payments-api: property ai-tier has another value than declared; it must be critical.",
        "Fix: Write what governance.yaml says, or use the OrganizationGuardrails component.",
      ],
    ]);
  });

  it("does not judge repository stacks", async () => {
    assert.deepEqual(await runStackRule(rule, [], { ...settings, role: "repository" }), {
      findings: [],
      notApplicable: "judges stacks of role organization only",
    });
  });

  it("rejects a setting it does not know", async () => {
    await assert.rejects(runStackRule(rule, [], { ...settings, unheardOf: 1 }), /unknown key "unheardOf"/);
  });
});
