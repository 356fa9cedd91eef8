import assert from "node:assert/strict";
import { awsBucketRequirePrivateAudit as rule } from "../../../../policypack/rules/aws/aws-bucket-require-private-audit.ts";
import { parsed } from "../../../governance/example.ts";
import { UNKNOWN_STRING, urnOf, type SampleResource } from "../../../support/policy/request.ts";
import { runStackRule, told } from "../../../support/policy/run-rule.ts";

const name = "meridian-pay-ai-audit";
const settings = { role: "organization", bucket: name, account: "111122223333" };
const fix = "Fix: Use the AuditBucket component, and let nobody else in by policy or ACL.";

function part(type: string, props: object): SampleResource {
  return { type: `aws:s3/${type}`, name: type, props: { bucket: name, ...props } };
}

const bucket = part("bucket:Bucket", {});
const tlsOnly = {
  Effect: "Deny",
  Principal: "*",
  Action: "s3:*",
  Resource: [`arn:aws:s3:::${name}`, `arn:aws:s3:::${name}/*`],
  Condition: { Bool: { "aws:SecureTransport": "false" } },
};
const policy = (...statements: object[]) =>
  part("bucketPolicy:BucketPolicy", { policy: JSON.stringify({ Statement: [tlsOnly, ...statements] }) });
const access = (ignorePublicAcls: unknown) =>
  part("bucketPublicAccessBlock:BucketPublicAccessBlock", {
    blockPublicAcls: true,
    blockPublicPolicy: true,
    ignorePublicAcls,
    restrictPublicBuckets: true,
  });
const encryption = part("bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration", {
  rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms" } }],
});

describe(rule.name, () => {
  it("reports everything that lets others read, in one finding at the bucket", async () => {
    const { findings } = await runStackRule(rule, [bucket], settings);
    assert.deepEqual(
      findings.map(({ message, urn }) => [...message.split("\n").slice(1), urn]),
      [
        [
          `${name}: evidence could be read by others; the audit bucket must encrypt by default with a KMS key, ` +
            "block public access in all four ways, deny requests without TLS.",
          fix,
          urnOf(bucket),
        ],
      ],
    );
  });

  it("reports a policy that lets another account in", async () => {
    const open = policy({ Effect: "Allow", Principal: { AWS: "444455556666" }, Action: "s3:GetObject", Resource: "*" });
    assert.deepEqual(await told(runStackRule(rule, [bucket, access(true), encryption, open], settings)), [
      [
        `${name}: evidence could be read by others; the audit bucket must allow nobody outside its account by policy.`,
        fix,
      ],
    ]);
  });

  it("allows a private bucket", async () => {
    const stack = [bucket, access(true), encryption, policy()];
    assert.deepEqual(await runStackRule(rule, stack, settings), { findings: [] });
  });

  it("ignores other buckets, and stacks without one", async () => {
    for (const stack of [[], [part("bucket:Bucket", { bucket: "website", acl: "public-read" })]]) {
      assert.deepEqual(await runStackRule(rule, stack, settings), { findings: [] });
    }
  });

  it("stays undecided while a setting is unknown, and takes one of another type for off", async () => {
    const { findings } = await runStackRule(rule, [bucket, access(UNKNOWN_STRING), encryption, policy()], settings);
    assert.deepEqual(
      findings.map(({ level, message }) => [level, message.split("\n")[1]?.split(":")[0]]),
      [["advisory", "Undecided"]],
    );
    for (const odd of ["true", null]) {
      assert.equal((await told(runStackRule(rule, [bucket, access(odd), encryption, policy()], settings))).length, 1);
    }
  });

  it("is told of the account that the declaration gives the store", () => {
    const administratorRole = "arn:aws:iam::444455556666:role/evidence-deployer";
    const declaration = parsed();
    const audit = { ...declaration.audit, account: { role: administratorRole } };
    const known = { declaration: { ...declaration, audit }, role: "organization" } as const;
    assert.deepEqual(rule.told(known), { role: "organization", bucket: name, account: "444455556666" });
  });

  it("is told of the bucket", () => {
    assert.deepEqual(rule.told({ declaration: parsed(), role: "repository" }), { role: "repository", bucket: name });
  });
});
