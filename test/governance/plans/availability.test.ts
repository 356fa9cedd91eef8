import assert from "node:assert/strict";
import { availabilityOf, features, isAvailable, plans, visibilities, type Feature } from "../../../governance/index.ts";

// A letter a visibility, public private internal: y yes, n no, l with a licence. Plans: free, team, enterprise.
const table: Record<Feature, string> = {
  "internal-repositories": "nnn nnn nny",
  "repository-rulesets": "ynn yyn yyy",
  "branch-protection": "ynn yyn yyy",
  "code-owners": "ynn yyn yyy",
  "organization-rulesets": "nnn yyn yyy",
  "required-workflows": "nnn nnn yyy",
  "evaluate-rulesets": "nnn nnn yyy",
  "metadata-rules": "nnn nnn yyy",
  "repository-push-rulesets": "nnn nyn nyy",
  "organization-push-rulesets": "nnn nnn nyy",
  "custom-properties": "yyn yyn yyy",
  "merge-settings": "yyn yyn yyy",
  "merge-queue": "ynn ynn yyy",
  "actions-policies": "yyn yyn yyy",
  "organization-secrets": "ynn yyn yyy",
  "code-security-configurations": "yyn yyn yyy",
  "secret-push-protection": "ynn yln yll",
  "copilot-cloud-agent-policy": "lln lln lll",
  "app-installations": "yyn yyn yyy",
  "enterprise-app-installations": "nnn nnn yyy",
};
const rowOf = (feature: Feature) =>
  plans
    .map((plan) => visibilities.map((visibility) => availabilityOf(feature, plan, visibility)[0]).join(""))
    .join(" ");

describe("availabilityOf", () => {
  it("says for each feature, plan and visibility what GitHub's documentation says", () => {
    const found = Object.fromEntries((Object.keys(features) as Feature[]).map((feature) => [feature, rowOf(feature)]));
    assert.deepEqual(found, table);
  });

  it("names the page of GitHub that says so", () => {
    for (const { source } of Object.values(features)) {
      assert.match(source, /^https:\/\/(docs\.github\.com|github\.blog)\/\S+$/);
    }
  });
});

describe("isAvailable", () => {
  it("counts on nothing that needs a licence besides the plan", () => {
    assert.equal(isAvailable("secret-push-protection", "team", "public"), true);
    assert.equal(isAvailable("secret-push-protection", "enterprise", "private"), false);
    assert.equal(isAvailable("organization-rulesets", "free", "public"), false);
  });
});
