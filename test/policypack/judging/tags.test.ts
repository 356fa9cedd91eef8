import assert from "node:assert/strict";
import { policyOf } from "../../../policypack/judging/policy.ts";
import { tagsOf } from "../../../policypack/judging/tags.ts";
import { githubRepositoryRequireTrailPreservingMerges } from "../../../policypack/rules/github/github-repository-require-trail-preserving-merges.ts";

const rule = githubRepositoryRequireTrailPreservingMerges;

describe("tags of a rule", () => {
  it("name what the controls that it judges serve, framework by framework, each once", () => {
    assert.deepEqual(tagsOf(rule.name), [
      "NIST AI RMF MAP 4.2",
      "NIST SSDF PO.3.3",
      "NIST SSDF PS.3.2",
      "ISO/IEC 42001 A.6.2.8",
      "ISO/IEC 42001 A.8.2",
      "EU AI Act 12(1)",
      "SOC 2 CC7.2",
      "SOC 2 CC8.1",
      "OWASP ASI09",
      "OWASP ASI10",
      "SLSA Source L2",
      "SLSA Source L3",
    ]);
  });

  it("are none for a rule that judges no control of the table", () => {
    assert.deepEqual(tagsOf("github-repository-require-nothing"), []);
  });

  it("travel in the SDK's own field", () => {
    assert.deepEqual(policyOf(rule).tags, tagsOf(rule.name));
    assert.equal("tags" in policyOf({ ...rule, name: "github-repository-require-nothing" }), false);
  });
});
