import assert from "node:assert/strict";
import { pulumiResourceRequireProtection as rule } from "../../../../policypack/rules/pulumi/pulumi-resource-require-protection.ts";
import { UNKNOWN_STRING, urnOf, type SampleResource } from "../../../support/policy/request.ts";
import { runStackRule, told } from "../../../support/policy/run-rule.ts";
import { knownOf } from "../../../support/policy/known.ts";

const settings = rule.told(knownOf("organization"));
const run = (...stack: SampleResource[]) => runStackRule(rule, stack, settings);
const bucket = { type: "aws:s3/bucket:Bucket", name: "audit", props: { bucket: "meridian-pay-ai-audit" } };

describe(rule.name, () => {
  it("reports an audit bucket that is not protected", async () => {
    assert.deepEqual(await told(run(bucket)), [
      [
        "meridian-pay-ai-audit: a slip deletes its Bucket, audit; it must be protected.",
        "Fix: Set the option protect: true on audit, or use the AuditBucket component.",
      ],
    ]);
  });

  it("allows one that is, the component's, and stacks without one", async () => {
    assert.deepEqual(await run({ ...bucket, protect: true }), { findings: [] });
    const component = { type: "ai-governance:index:AuditBucket", name: "store" };
    assert.deepEqual(await run(component, { ...bucket, parent: urnOf(component) }), { findings: [] });
    assert.deepEqual(await run(), { findings: [] });
  });

  it("finds the key through the encryption", async () => {
    const key = { type: "aws:kms/key:Key", name: "key" };
    const encryption = {
      type: "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
      name: "encryption",
      props: { bucket: UNKNOWN_STRING, rules: UNKNOWN_STRING },
      propertyDependencies: { bucket: [urnOf(bucket)], rules: [urnOf(key)] },
      protect: true,
    };
    assert.deepEqual(await told(run({ ...bucket, protect: true }, encryption, key)), [
      [
        "meridian-pay-ai-audit: a slip deletes its Key, key; it must be protected.",
        "Fix: Set the option protect: true on key, or use the AuditBucket component.",
      ],
    ]);
  });

  it("stays undecided while the name is unknown", async () => {
    const [[first] = []] = await told(run({ ...bucket, props: { bucket: UNKNOWN_STRING } }));
    assert.match(first ?? "", /^Undecided: audit: not known yet whether Bucket belongs to meridian-pay-ai-audit;/);
  });

  it("judges other types", async () => {
    const { notApplicable } = await runStackRule(rule, [bucket], rule.told(knownOf("repository")));
    assert.equal(notApplicable, "judges stacks of role organization only");
  });
});
