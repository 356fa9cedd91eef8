import assert from "node:assert/strict";
import { awsBucketDisallowForcedDestruction as rule } from "../../../../policypack/rules/aws/aws-bucket-disallow-forced-destruction.ts";
import { parsed } from "../../../governance/example.ts";
import { UNKNOWN_STRING, type SampleResource } from "../../../support/policy/request.ts";
import { runResourceRule, told } from "../../../support/policy/run-rule.ts";

const name = "meridian-pay-ai-audit";
const settings = { bucket: name };
const bucket = (props: object, type = "aws:s3/bucket:Bucket"): SampleResource => ({
  type,
  props: { bucket: name, ...props },
});

describe(rule.name, () => {
  it("reports an audit bucket that a destroy empties, of either type", async () => {
    for (const type of ["aws:s3/bucket:Bucket", "aws:s3/bucketV2:BucketV2"]) {
      assert.deepEqual(await told(runResourceRule(rule, bucket({ forceDestroy: true }, type), settings)), [
        [
          `${name}: forceDestroy lets a destroy delete every object first; the audit bucket must keep them.`,
          "Fix: Remove forceDestroy, and retain the bucket on destroy as the AuditBucket component does.",
        ],
      ]);
    }
  });

  it("allows one that it keeps, and other buckets", async () => {
    for (const props of [
      {},
      { forceDestroy: false },
      { forceDestroy: null },
      { bucket: "website", forceDestroy: true },
    ]) {
      assert.deepEqual(await runResourceRule(rule, bucket(props), settings), { findings: [] });
    }
  });

  it("ignores other types", async () => {
    const { notApplicable } = await runResourceRule(rule, bucket({}, "aws:s3/bucketPolicy:BucketPolicy"), settings);
    assert.equal(notApplicable, "judges other types");
  });

  it("stays undecided while the setting is unknown, and takes one of another type for on", async () => {
    const { findings } = await runResourceRule(rule, bucket({ forceDestroy: UNKNOWN_STRING }), settings);
    assert.deepEqual(
      findings.map(({ level, message }) => [level, message.split("\n")[1]?.split(":")[0]]),
      [["advisory", "Undecided"]],
    );
    assert.equal((await told(runResourceRule(rule, bucket({ forceDestroy: "yes" }), settings))).length, 1);
  });

  it("is told of the bucket", () => {
    assert.deepEqual(rule.told({ declaration: parsed(), role: "repository" }), settings);
  });
});
