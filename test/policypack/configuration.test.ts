import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseDeclaration } from "../../governance/declaration/parse.ts";
import { agentsOf, automationOf } from "../../governance/tools/agents.ts";
import { fencesOf } from "../../governance/tools/fences.ts";
import { policyConfiguration } from "../../policypack/configuration.ts";
import { recommended } from "../../policypack/packs/recommended.ts";
import { githubTypes } from "../../governance/policy/resource.ts";
import { runResourceRule, runStackRule } from "../support/policy/run-rule.ts";

const path = join(import.meta.dirname, "../../stacks/organization/governance.yaml");
const declaration = parseDeclaration(readFileSync(path, "utf8"), path);

describe("policyConfiguration", () => {
  it("has an entry for each rule that needs one, and no other", () => {
    const needing = recommended
      .filter(({ configSchema }) =>
        Object.keys(configSchema?.properties ?? {}).some((key) => key !== "undecided" && key !== "waivers"),
      )
      .map(({ name }) => name);
    assert.deepEqual(Object.keys(policyConfiguration(declaration, "repository")), needing);
  });

  for (const role of ["organization", "repository"] as const) {
    it(`is accepted by every rule in role ${role}`, async () => {
      const configuration = policyConfiguration(declaration, role, { breakGlassTeamId: 12 });
      for (const rule of recommended) {
        const settings = (configuration[rule.name] ?? {}) as object;
        if ("validateStack" in rule) await runStackRule(rule, [], settings);
        else await runResourceRule(rule, { type: githubTypes.organizationRuleset }, settings);
      }
    });
  }

  it("holds what each rule must know of the declaration", () => {
    const role = "organization";
    const configuration = policyConfiguration(declaration, role);
    const known = {
      "github-organization-disallow-foreign-settings": { role },
      "github-organization-require-tool-fences": { role, fences: fencesOf(declaration) },
      "github-property-require-owner-edits": undefined,
      "github-repository-disallow-tier-override": { role },
      "github-repository-require-ai-path-owners": { role, aiPathOwners: ["@meridian-pay/platform-engineering"] },
      "github-repository-require-trail-preserving-merges": undefined,
      "github-ruleset-disallow-agent-bypass": {
        agents: agentsOf(declaration),
        automation: automationOf(declaration),
      },
      "github-ruleset-disallow-broad-bypass": { role },
      "github-ruleset-disallow-exempt-bypass": undefined,
    };
    for (const [rule, settings] of Object.entries(known)) assert.deepEqual(configuration[rule], settings, rule);
  });

  it("tells the id of the break-glass team to the rules that judge who may pass", () => {
    const without = policyConfiguration(declaration, "repository");
    const told = Object.entries(policyConfiguration(declaration, "repository", { breakGlassTeamId: 12 })).filter(
      ([rule, settings]) => JSON.stringify(settings) !== JSON.stringify(without[rule]),
    );
    assert.deepEqual(
      told.map(([rule, settings]) => [rule, (settings as { breakGlassTeamId?: number }).breakGlassTeamId]),
      [
        ["github-branch-require-gate", 12],
        ["github-branch-require-human-review", 12],
        ["github-branch-require-protection", 12],
        ["github-gate-disallow-forgeable-check", 12],
        ["github-organization-require-baseline", 12],
        ["github-ruleset-disallow-broad-bypass", 12],
      ],
    );
  });

  it("demands no lock of the gate where the plan has no required workflows", () => {
    const team = { ...declaration, organization: { ...declaration.organization, plan: "team" as const } };
    assert.deepEqual(policyConfiguration(team, "organization")["github-organization-require-gate-lock"], {
      role: "organization",
    });
  });

  it("holds nothing of the declaration that no rule needs", () => {
    const text = JSON.stringify(policyConfiguration(declaration, "repository"));
    for (const { reason, displayName } of Object.values(declaration.tools)) {
      assert.ok(!text.includes(displayName));
      assert.ok(reason === undefined || !text.includes(reason));
    }
  });
});
