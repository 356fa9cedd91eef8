import assert from "node:assert/strict";
import { baselineFindings } from "../../../../governance/index.ts";
import { governed, rules, tierRuleset } from "../records.ts";

const named = { refName: { includes: ["refs/heads/main"], excludes: [] } };
const reaching = (...propertyValues: string[]) => ({
  ...named,
  repositoryProperty: { includes: [{ name: "ai-tier", propertyValues, source: "custom" }], excludes: [] },
});
const useComponent = "Use the OrganizationGuardrails component with the tiers of governance.yaml.";
const nameDefault = 'Only GitHub knows the default branch of each repository: write "~DEFAULT_BRANCH" in the rulesets.';

describe("baselineFindings about rules for a branch by name", () => {
  const fixFor = (over: Parameters<typeof tierRuleset>[1]) => {
    const baseline = { standard: { "deletion-blocked": true, "signed-commits": true } };
    return baselineFindings([tierRuleset("standard", over)], { ...governed, baseline }).map(({ fix }) => fix);
  };
  it("proposes the default branch where that puts at least one missing control in force", () => {
    assert.deepEqual(fixFor({ conditions: reaching("standard") }), [nameDefault]);
    assert.deepEqual(fixFor({ conditions: reaching("standard"), rules: { deletion: true } }), [nameDefault]);
  });
  it("does not where the rules are for other repositories, or bear nothing that is missing", () => {
    assert.deepEqual(fixFor({ conditions: reaching("critical"), rules }), [useComponent]);
    assert.deepEqual(fixFor({ conditions: reaching("standard"), rules: {} }), [useComponent]);
  });
});
