import assert from "node:assert/strict";
import { githubOrganizationRequireForbiddenPaths as rule } from "../../../../policypack/rules/github/github-organization-require-forbidden-paths.ts";
import { parsed } from "../../../governance/example.ts";
import { UNKNOWN_STRING } from "../../../support/policy/request.ts";
import type { SampleResource } from "../../../support/policy/request.ts";
import { runStackRule, told } from "../../../support/policy/run-rule.ts";

const forbidding = ["aiPaths:\n", 'aiPaths:\n  forbidden: ["**/CLAUDE.local.md"]\n'] as const;
const settings = rule.told({ declaration: parsed(forbidding), role: "organization" });
const fix = "Fix: Use the OrganizationGuardrails component with aiPaths.forbidden of governance.yaml.";
const ruleset = (props: object = {}): SampleResource => ({
  type: "github:index/organizationRuleset:OrganizationRuleset",
  props: {
    name: "paths",
    target: "push",
    enforcement: "active",
    conditions: { repositoryName: { includes: ["~ALL"], excludes: [] } },
    rules: { filePathRestriction: { restrictedFilePaths: ["**/CLAUDE.local.md"] } },
    ...props,
  },
});
const run = (...stack: SampleResource[]) => told(runStackRule(rule, stack, settings));
const open = "ai-forbidden-paths: pushes may bring in **/CLAUDE.local.md; an active push ruleset must refuse that.";

describe(rule.name, () => {
  it("is told the declared paths, where the plan can refuse them", () => {
    assert.deepEqual(settings, { role: "organization", forbiddenPaths: ["**/CLAUDE.local.md"] });
    const declaration = parsed(forbidding);
    const team = { ...declaration, organization: { ...declaration.organization, plan: "team" as const } };
    assert.deepEqual(rule.told({ declaration: team, role: "organization" }), {
      role: "organization",
      forbiddenPaths: [],
    });
  });

  it("reports a path that no ruleset refuses", async () => assert.deepEqual(await run(), [[open, fix]]));

  it("reports a dormant ruleset, and one with properties of another kind", async () => {
    assert.deepEqual(await run(ruleset({ enforcement: "disabled" })), [[open, fix]]);
    assert.deepEqual(await run(ruleset({ rules: [], conditions: null })), [[open, fix]]);
  });

  it("allows a ruleset for all repositories without bypass", async () => assert.deepEqual(await run(ruleset()), []));

  it("stays undecided while the ruleset's enforcement is unknown", async () => {
    assert.deepEqual(await run(ruleset({ enforcement: UNKNOWN_STRING })), [
      [
        "Undecided: ai-forbidden-paths: whether pushes may bring in **/CLAUDE.local.md is not known yet; none must.",
        `Judged again when known. ${fix}`,
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
