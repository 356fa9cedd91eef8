import assert from "node:assert/strict";
import { githubTypes, UNKNOWN } from "../../../../governance/index.ts";
import { areProtectionsUnclear } from "../../../../governance/policy/branch/protection-controls.ts";
import { record } from "../records.ts";

const protection = (pattern: unknown) => record(githubTypes.branchProtection, { pattern });
const isUnclear = (...patterns: readonly unknown[]) =>
  areProtectionsUnclear(patterns.map(protection), { automationAppIds: [], defaultBranch: "main" });

describe("areProtectionsUnclear", () => {
  it("is so where several wildcards cover the branch, and none names it", () => {
    assert.equal(isUnclear("m*", "*n"), true);
    assert.equal(isUnclear("m*", "*n", "main"), false);
  });
  it("is not so where one alone covers the branch, or none does", () => {
    assert.equal(isUnclear("main"), false);
    assert.equal(isUnclear("m*", "release"), false);
    assert.equal(isUnclear("release"), false);
  });
  it("is not so while a pattern is unknown: that is settled before the deployment, not by GitHub", () => {
    assert.equal(isUnclear(UNKNOWN), false);
    assert.equal(isUnclear("m*", "*n", UNKNOWN), false);
  });
});
