import assert from "node:assert/strict";
import * as github from "@pulumi/github";
import { organizationTypes } from "../../../../governance/policy/organization/organization-types.ts";
import { githubOrganizationDisallowForeignSettings as rule } from "../../../../policypack/rules/github/github-organization-disallow-foreign-settings.ts";
import { UNKNOWN_STRING } from "../../../support/policy/request.ts";
import { runResourceRule, told } from "../../../support/policy/run-rule.ts";

const settings = { role: "repository" };
const fix = "Fix: Remove it; what the organisation decides is changed in governance.yaml, by the platform team.";
const ruleset = "github:index/organizationRuleset:OrganizationRuleset";
const must = "changes the whole organisation; a repository's stack must leave that to the platform team's.";

describe(rule.name, () => {
  it("reports a repository stack that takes a fence over to switch it off", async () => {
    const stop = { type: ruleset, props: { name: "ai-stop-devin", enforcement: "disabled" } };
    assert.deepEqual(await told(runResourceRule(rule, stop, settings)), [
      [`ai-stop-devin: OrganizationRuleset ${must}`, fix],
    ]);
  });

  it("reports each type of the organisation, whatever is known of it", async () => {
    for (const type of organizationTypes) {
      const found = await told(runResourceRule(rule, { type, props: { name: UNKNOWN_STRING } }, settings));
      assert.deepEqual(found, [[`it: ${type.split(":").at(-1)} ${must}`, fix]]);
    }
  });

  it("knows every type of the installed GitHub SDK that is about an organisation, an enterprise or installed apps", () => {
    const classes = Object.entries(github) as [string, { __pulumiType?: string }][];
    const tokens = classes
      .filter(([name]) => /Organization|^(Enterprise|AppInstallation|Emu|Membership$|ActionsRunnerGroup$)/.test(name))
      .flatMap(([, { __pulumiType }]) => __pulumiType ?? []);
    assert.deepEqual(organizationTypes.filter((type) => type.startsWith("github:")).sort(), tokens.sort());
  });

  it("allows them in the organisation's own stack", async () => {
    assert.deepEqual(await runResourceRule(rule, { type: ruleset }, { role: "organization" }), { findings: [] });
  });

  it("ignores other types", async () => {
    const { notApplicable } = await runResourceRule(rule, { type: "github:index/repository:Repository" }, settings);
    assert.match(notApplicable ?? "", /^judges other types$/);
  });

  it("rejects a misspelt setting", async () => {
    await assert.rejects(runResourceRule(rule, { type: ruleset }, { rol: "repository" }), /Did you mean "role"\?/);
  });
});
