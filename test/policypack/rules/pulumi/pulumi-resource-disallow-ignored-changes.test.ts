import assert from "node:assert/strict";
import { pulumiResourceDisallowIgnoredChanges as rule } from "../../../../policypack/rules/pulumi/pulumi-resource-disallow-ignored-changes.ts";
import { UNKNOWN_STRING, type SampleResource } from "../../../support/policy/request.ts";
import { runResourceRule, told } from "../../../support/policy/run-rule.ts";
import { knownOf } from "../../../support/policy/known.ts";

const settings = rule.told(knownOf("repository"));
const type = "github:index/repositoryRuleset:RepositoryRuleset";
const run = (sample: Partial<SampleResource>) =>
  runResourceRule(rule, { type, props: { name: "main" }, ...sample }, settings);

describe(rule.name, () => {
  it("reports a ruleset whose rules are not repaired", async () => {
    assert.deepEqual(await told(run({ ignoreChanges: ["rules.pullRequest"] })), [
      [
        'main: ignoreChanges has "rules.pullRequest": a change made by hand would stay; what bears a control must be repaired.',
        'Fix: Remove "rules.pullRequest" from ignoreChanges.',
      ],
    ]);
  });

  it("allows a ruleset without ignored changes, and descriptions", async () => {
    assert.deepEqual(await run({}), { findings: [] });
    const repository = { type: "github:index/repository:Repository", ignoreChanges: ["description"] };
    assert.deepEqual(await run(repository), { findings: [] });
  });

  it("reports the audit bucket, by the name of the declaration", async () => {
    const bucket = { type: "aws:s3/bucket:Bucket", ignoreChanges: ["*"], props: { bucket: "meridian-pay-ai-audit" } };
    assert.equal((await run(bucket)).findings.length, 1);
    assert.deepEqual(await run({ ...bucket, props: { bucket: "other" } }), { findings: [] });
  });

  it("names a resource by its own name where its name is unknown or none", async () => {
    for (const name of [UNKNOWN_STRING, null, 3]) {
      const [[first] = []] = await told(run({ ignoreChanges: ["*"], props: { name } }));
      assert.match(first ?? "", /^it: ignoreChanges has "\*"/);
    }
  });

  it("stays undecided while it is unknown which property is meant", async () => {
    const sample = {
      type: "github:index/repositoryCustomProperty:RepositoryCustomProperty",
      props: { propertyName: UNKNOWN_STRING },
      ignoreChanges: ["propertyValues"],
    };
    const [[first] = []] = await told(run(sample));
    assert.match(first ?? "", /^Undecided: it: ignoreChanges has "propertyValues"/);
  });

  it("ignores other types", async () => {
    const { notApplicable } = await run({ type: "github:index/team:Team" });
    assert.match(notApplicable ?? "", /^judges other types$/);
  });
});
