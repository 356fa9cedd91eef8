/** What an administrator of the account could change by hand in the audit store. */
import { PutRolePolicyCommand, UpdateAssumeRolePolicyCommand, UpdateRoleCommand } from "@aws-sdk/client-iam";
import { DisableKeyRotationCommand, PutKeyPolicyCommand, UpdateKeyDescriptionCommand } from "@aws-sdk/client-kms";
import {
  PutBucketEncryptionCommand,
  PutBucketLoggingCommand,
  PutBucketOwnershipControlsCommand,
  PutBucketPolicyCommand,
  PutObjectLockConfigurationCommand,
  PutPublicAccessBlockCommand,
} from "@aws-sdk/client-s3";
import type { clientsOf } from "../../local/aws/running-aws.ts";

type Clients = ReturnType<typeof clientsOf>;

export interface AwsDrift {
  readonly resource: string;
  readonly property: string;
  change(clients: Clients, keyId: string): Promise<unknown>;
}

const audit = "meridian-pay-ai-audit";
const log = `${audit}-access-log`;
const writer = `${audit}-writer`;
const anything = (Resource: string) =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Sid: "Other", Effect: "Deny", Principal: "*", Action: "s3:GetBucketAcl", Resource }],
  });

export const awsDrifts: readonly AwsDrift[] = [
  {
    resource: "audit-bucket-lock",
    property: "rule.defaultRetention.days",
    change: ({ s3 }) =>
      s3.send(
        new PutObjectLockConfigurationCommand({
          Bucket: audit,
          ObjectLockConfiguration: {
            ObjectLockEnabled: "Enabled",
            Rule: { DefaultRetention: { Mode: "COMPLIANCE", Days: 1 } },
          },
        }),
      ),
  },
  {
    resource: "audit-bucket-logging",
    property: "targetPrefix",
    change: ({ s3 }) =>
      s3.send(
        new PutBucketLoggingCommand({
          Bucket: audit,
          BucketLoggingStatus: { LoggingEnabled: { TargetBucket: log, TargetPrefix: "elsewhere/" } },
        }),
      ),
  },
  {
    resource: "audit-key",
    property: "enableKeyRotation",
    change: ({ kms }, KeyId) => kms.send(new DisableKeyRotationCommand({ KeyId })),
  },
  {
    resource: "audit-key",
    property: "description",
    change: ({ kms }, KeyId) => kms.send(new UpdateKeyDescriptionCommand({ KeyId, Description: "Mine" })),
  },
  {
    resource: "audit-key",
    property: "policy",
    change: ({ kms }, KeyId) =>
      kms.send(
        new PutKeyPolicyCommand({
          KeyId,
          PolicyName: "default",
          Policy: JSON.stringify({
            Version: "2012-10-17",
            Statement: [{ Effect: "Allow", Principal: { AWS: "*" }, Action: "kms:*", Resource: "*" }],
          }),
        }),
      ),
  },
  {
    resource: "audit-writer",
    property: "assumeRolePolicy",
    change: ({ iam }) =>
      iam.send(
        new UpdateAssumeRolePolicyCommand({
          RoleName: writer,
          PolicyDocument: JSON.stringify({
            Version: "2012-10-17",
            Statement: [{ Effect: "Allow", Principal: { AWS: "*" }, Action: "sts:AssumeRole" }],
          }),
        }),
      ),
  },
  {
    resource: "audit-writer",
    property: "maxSessionDuration",
    change: ({ iam }) => iam.send(new UpdateRoleCommand({ RoleName: writer, MaxSessionDuration: 43_200 })),
  },
  {
    resource: "audit-writer-put",
    property: "policy",
    change: ({ iam }) =>
      iam.send(
        new PutRolePolicyCommand({
          RoleName: writer,
          PolicyName: "put-evidence",
          PolicyDocument: JSON.stringify({
            Version: "2012-10-17",
            Statement: [{ Effect: "Allow", Action: "s3:*", Resource: "*" }],
          }),
        }),
      ),
  },
  // Last: access logs need the policy that these take away.
  ...(["bucket", "log"] as const).flatMap(bucketDrifts),
];

/** The settings that both buckets have. */
function bucketDrifts(kind: "bucket" | "log"): AwsDrift[] {
  const Bucket = kind === "bucket" ? audit : log;
  const open = {
    BlockPublicAcls: false,
    BlockPublicPolicy: false,
    IgnorePublicAcls: false,
    RestrictPublicBuckets: false,
  };
  return [
    ...["blockPublicAcls", "blockPublicPolicy", "ignorePublicAcls", "restrictPublicBuckets"].map((property) => ({
      resource: `audit-${kind}-access`,
      property,
      change: ({ s3 }: Clients) =>
        s3.send(new PutPublicAccessBlockCommand({ Bucket, PublicAccessBlockConfiguration: open })),
    })),
    {
      resource: `audit-${kind}-ownership`,
      property: "rule.objectOwnership",
      change: ({ s3 }) =>
        s3.send(
          new PutBucketOwnershipControlsCommand({
            Bucket,
            OwnershipControls: { Rules: [{ ObjectOwnership: "BucketOwnerPreferred" }] },
          }),
        ),
    },
    {
      resource: `audit-${kind}-encryption`,
      property: "rules[0]",
      change: ({ s3 }) =>
        s3.send(
          new PutBucketEncryptionCommand({
            Bucket,
            ServerSideEncryptionConfiguration: {
              Rules: [
                {
                  BucketKeyEnabled: false,
                  ApplyServerSideEncryptionByDefault: { SSEAlgorithm: kind === "bucket" ? "AES256" : "aws:kms" },
                },
              ],
            },
          }),
        ),
    },
    {
      resource: `audit-${kind}-policy`,
      property: "policy",
      change: ({ s3 }) => s3.send(new PutBucketPolicyCommand({ Bucket, Policy: anything(`arn:aws:s3:::${Bucket}`) })),
    },
  ];
}
