import assert from "node:assert/strict";
import { githubRepositoryDisallowTierOverride as rule } from "../../../../policypack/rules/github/github-repository-disallow-tier-override.ts";
import { UNKNOWN_STRING } from "../../../support/policy/request.ts";
import type { SampleResource } from "../../../support/policy/request.ts";
import { runStackRule, told } from "../../../support/policy/run-rule.ts";

const fix = "Fix: Remove it; tier and tools are changed in governance.yaml.";

function property(propertyName: string): SampleResource {
  const type = "github:index/repositoryCustomProperty:RepositoryCustomProperty";
  return {
    type,
    props: { repository: "card-vault", propertyName, propertyType: "single_select", propertyValues: ["x"] },
  };
}

function run(resource: SampleResource, settings: object = { role: "repository" }) {
  return runStackRule(rule, [resource], settings);
}

describe(rule.name, () => {
  for (const name of ["ai-tier", "ai-tools", "ai-tool-devin", "ai-canary"]) {
    it(`reports a repository stack that sets ${name}`, async () => {
      assert.deepEqual(await told(run(property(name))), [
        [`card-vault: the stack sets property ${name}; only the organisation stack must.`, fix],
      ]);
    });
  }

  it("reports a repository stack that redefines a governed property", async () => {
    const type = "github:index/organizationCustomProperties:OrganizationCustomProperties";
    assert.deepEqual(await told(run({ type, props: { propertyName: "ai-tier" } })), [
      ["it: the stack sets property ai-tier; only the organisation stack must.", fix],
    ]);
  });

  it("reports a repository stack that sets the values of many repositories", async () => {
    const type = "ai-governance:index:RepositoryPropertyValues";
    assert.deepEqual(await told(run({ type, props: { values: { docs: { "ai-tools": ["devin"] } } } })), [
      ["it: the stack sets governed properties; only the organisation stack must.", fix],
    ]);
  });

  it("allows other properties", async () => {
    assert.deepEqual(await run(property("cost-centre")), { findings: [] });
  });

  it("does not judge the organisation's stack", async () => {
    assert.deepEqual(await run(property("ai-tier"), { role: "organization" }), {
      findings: [],
      notApplicable: "judges stacks of role repository only",
    });
  });

  it("ignores other types", async () => {
    assert.deepEqual(await run({ type: "github:index/team:Team", props: { propertyName: "ai-tier" } }), {
      findings: [],
    });
  });

  it("stays undecided while the property's name is unknown", async () => {
    const { findings } = await run(property(UNKNOWN_STRING));
    assert.deepEqual(
      findings.map(({ level, message }) => [level, message.split("\n")[1]?.split(":")[0]]),
      [["advisory", "Undecided"]],
    );
  });

  it("rejects a misspelt setting", async () => {
    await assert.rejects(run(property("ai-tier"), { rol: "repository" }), /unknown key "rol"\. Did you mean "role"\?/);
  });
});
