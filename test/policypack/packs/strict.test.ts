import assert from "node:assert/strict";
import type { Policies, ResourceValidationPolicy } from "@pulumi/policy";
import { recommended } from "../../../policypack/packs/recommended.ts";
import { strict } from "../../../policypack/packs/strict.ts";
import { UNKNOWN_STRING } from "../../support/policy/request.ts";
import { runResourceRule } from "../../support/policy/run-rule.ts";

async function levelOfUnknownBypass(policies: Policies, settings: object = {}): Promise<string | undefined> {
  const rule = policies.find(({ name }) => name === "github-ruleset-disallow-exempt-bypass");
  const type = "github:index/organizationRuleset:OrganizationRuleset";
  const resource = { type, props: { name: "main", bypassActors: UNKNOWN_STRING } };
  const { findings } = await runResourceRule(rule as ResourceValidationPolicy, resource, settings);
  return findings[0]?.level;
}

describe("the strict pack", () => {
  it("holds every rule, and each refuses", () => {
    assert.deepEqual(
      strict.map(({ name, enforcementLevel }) => [name, enforcementLevel]),
      recommended.map(({ name }) => [name, "mandatory"]),
    );
  });

  it("refuses what it cannot decide, where the recommended one reports it", async () => {
    assert.equal(await levelOfUnknownBypass(strict), "mandatory");
    assert.equal(await levelOfUnknownBypass(recommended), "advisory");
  });

  it("reports what it cannot decide where the settings say so", async () => {
    assert.equal(await levelOfUnknownBypass(strict, { undecided: "advisory" }), "advisory");
  });
});
