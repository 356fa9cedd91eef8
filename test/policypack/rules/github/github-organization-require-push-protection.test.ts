import assert from "node:assert/strict";
import { githubOrganizationRequirePushProtection as rule } from "../../../../policypack/rules/github/github-organization-require-push-protection.ts";
import { parsed } from "../../../governance/example.ts";
import { UNKNOWN_STRING } from "../../../support/policy/request.ts";
import type { SampleResource } from "../../../support/policy/request.ts";
import { runStackRule, told } from "../../../support/policy/run-rule.ts";

const settings = rule.told({
  declaration: parsed(["\nactions:\n", "\ncodeSecurity: { repositories: all, secretProtection: true }\n\nactions:\n"]),
  role: "organization",
});
const fix = "Fix: Use the OrganizationGuardrails component with codeSecurity of governance.yaml.";
const configuration = (props: object = {}): SampleResource => ({
  type: "ai-governance:index:CodeSecurityConfiguration",
  props: {
    advancedSecurity: "secret_protection",
    attachTo: "all",
    secretScanning: "enabled",
    secretScanningPushProtection: "enabled",
    ...props,
  },
});
const run = (stack: readonly SampleResource[], known: object = settings) => told(runStackRule(rule, stack, known));
const off = "code-security: the configuration leaves push protection off; it must be on.";

describe(rule.name, () => {
  it("is told what the declaration says, if it does", () => {
    assert.deepEqual(settings, {
      role: "organization",
      codeSecurity: { repositories: "all", secretProtection: true },
    });
    assert.deepEqual(rule.told({ declaration: parsed(), role: "organization" }), { role: "organization" });
  });

  it("reports a stack without a configuration, where one is declared", async () => {
    assert.deepEqual(await run([]), [
      ["code-security: no code-security configuration is for all repositories, old and new; one must be.", fix],
    ]);
    assert.deepEqual(await run([], { role: "organization" }), []);
  });

  it("reports push protection that is off, declared or not", async () => {
    const open = [configuration({ secretScanningPushProtection: "disabled" })];
    assert.deepEqual(await run(open), [[off, fix]]);
    assert.deepEqual(await run(open, { role: "organization" }), [[off, fix]]);
  });

  it("reports a configuration with properties of another kind", async () => {
    assert.equal((await run([configuration({ attachTo: 1, enforcement: {}, advancedSecurity: null })])).length, 3);
  });

  it("allows the declared configuration", async () => assert.deepEqual(await run([configuration()]), []));

  it("stays undecided while push protection is unknown", async () => {
    assert.deepEqual(await run([configuration({ secretScanningPushProtection: UNKNOWN_STRING })]), [
      [`Undecided: ${off.replace(": ", ": not known yet: ")}`, `Judged again when known. ${fix}`],
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
