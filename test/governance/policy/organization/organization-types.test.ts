import assert from "node:assert/strict";
import { githubTypes } from "../../../../governance/index.ts";
import { organizationSettingFindings } from "../../../../governance/policy/organization/organization-types.ts";
import { linesOf, record } from "../records.ts";

describe("organizationSettingFindings", () => {
  it("picks the organisation's types out of a stack", () => {
    const stack = [
      record(githubTypes.repository, { name: "docs" }),
      record(githubTypes.organizationRuleset, { name: "ai-stop-devin" }),
      record(githubTypes.repositoryRuleset, { name: "protect" }),
    ];
    assert.deepEqual(linesOf(organizationSettingFindings(stack)), [
      "violation ai-stop-devin: OrganizationRuleset changes the whole organisation; a repository's stack must leave that to the platform team's.",
    ]);
  });
});
