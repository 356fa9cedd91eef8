import assert from "node:assert/strict";
import { githubOrganizationRequireToolSecrets as rule } from "../../../../policypack/rules/github/github-organization-require-tool-secrets.ts";
import { parsed } from "../../../governance/example.ts";
import { UNKNOWN_STRING } from "../../../support/policy/request.ts";
import type { SampleResource } from "../../../support/policy/request.ts";
import { runStackRule, told } from "../../../support/policy/run-rule.ts";

const declaration = parsed([
  "    actions: [anthropics/claude-code-action]\n",
  "    actions: [anthropics/claude-code-action]\n    secrets: [AI_KEY]\n",
]);
const settings = rule.told({ declaration, role: "organization" });
const fix =
  "Fix: Declare the tool with the AiTool component and secretAccess, with its repositories of governance.yaml.";
const readers = (selectedRepositoryIds: unknown): SampleResource => ({
  type: "github:index/actionsOrganizationSecretRepositories:ActionsOrganizationSecretRepositories",
  props: { secretName: "AI_KEY", selectedRepositoryIds },
});
const run = (...stack: SampleResource[]) => told(runStackRule(rule, stack, settings));
const more = "more than the 5 repositories of tool claude-code read the secret; no other must.";

describe(rule.name, () => {
  it("is told how many repositories may read each secret, and the tools", () => {
    assert.deepEqual(settings, {
      role: "organization",
      secrets: [{ tool: "claude-code", secret: "AI_KEY", repositories: 5 }],
      tools: ["copilot", "claude-code", "codex", "cursor", "devin", "jules", "openhands"],
    });
  });

  it("reports a secret that nothing limits", async () => {
    const unlimited = "AI_KEY: the stack does not limit who reads the secret of tool claude-code; it must.";
    assert.deepEqual(await run(), [[unlimited, fix]]);
    assert.deepEqual(await run(readers(null)), [[unlimited, fix]]);
  });

  it("reports more repositories than the tool has", async () => {
    assert.deepEqual(await run(readers([1, 2, 3, 4, 5, 6])), [[`AI_KEY: ${more}`, fix]]);
  });

  it("reports a secret named after a tool that every repository may read", async () => {
    const open = {
      type: "github:index/actionsOrganizationSecret:ActionsOrganizationSecret",
      props: { secretName: "CODEX_API_KEY", visibility: "all" },
    };
    assert.deepEqual(await run(readers([1]), open), [
      ['codex: every repository may read a secret of tool codex; its visibility must be "selected".', fix],
    ]);
  });

  it("allows the repositories of the tool", async () => assert.deepEqual(await run(readers([1, 2, 3, 4, 5])), []));

  it("stays undecided while the repositories are unknown", async () => {
    assert.deepEqual(await run(readers(UNKNOWN_STRING)), [
      [`Undecided: AI_KEY: not known yet: ${more}`, `Judged again when known. ${fix}`],
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
