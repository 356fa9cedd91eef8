import assert from "node:assert/strict";
import { githubOrganizationRequireCopilotPolicy as rule } from "../../../../policypack/rules/github/github-organization-require-copilot-policy.ts";
import { parsed } from "../../../governance/example.ts";
import { UNKNOWN_STRING } from "../../../support/policy/request.ts";
import type { SampleResource } from "../../../support/policy/request.ts";
import { runStackRule, told } from "../../../support/policy/run-rule.ts";

const settings = rule.told({ declaration: parsed(), role: "organization" });
const fix =
  "Fix: Declare the tool with the AiTool component and copilotPolicy, with its repositories of governance.yaml.";
const policy = (props: object): SampleResource => ({
  type: "ai-governance:index:CopilotCodingAgentPolicy",
  props: { organization: "meridian-pay", ...props },
});
const run = (stack: readonly SampleResource[], known: object = settings) => told(runStackRule(rule, stack, known));
const elsewhere = "copilot: the agent works in repositories that do not admit it; it must work only in those that do.";

describe(rule.name, () => {
  it("is told where the agent may work, if a tool governs that", () => {
    assert.deepEqual(settings, {
      role: "organization",
      copilotRepositories: ["design-system", "docs", "mobile-app", "partner-portal", "storefront"],
    });
    const ungoverned = parsed(["    copilotPolicy: true\n", ""]);
    assert.deepEqual(rule.told({ declaration: ungoverned, role: "organization" }), { role: "organization" });
  });

  it("reports a stack without the policy, where it is governed", async () => {
    assert.deepEqual(await run([]), [["copilot: the stack does not say where the Copilot agent works; it must.", fix]]);
    assert.deepEqual(await run([], { role: "organization" }), []);
  });

  it("reports an agent that works everywhere", async () => {
    assert.deepEqual(await run([policy({ enabledRepositories: "all" })]), [[elsewhere, fix]]);
    assert.deepEqual(await run([policy({ enabledRepositories: "all" })], { role: "organization" }), []);
  });

  it("reports an agent that works although it is stopped", async () => {
    const open = [policy({ enabledRepositories: "selected", repositories: ["docs"] })];
    assert.deepEqual(await run(open, { role: "organization", copilotRepositories: [] }), [
      ["copilot: the agent works although the tool is stopped; it must work nowhere.", fix],
    ]);
  });

  it("reports properties of another kind", async () => {
    assert.deepEqual(await run([policy({ enabledRepositories: null })]), [[elsewhere, fix]]);
  });

  it("allows declared repositories, and none", async () => {
    assert.deepEqual(await run([policy({ enabledRepositories: "selected", repositories: ["docs"] })]), []);
    assert.deepEqual(await run([policy({ enabledRepositories: "none" })]), []);
  });

  it("stays undecided while they are unknown", async () => {
    assert.deepEqual(await run([policy({ enabledRepositories: "selected", repositories: UNKNOWN_STRING })]), [
      [`Undecided: ${elsewhere.replace(": ", ": not known yet: ")}`, `Judged again when known. ${fix}`],
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
