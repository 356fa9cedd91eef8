import assert from "node:assert/strict";
import { githubOrganizationRequireAllowedActions as rule } from "../../../../policypack/rules/github/github-organization-require-allowed-actions.ts";
import { parsed } from "../../../governance/example.ts";
import { UNKNOWN_STRING } from "../../../support/policy/request.ts";
import type { SampleResource } from "../../../support/policy/request.ts";
import { runStackRule, told } from "../../../support/policy/run-rule.ts";

const settings = rule.told({ declaration: parsed(), role: "organization" });
const fix =
  "Fix: Use the OrganizationGuardrails component with the actions of governance.yaml and those of stopped tools.";

function actions(props: object = {}, config: object = {}): SampleResource {
  const allowedActionsConfig = {
    githubOwnedAllowed: true,
    verifiedAllowed: false,
    patternsAlloweds: ["actions/*", "!All-Hands-AI/openhands-resolver@*"],
    ...config,
  };
  return {
    type: "github:index/actionsOrganizationPermissions:ActionsOrganizationPermissions",
    props: { allowedActions: "selected", allowedActionsConfig, shaPinningRequired: true, ...props },
  };
}
const run = (...stack: SampleResource[]) => told(runStackRule(rule, stack, settings));

describe(rule.name, () => {
  it("is told the declared actions, and those of stopped tools", () => {
    assert.deepEqual(settings, {
      role: "organization",
      actions: {
        allowed: ["actions/*", "github/*", "anthropics/claude-code-action@*", "openai/codex-action@*"],
        blocked: ["!All-Hands-AI/openhands-resolver@*"],
      },
    });
  });

  it("reports a stack that does not limit actions", async () => {
    assert.deepEqual(await run(), [["actions: the stack does not say which actions workflows may run; it must.", fix]]);
  });

  it("reports any action, at any commit", async () => {
    const open = { allowedActions: "all", allowedActionsConfig: null, shaPinningRequired: null };
    assert.deepEqual(await run(actions(open)), [
      ['actions: workflows may run actions that nobody chose; allowedActions must be "selected" or "local_only".', fix],
      [
        "actions: the list lacks !All-Hands-AI/openhands-resolver@*; the action of a stopped tool must be blocked.",
        fix,
      ],
      ["actions: actions need not be pinned to a commit; shaPinningRequired must be true.", fix],
    ]);
  });

  it("reports an action that is not declared", async () => {
    const patternsAlloweds = ["evil/*", "!All-Hands-AI/openhands-resolver@*"];
    assert.deepEqual(await run(actions({}, { patternsAlloweds })), [
      ["actions: the list allows other actions than governance.yaml; it must have no more.", fix],
    ]);
  });

  it("allows declared actions", async () => assert.deepEqual(await run(actions()), []));

  it("stays undecided while the list is unknown", async () => {
    assert.deepEqual(await run(actions({}, { patternsAlloweds: UNKNOWN_STRING })), [
      [
        "Undecided: actions: not known yet: the list allows other actions than governance.yaml; it must have no more.",
        `Judged again when known. ${fix}`,
      ],
      [
        "Undecided: actions: not known yet: the list lacks !All-Hands-AI/openhands-resolver@*; the action of a stopped tool must be blocked.",
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
