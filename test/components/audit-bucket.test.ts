import assert from "node:assert/strict";
import { AuditBucket, type AuditBucketArgs } from "../../components/audit-bucket.ts";
import { assertGolden } from "../support/golden.ts";
import { named, record } from "../support/recorder.ts";

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
describe("AuditBucket", () => {
  it("declares exactly this, and leaves the evidence and its key when it is destroyed", async () =>
    assertGolden("audit-bucket", await bucket()));

  it("takes up a bucket, its log and a role that exist", async () => {
    const existing = {
      "acme-ai-audit": "acme-ai-audit",
      "acme-ai-audit-access-log": "log",
      "acme-ai-audit-writer": "role",
    };
    const all = await bucket({ existing });
    assert.deepEqual(
      ["audit-bucket", "audit-log", "audit-writer"].map((name) => named(all, name)[3].import),
      ["acme-ai-audit", "log", "role"],
    );
  });

  it("lets one role alone change settings of bucket and key, where one is named", async () => {
    const administratorRoleArn = "arn:aws:iam::111122223333:role/deployer";
    const all = await bucket({ administratorRoleArn });
    const settings = (name: string, sid: string) => {
      const policy = JSON.parse(named(all, name)[2]["policy"] as string) as {
        Statement: { Sid: string; Condition?: unknown }[];
      };
      return policy.Statement.find(({ Sid }) => Sid === sid)?.Condition;
    };
    const others = { ArnNotEquals: { "aws:PrincipalArn": administratorRoleArn } };
    assert.deepEqual(settings("audit-bucket-policy", "DenySettings"), others);
    const key = settings("audit-key", "DenyPolicyChange") as { ArnNotEquals: Record<string, string[]> };
    const [first, root, ...more] = key.ArnNotEquals["aws:PrincipalArn"] ?? [];
    assert.deepEqual([first, more], [administratorRoleArn, []]);
    assert.match(root ?? "", /^arn:aws:iam::\d{12}:root$/);
  });

  it("names every bad argument at once", async () => {
    await assert.rejects(
      bucket({ bucketName: "Acme_Audit", retentionDays: 30, oidcProviderArn: "github", administratorRoleArn: "me" }),
      {
        message:
          "AuditBucket has bad arguments:\n" +
          '  bucketName: found "Acme_Audit"; must be an S3 bucket name of 3 to 52 lower-case letters, digits, dots and hyphens\n' +
          "  retentionDays: found 30; must be a whole number from 183 to 36500\n" +
          '  administratorRoleArn: found "me"; must be the ARN of an IAM role\n' +
          '  oidcProviderArn: found "github"; must be the ARN of an IAM OIDC provider',
      },
    );
  });
});
