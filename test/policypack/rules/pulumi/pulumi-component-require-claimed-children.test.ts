import assert from "node:assert/strict";
import { pulumiComponentRequireClaimedChildren as rule } from "../../../../policypack/rules/pulumi/pulumi-component-require-claimed-children.ts";
import { parsed, type Edit } from "../../../governance/example.ts";
import { UNKNOWN_STRING, urnOf, type SampleResource } from "../../../support/policy/request.ts";
import { runStackRule, told } from "../../../support/policy/run-rule.ts";
import { knownOf } from "../../../support/policy/known.ts";

const settings = rule.told(knownOf("repository"));
const run = (...stack: SampleResource[]) => runStackRule(rule, stack, settings);

const claimed = { type: "ai-governance:index:GovernedRepository", name: "payments-api" };
const child = (type: string, name: string): SampleResource => ({
  type: `ai-governance:index:${type}`,
  name,
  parent: urnOf(claimed),
  provider: { type: "pulumi:providers:ai-governance" },
});
const children = [child("RepositoryMergeSettings", "merges"), child("ReviewedFile", "owners")];

describe(rule.name, () => {
  it("reports a component under a token of the project that declares nothing, whatever it says of itself", async () => {
    for (const props of [
      { repositoryName: "payments-api" },
      { repositoryName: UNKNOWN_STRING },
      { repositoryName: null },
    ]) {
      const verdict = run({ ...claimed, props });
      assert.deepEqual(await told(verdict), [
        [
          "payments-api: calls itself GovernedRepository but lacks what that declares: RepositoryMergeSettings, ReviewedFile; it must be the component of pulumi-ai-governance.",
          "Fix: Use GovernedRepository of pulumi-ai-governance with all its arguments.",
        ],
      ]);
      assert.equal((await verdict).findings[0]?.urn, urnOf(claimed));
    }
  });

  it("reports a component that passes for a resource", async () => {
    const { provider: _provider, ...impostor } = child("ReviewedFile", "owners");
    const [[first] = []] = await told(run(claimed, children[0] as SampleResource, impostor));
    assert.match(first ?? "", /^owners: a component carries the token ai-governance:index:ReviewedFile and does/);
  });

  it("reports a token that the project does not have", async () => {
    const [[first] = []] = await told(run({ type: "ai-governance:index:GovernedRepo", name: "payments-api" }));
    assert.match(first ?? "", /^payments-api: ai-governance has no ai-governance:index:GovernedRepo;/);
  });

  it("allows the component with its children, and stacks without one", async () => {
    assert.deepEqual(await run(claimed, ...children), { findings: [] });
    assert.deepEqual(await run(), { findings: [] });
  });

  describe("is told which components have rulesets of the organisation", () => {
    const toldOf = (...edits: readonly Edit[]) => rule.told(knownOf("organization", { declaration: parsed(...edits) }));

    it("both where every tool has branches", () => {
      assert.deepEqual(toldOf(), { role: "organization", withRulesets: ["AiTool", "OrganizationGuardrails"] });
    });
    it("not tools where one has no branches", () => {
      assert.deepEqual(toldOf(['branches: ["openhands/**/*"]', "branches: []"]), {
        role: "organization",
        withRulesets: ["OrganizationGuardrails"],
      });
    });
    it("none on plan free", () => {
      const { declaration } = knownOf("organization");
      const free = { ...declaration, organization: { ...declaration.organization, plan: "free" as const } };
      assert.deepEqual(rule.told(knownOf("organization", { declaration: free })), {
        role: "organization",
        withRulesets: [],
      });
    });
  });
});
