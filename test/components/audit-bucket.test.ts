import assert from "node:assert/strict";
import { AuditBucket, type AuditBucketArgs } from "../../components/audit-bucket.ts";
import { record, type Registered } from "../support/recorder.ts";

const args: AuditBucketArgs = {
  bucketName: "acme-ai-audit",
  retentionDays: 200,
  writer: {
    repositoryId: "42",
    jobWorkflowRef: "acme/governance/.github/workflows/collect.yml@refs/heads/main",
    ref: "refs/heads/main",
  },
  oidcProviderArn: "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com",
};
const account = {
  "aws:index/getCallerIdentity:getCallerIdentity": { accountId: "111122223333", arn: "", id: "", userId: "" },
  "aws:index/getPartition:getPartition": { partition: "aws", dnsSuffix: "amazonaws.com", id: "aws" },
};
const bucket = (changes: Partial<AuditBucketArgs> = {}) =>
  record(() => [new AuditBucket("audit", { ...args, ...changes })], account);
const inputsOf = (all: Registered[], name: string) => all.find(([, each]) => each === name)?.[2];

interface Statement {
  Sid: string;
  Effect: string;
  Action: string | string[];
  Condition?: unknown;
}
const statements = (policy: unknown) => (JSON.parse(policy as string) as { Statement: Statement[] }).Statement;

describe("AuditBucket", () => {
  it("declares these resources and no others", async () => {
    assert.deepEqual(
      (await bucket()).map(([type, name]) => `${type} ${name}`).sort(),
      [
        "ai-governance:index:AuditBucket audit",
        "aws:iam/role:Role audit-writer",
        "aws:iam/rolePolicy:RolePolicy audit-writer-put",
        "aws:kms/key:Key audit-key",
        "aws:s3/bucket:Bucket audit-bucket",
        "aws:s3/bucket:Bucket audit-log",
        "aws:s3/bucketLogging:BucketLogging audit-bucket-logging",
        "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration audit-bucket-lock",
        "aws:s3/bucketOwnershipControls:BucketOwnershipControls audit-bucket-ownership",
        "aws:s3/bucketOwnershipControls:BucketOwnershipControls audit-log-ownership",
        "aws:s3/bucketPolicy:BucketPolicy audit-bucket-policy",
        "aws:s3/bucketPolicy:BucketPolicy audit-log-policy",
        "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock audit-bucket-access",
        "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock audit-log-access",
        "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration audit-bucket-encryption",
        "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration audit-log-encryption",
        "aws:s3/bucketVersioning:BucketVersioning audit-bucket-versioning",
      ].sort(),
    );
  });

  it("locks every object in compliance mode for the given days", async () => {
    assert.deepEqual(inputsOf(await bucket(), "audit-bucket-lock"), {
      bucket: "audit-bucket_id",
      objectLockEnabled: "Enabled",
      rule: { defaultRetention: { mode: "COMPLIANCE", days: 200 } },
    });
  });

  it("denies plain HTTP, deletion, expiry, overwriting and foreign keys to everyone", async () => {
    const found = statements(inputsOf(await bucket(), "audit-bucket-policy")?.policy);
    assert.deepEqual(
      found.map(({ Sid, Effect }) => `${Effect} ${Sid}`),
      ["DenyPlainHttp", "DenyDelete", "DenyBucketDeletionAndExpiry", "DenyOverwrite", "DenyOtherKeys"].map(
        (sid) => `Deny ${sid}`,
      ),
    );
    assert.deepEqual(found.find(({ Sid }) => Sid === "DenyOverwrite")?.Condition, {
      Null: { "s3:if-none-match": "true" },
    });
  });

  it("lets one workflow on one ref of one repository put, and nothing else", async () => {
    const all = await bucket();
    assert.deepEqual(
      statements(inputsOf(all, "audit-writer")?.assumeRolePolicy).map(({ Condition }) => Condition),
      [
        {
          StringEquals: {
            "token.actions.githubusercontent.com:aud": "sts.amazonaws.com",
            "token.actions.githubusercontent.com:repository_id": "42",
            "token.actions.githubusercontent.com:job_workflow_ref": args.writer.jobWorkflowRef,
            "token.actions.githubusercontent.com:ref": "refs/heads/main",
          },
        },
      ],
    );
    assert.deepEqual(
      statements(inputsOf(all, "audit-writer-put")?.policy).flatMap(({ Effect, Action }) => [Effect, Action].flat()),
      ["Allow", "s3:PutObject", "Allow", "kms:GenerateDataKey"],
    );
  });

  it("names every bad argument at once", async () => {
    await assert.rejects(bucket({ bucketName: "Acme_Audit", retentionDays: 30 }), {
      message:
        "AuditBucket has bad arguments:\n" +
        '  bucketName: found "Acme_Audit"; must be 3 to 52 lower-case letters, digits, dots and hyphens\n' +
        "  retentionDays: found 30; must be a whole number from 183 to 36500",
    });
  });
});
