import assert from "node:assert/strict";
import { awsBucketDisallowOverwrites as rule } from "../../../../policypack/rules/aws/aws-bucket-disallow-overwrites.ts";
import { parsed } from "../../../governance/example.ts";
import { auditBucketPolicy } from "../../../../components/audit-bucket-policies.ts";
import { UNKNOWN_STRING, urnOf, type SampleResource } from "../../../support/policy/request.ts";
import { runStackRule, told } from "../../../support/policy/run-rule.ts";

const name = "meridian-pay-ai-audit";
const settings = { role: "organization", bucket: name };
const fix = "Fix: Use the AuditBucket component: its policy denies all this to everyone.";
const arn = `arn:aws:s3:::${name}`;
const keyArn = "arn:aws:kms:eu-west-1:111122223333:key/1";

const bucket: SampleResource = { type: "aws:s3/bucket:Bucket", props: { bucket: name } };
const policy = (value: unknown): SampleResource => ({
  type: "aws:s3/bucketPolicy:BucketPolicy",
  props: { bucket: name, policy: value },
});
const all = auditBucketPolicy(arn, keyArn).Statement;

describe(rule.name, () => {
  it("reports everything that the policy leaves open, in one finding at the bucket", async () => {
    const { findings } = await runStackRule(rule, [bucket], settings);
    assert.deepEqual(
      findings.map(({ message, urn }) => [...message.split("\n").slice(1), urn]),
      [
        [
          `${name}: evidence could be replaced or hidden; the audit bucket must deny puts without s3:if-none-match, ` +
            "deny deleting objects and versions, deny changing or bypassing an object's retention, " +
            "deny replication into it, deny lifecycle rules and its own deletion.",
          fix,
          urnOf(bucket),
        ],
      ],
    );
  });

  it("reports a policy that lets puts replace objects", async () => {
    const rest = policy(JSON.stringify({ Statement: all.filter(({ Sid }) => Sid !== "DenyOverwrite") }));
    assert.deepEqual(await told(runStackRule(rule, [bucket, rest], settings)), [
      [`${name}: evidence could be replaced or hidden; the audit bucket must deny puts without s3:if-none-match.`, fix],
    ]);
  });

  it("allows a bucket that nobody overwrites", async () => {
    const stack = [bucket, policy(JSON.stringify({ Statement: all }))];
    assert.deepEqual(await runStackRule(rule, stack, settings), { findings: [] });
  });

  it("ignores other buckets, and stacks without one", async () => {
    for (const stack of [[], [{ ...bucket, props: { bucket: "website" } }]]) {
      assert.deepEqual(await runStackRule(rule, stack, settings), { findings: [] });
    }
  });

  it("stays undecided while the policy is unknown, and takes none for good", async () => {
    const { findings } = await runStackRule(rule, [bucket, policy(UNKNOWN_STRING)], settings);
    assert.deepEqual(
      findings.map(({ level, message }) => [level, message.split("\n")[1]?.split(":")[0]]),
      [["advisory", "Undecided"]],
    );
    for (const odd of [null, 7, "no JSON"]) {
      assert.equal((await told(runStackRule(rule, [bucket, policy(odd)], settings))).length, 1);
    }
  });

  it("is told of the account that the declaration gives the store", () => {
    const administratorRole = "arn:aws:iam::444455556666:role/evidence-deployer";
    const declaration = parsed();
    const audit = { ...declaration.audit, account: { role: administratorRole } };
    const known = { declaration: { ...declaration, audit }, role: "organization" } as const;
    assert.deepEqual(rule.told(known), { role: "organization", bucket: name, administratorRole });
  });

  it("is told of the bucket", () => {
    assert.deepEqual(rule.told({ declaration: parsed(), role: "repository" }), { role: "repository", bucket: name });
  });
});
