import assert from "node:assert/strict";
import { awsKeyDisallowEarlyDeletion as rule } from "../../../../policypack/rules/aws/aws-key-disallow-early-deletion.ts";
import { parsed } from "../../../governance/example.ts";
import { UNKNOWN_STRING, urnOf, type SampleResource } from "../../../support/policy/request.ts";
import { runStackRule, told } from "../../../support/policy/run-rule.ts";

const name = "meridian-pay-ai-audit";
const settings = { role: "organization", bucket: name };
const arn = "arn:aws:kms:eu-west-1:111122223333:key/1";

const key = (over: object): SampleResource => ({
  type: "aws:kms/key:Key",
  name: "evidence",
  props: { arn, deletionWindowInDays: 30, enableKeyRotation: true, ...over },
});
const bucket: SampleResource = { type: "aws:s3/bucket:Bucket", props: { bucket: name } };
const encryption = (kmsMasterKeyId: string, of = name): SampleResource => ({
  type: "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
  props: { bucket: of, rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId } }] },
  propertyDependencies: kmsMasterKeyId === UNKNOWN_STRING ? { rules: [urnOf(key({}))] } : {},
});

describe(rule.name, () => {
  it("reports a key that is deleted within a week, at the key", async () => {
    const { findings } = await runStackRule(
      rule,
      [bucket, encryption(arn), key({ deletionWindowInDays: 7 })],
      settings,
    );
    assert.deepEqual(
      findings.map(({ message, urn }) => [...message.split("\n").slice(1), urn]),
      [
        [
          "evidence: evidence could become unreadable; its key must wait 30 days before it is deleted.",
          "Fix: Use the AuditBucket component: 30 days, yearly rotation, and a key policy that denies deletion.",
          urnOf(key({})),
        ],
      ],
    );
  });

  it("finds the key of a first preview", async () => {
    const stack = [bucket, encryption(UNKNOWN_STRING), key({ arn: UNKNOWN_STRING, enableKeyRotation: false })];
    assert.match((await told(runStackRule(rule, stack, settings)))[0]?.[0] ?? "", /its key must rotate\.$/);
  });

  it("allows a key that is kept", async () => {
    assert.deepEqual(await runStackRule(rule, [bucket, encryption(arn), key({})], settings), { findings: [] });
  });

  it("ignores keys of other buckets, and stacks without keys", async () => {
    const weak = key({ isEnabled: false });
    for (const stack of [[], [bucket, encryption(arn)], [weak], [bucket, encryption(arn, "logs"), weak]]) {
      assert.deepEqual(await runStackRule(rule, stack, settings), { findings: [] });
    }
  });

  it("stays undecided while a setting is unknown, and takes one of another type for wrong", async () => {
    const { findings } = await runStackRule(
      rule,
      [bucket, encryption(arn), key({ isEnabled: UNKNOWN_STRING })],
      settings,
    );
    assert.deepEqual(
      findings.map(({ level, message }) => [level, message.split("\n")[1]?.split(":")[0]]),
      [["advisory", "Undecided"]],
    );
    const odd = key({ deletionWindowInDays: "long", enableKeyRotation: null, isEnabled: "yes" });
    assert.deepEqual(
      (await told(runStackRule(rule, [bucket, encryption(arn), odd], settings)))[0]?.[0],
      "evidence: evidence could become unreadable; its key must wait 30 days before it is deleted, rotate, be enabled.",
    );
  });

  it("is told of the bucket", () => {
    assert.deepEqual(rule.told({ declaration: parsed(), role: "organization" }), settings);
  });
});
