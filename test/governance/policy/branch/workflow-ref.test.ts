import assert from "node:assert/strict";
import { UNKNOWN } from "../../../../governance/index.ts";
import { workflowRefFindings } from "../../../../governance/policy/branch/workflow-ref.ts";
import { tierRuleset } from "../records.ts";

const requiring = (...refs: readonly unknown[]) =>
  tierRuleset("critical", {
    rules: {
      requiredWorkflows: { requiredWorkflows: refs.map((ref) => ({ repositoryId: 1, path: "gate.yml", ref })) },
    },
  });
const found = (...refs: readonly unknown[]) =>
  workflowRefFindings([requiring(...refs)]).map(({ outcome, message }) => [outcome, message]);
const must = "it must name a full tag ref, or a commit's SHA.";
const absent = [
  "violation",
  `a required workflow is taken from "master", which the provider writes where no ref is named; ${must}`,
];
const moves = [
  "violation",
  `a required workflow is taken from a branch, or from a short name that one can have; ${must}`,
];
const open = ["undecided", `the ref of a required workflow is not known yet; ${must}`];
const sha = "0123456789abcdef0123456789abcdef01234567";

describe("workflowRefFindings", () => {
  it("takes full tag refs and commits", () => assert.deepEqual(found("refs/tags/gate-v1", "refs/tags/a/b", sha), []));
  it("finds nothing where no workflow is required", () => {
    for (const rules of [{}, null, { requiredWorkflows: null }, { requiredWorkflows: { requiredWorkflows: "x" } }]) {
      assert.deepEqual(workflowRefFindings([tierRuleset("critical", { rules })]), []);
    }
  });
  for (const ref of [undefined, null, "", 7, "master"]) {
    it(`reports the ref ${JSON.stringify(ref)}`, () => assert.deepEqual(found(ref), [absent]));
  }
  for (const ref of [
    "main",
    "refs/heads/main",
    "gate-v1",
    "tags/v1",
    "refs/tags/",
    "refs/tags/a b",
    sha.slice(1),
    `${sha}0`,
    `x${sha}`,
    "xrefs/tags/v1",
  ]) {
    it(`reports the ref ${JSON.stringify(ref)}`, () => assert.deepEqual(found(ref), [moves]));
  }
  it("says each problem of a ruleset once, with resource and way out", () => {
    const ruleset = requiring("main", "dev", undefined, "refs/tags/v1");
    assert.deepEqual(found("main", "dev", undefined, "refs/tags/v1"), [moves, absent]);
    const [finding] = workflowRefFindings([ruleset]);
    assert.deepEqual(
      [finding?.subject, finding?.urn, finding?.fix],
      ["ai-tier-critical", ruleset.urn, 'Set ref: "refs/tags/<tag>" in each required workflow, and lock that tag.'],
    );
  });
  it("stays undecided while a ref, a workflow or the list is unknown, and reports the others", () => {
    assert.deepEqual(found(UNKNOWN), [open]);
    assert.deepEqual(found(UNKNOWN, "main"), [moves, open]);
    for (const requiredWorkflows of [UNKNOWN, { requiredWorkflows: UNKNOWN }, { requiredWorkflows: [UNKNOWN] }]) {
      const ruleset = tierRuleset("critical", { rules: { requiredWorkflows } });
      assert.deepEqual(
        workflowRefFindings([ruleset]).map(({ outcome }) => outcome),
        ["undecided"],
      );
    }
  });
});
