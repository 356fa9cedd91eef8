import assert from "node:assert/strict";
import { awsBucketLimitExpiration as rule } from "../../../../policypack/rules/aws/aws-bucket-limit-expiration.ts";
import { parsed } from "../../../governance/example.ts";
import { UNKNOWN_STRING, urnOf, type SampleResource } from "../../../support/policy/request.ts";
import { runStackRule, told } from "../../../support/policy/run-rule.ts";

const name = "meridian-pay-ai-audit";
const settings = { role: "repository", bucket: name, retentionDays: 400 };

const lifecycle = (days: unknown, bucket = name): SampleResource => ({
  type: "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
  props: { bucket, rules: [{ id: "old", status: "Enabled", expiration: { days } }] },
});

describe(rule.name, () => {
  it("reports rules that expire evidence early, at the rules", async () => {
    const { findings } = await runStackRule(rule, [lifecycle(90)], settings);
    assert.deepEqual(
      findings.map(({ message, urn }) => [...message.split("\n").slice(1), urn]),
      [
        [
          `${name}: a lifecycle rule expires objects before 400 days; none must take evidence away before its time.`,
          "Fix: Remove the expiration: evidence is locked, and the AuditBucket component has no lifecycle rules.",
          urnOf(lifecycle(90)),
        ],
      ],
    );
  });

  it("allows rules that wait", async () => {
    assert.deepEqual(await runStackRule(rule, [lifecycle(400)], settings), { findings: [] });
  });

  it("ignores other buckets, and stacks without rules", async () => {
    for (const stack of [[], [lifecycle(1, "logs")]]) {
      assert.deepEqual(await runStackRule(rule, stack, settings), { findings: [] });
    }
  });

  it("stays undecided while the days are unknown, and takes what is no number for early", async () => {
    const { findings } = await runStackRule(rule, [lifecycle(UNKNOWN_STRING)], settings);
    assert.deepEqual(
      findings.map(({ level, message }) => [level, message.split("\n")[1]?.split(":")[0]]),
      [["advisory", "Undecided"]],
    );
    assert.equal((await told(runStackRule(rule, [lifecycle("long")], settings))).length, 1);
    assert.deepEqual(await runStackRule(rule, [lifecycle(null)], settings), { findings: [] });
  });

  it("is told of bucket and retention", () => {
    assert.deepEqual(rule.told({ declaration: parsed(), role: "repository" }), settings);
  });
});
