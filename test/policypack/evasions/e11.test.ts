import assert from "node:assert/strict";
import { auditBucket, codeowners, mergeSettings, repositoryRuleset } from "../../governance/policy/records.ts";
import { judged, rulesAgainst, sampleOf } from "./judged.ts";

const rule = "pulumi-resource-disallow-ignored-changes";
const governed = [mergeSettings(), codeowners(), repositoryRuleset()].map(sampleOf);

describe("E11 ignoreChanges", () => {
  it("is reported on each governed resource, though what it declares is as demanded", async () => {
    assert.deepEqual(await rulesAgainst(governed, "repository"), []);
    for (const path of ["*", '["rules"]', "rules[0]", "content", "squashMergeCommitMessage", "enforcement"]) {
      const drifting = governed.map((resource) => ({ ...resource, ignoreChanges: [path] }));
      const found = await judged(drifting, "repository");
      assert.deepEqual([found.length, ...new Set(found.map(([name]) => name))], [governed.length, rule], path);
    }
  });

  it("is reported on the audit bucket and its parts", async () => {
    const store = auditBucket().map((part) => ({ ...sampleOf(part), protect: true, ignoreChanges: ["*"] }));
    const found = (await judged(store, "organization")).filter(([name]) => name === rule);
    assert.equal(found.length, store.length);
  });

  it("is allowed for what bears no control", async () => {
    const repository = { type: "github:index/repository:Repository", ignoreChanges: ["description", "topics"] };
    assert.ok(!(await rulesAgainst([repository], "repository")).includes(rule));
  });
});
