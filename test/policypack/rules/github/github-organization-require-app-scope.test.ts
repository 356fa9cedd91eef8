import assert from "node:assert/strict";
import { githubOrganizationRequireAppScope as rule } from "../../../../policypack/rules/github/github-organization-require-app-scope.ts";
import { parsed } from "../../../governance/example.ts";
import { UNKNOWN_STRING } from "../../../support/policy/request.ts";
import type { SampleResource } from "../../../support/policy/request.ts";
import { runStackRule, told } from "../../../support/policy/run-rule.ts";

const scoped = parsed([
  "    actions: [anthropics/claude-code-action]\n",
  "    actions: [anthropics/claude-code-action]\n    appScope: true\n",
]);
const settings = rule.told({ declaration: scoped, role: "organization" });
const fix = "Fix: Declare the tool with the AiTool component and appScope, with its repositories of governance.yaml.";
const scope = (props: object = {}): SampleResource => ({
  type: "ai-governance:index:AppInstallationScope",
  name: "claude",
  props: { organization: "meridian-pay", appSlug: "claude", repositories: ["docs", "payments-api"], ...props },
});
const run = (...stack: SampleResource[]) => told(runStackRule(rule, stack, settings));
const elsewhere =
  "the app of tool claude-code reaches repositories that do not admit the tool; it must reach no other.";

describe(rule.name, () => {
  it("is told what each tool's app may reach", () => {
    assert.deepEqual(
      (settings as { apps: { tool: string }[] }).apps.filter(({ tool }) => /claude|devin/.test(tool)),
      [
        {
          tool: "claude-code",
          slugs: ["claude"],
          repositories: ["docs", "design-system", "storefront", "data-pipelines", "payments-api"],
          appScope: true,
        },
        { tool: "devin", slugs: ["devin-ai-integration"], repositories: [], appScope: false },
      ],
    );
  });

  it("reports a scope that is demanded and absent", async () => {
    assert.deepEqual(await run(), [
      ["claude-code: the stack does not say which repositories the app of tool claude-code reaches; it must.", fix],
    ]);
  });

  it("reports a repository that does not admit the tool", async () => {
    assert.deepEqual(await run(scope({ repositories: ["docs", "ledger"] })), [[`claude-code: ${elsewhere}`, fix]]);
  });

  it("reports repositories of another kind", async () => {
    assert.deepEqual(await run(scope({ repositories: [1, null] })), [[`claude-code: ${elsewhere}`, fix]]);
  });

  it("allows declared repositories", async () => assert.deepEqual(await run(scope()), []));

  it("says that it cannot tell whose installation a number is", async () => {
    const type = "github:index/appInstallationRepository:AppInstallationRepository";
    const single = { type, name: "single", props: { installationId: "9", repository: "ledger" } };
    assert.deepEqual(await run(scope(), single), [
      [
        "Undecided: ledger, single: whose app this opens repositories to is not declared; it must not be an AI tool's.",
        fix,
      ],
    ]);
  });

  it("stays undecided while a repository is unknown", async () => {
    assert.deepEqual(await run(scope({ repositories: ["docs", UNKNOWN_STRING] })), [
      [`Undecided: claude-code: not known yet: ${elsewhere}`, `Judged again when known. ${fix}`],
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
