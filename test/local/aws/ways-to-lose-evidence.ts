import { DeleteOpenIDConnectProviderCommand, DeleteRoleCommand } from "@aws-sdk/client-iam";
import { DisableKeyCommand, PutKeyPolicyCommand, ScheduleKeyDeletionCommand } from "@aws-sdk/client-kms";
import {
  DeleteBucketCommand,
  DeleteBucketPolicyCommand,
  DeleteObjectCommand,
  DeletePublicAccessBlockCommand,
  PutBucketEncryptionCommand,
  PutBucketLifecycleConfigurationCommand,
  PutBucketLoggingCommand,
  PutBucketPolicyCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  PutObjectLockConfigurationCommand,
  PutObjectRetentionCommand,
} from "@aws-sdk/client-s3";
import type { clientsOf } from "./running-aws.ts";
import { becomeAdministrator, replicateMarker, replicateObject } from "./ways-by-another-role.ts";

/** One locked object and what belongs to it. */
export interface Evidence {
  readonly bucket: string;
  readonly key: string;
  readonly version: string;
  readonly kmsKey: string;
  /** A role and an OIDC provider like the writer's own, which the other ways need. */
  readonly role: string;
  readonly oidcProvider: string;
}

/** What stops a way, by how AWS says so; `nothing` stops it. */
export const stops = {
  "no permission": /because no policy allows the \S+ action|not authorized to perform: iam:/,
  "bucket policy": /with an explicit deny in a resource-based policy|replication FAILED/,
  "key policy": /with an explicit deny in a resource-based policy/,
  "S3: the key exists": /PreconditionFailed|pre-conditions/,
  "S3: object lock": /Object Lock configuration is present|not well-formed/,
  nothing: undefined,
} as const;
type Stop = keyof typeof stops;

/** A way to lose evidence and what stops it. */
export interface Way {
  readonly title: string;
  readonly send: (clients: ReturnType<typeof clientsOf>, evidence: Evidence) => Promise<unknown>;
  /** The workflow that may put evidence. */
  readonly writer: Stop;
  /** An administrator of the account. */
  readonly administrator: Stop;
  /** The same, where `administratorRoleArn` names somebody else. */
  readonly outsider: Stop;
  /** Statements of the policies that stop it. */
  readonly statements: readonly string[];
}

const tomorrow = () => new Date(Date.now() + 86_400_000);
const openPolicy = (resource: string) =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Sid: "Open", Effect: "Allow", Principal: "*", Action: ["s3:*", "kms:*"], Resource: resource }],
  });

/** Stopped for everyone by the bucket's policy, which is judged before permissions. */
const denied = { writer: "bucket policy", administrator: "bucket policy", outsider: "bucket policy" } as const;
/** A setting of the bucket: an administrator may change it, unless the account is the evidence's own. */
const setting = {
  writer: "no permission",
  administrator: "nothing",
  outsider: "bucket policy",
  statements: ["DenySettings"],
} as const;

/** IAM has no policy of the thing itself that could say no. */
const identity = { writer: "no permission", administrator: "nothing", outsider: "nothing", statements: [] } as const;

/** Those that can succeed come last: they take the bucket's protection away. */
export const ways: readonly Way[] = [
  {
    title: "hide an object behind a delete marker",
    send: ({ s3 }, { bucket, key }) => s3.send(new DeleteObjectCommand({ Bucket: bucket, Key: key })),
    ...denied,
    statements: ["DenyDelete"],
  },
  {
    title: "delete a version",
    send: ({ s3 }, { bucket, key, version }) =>
      s3.send(new DeleteObjectCommand({ Bucket: bucket, Key: key, VersionId: version })),
    ...denied,
    statements: ["DenyDelete"],
  },
  {
    title: "put another object over a key",
    send: ({ s3 }, { bucket, key }) => s3.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: "forged" })),
    ...denied,
    statements: ["DenyOverwrite"],
  },
  {
    title: "put another object over a key, as a new one",
    send: ({ s3 }, { bucket, key }) =>
      s3.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: "forged", IfNoneMatch: "*" })),
    writer: "S3: the key exists",
    administrator: "S3: the key exists",
    outsider: "S3: the key exists",
    statements: [],
  },
  {
    title: "expire objects by a lifecycle rule",
    send: ({ s3 }, { bucket }) =>
      s3.send(
        new PutBucketLifecycleConfigurationCommand({
          Bucket: bucket,
          LifecycleConfiguration: {
            Rules: [{ ID: "expire", Status: "Enabled", Filter: {}, Expiration: { Days: 1 } }],
          },
        }),
      ),
    ...denied,
    statements: ["DenyBucketDeletionAndExpiry"],
  },
  {
    title: "delete the bucket",
    send: ({ s3 }, { bucket }) => s3.send(new DeleteBucketCommand({ Bucket: bucket })),
    ...denied,
    statements: ["DenyBucketDeletionAndExpiry"],
  },
  {
    title: "shorten the retention of an object",
    send: ({ s3 }, { bucket, key }) =>
      s3.send(
        new PutObjectRetentionCommand({
          Bucket: bucket,
          Key: key,
          Retention: { Mode: "COMPLIANCE", RetainUntilDate: tomorrow() },
        }),
      ),
    ...denied,
    statements: ["DenyOtherRetention"],
  },
  {
    title: "change the mode of an object's retention",
    send: ({ s3 }, { bucket, key }) =>
      s3.send(
        new PutObjectRetentionCommand({
          Bucket: bucket,
          Key: key,
          BypassGovernanceRetention: true,
          Retention: { Mode: "GOVERNANCE", RetainUntilDate: tomorrow() },
        }),
      ),
    ...denied,
    statements: ["DenyOtherRetention", "DenyDelete"],
  },
  {
    title: "put evidence that is kept for a day only",
    send: ({ s3 }, { bucket }) =>
      s3.send(
        new PutObjectCommand({
          Bucket: bucket,
          Key: "short",
          Body: "evidence",
          IfNoneMatch: "*",
          ObjectLockMode: "GOVERNANCE",
          ObjectLockRetainUntilDate: tomorrow(),
        }),
      ),
    ...denied,
    statements: ["DenyOtherRetention"],
  },
  {
    title: "put evidence under a key of one's own",
    send: ({ s3 }, { bucket }) =>
      s3.send(
        new PutObjectCommand({
          Bucket: bucket,
          Key: "own-key",
          Body: "evidence",
          IfNoneMatch: "*",
          ServerSideEncryption: "aws:kms",
          SSEKMSKeyId: "arn:aws:kms:eu-central-1:111122223333:key/9999",
        }),
      ),
    ...denied,
    statements: ["DenyOtherKeys"],
  },
  {
    title: "put another object over a key, by replication",
    send: replicateObject,
    ...denied,
    writer: "no permission",
    statements: ["DenyReplication"],
  },
  {
    title: "hide an object behind a replicated marker",
    send: replicateMarker,
    ...denied,
    writer: "no permission",
    statements: ["DenyReplication"],
  },
  {
    title: "delete the key",
    send: ({ kms }, { kmsKey }) => kms.send(new ScheduleKeyDeletionCommand({ KeyId: kmsKey })),
    writer: "key policy",
    administrator: "key policy",
    outsider: "key policy",
    statements: ["DenyDestruction"],
  },
  {
    title: "disable the key",
    send: ({ kms }, { kmsKey }) => kms.send(new DisableKeyCommand({ KeyId: kmsKey })),
    writer: "key policy",
    administrator: "key policy",
    outsider: "key policy",
    statements: ["DenyDestruction"],
  },
  {
    title: "suspend versioning",
    send: ({ s3 }, { bucket }) =>
      s3.send(new PutBucketVersioningCommand({ Bucket: bucket, VersioningConfiguration: { Status: "Suspended" } })),
    writer: "no permission",
    administrator: "S3: object lock",
    outsider: "bucket policy",
    statements: ["DenySettings"],
  },
  {
    title: "remove object lock",
    send: ({ s3 }, { bucket }) =>
      s3.send(new PutObjectLockConfigurationCommand({ Bucket: bucket, ObjectLockConfiguration: {} })),
    writer: "no permission",
    administrator: "S3: object lock",
    outsider: "bucket policy",
    statements: ["DenySettings"],
  },
  {
    title: "lower the retention of evidence to come",
    send: ({ s3 }, { bucket }) =>
      s3.send(
        new PutObjectLockConfigurationCommand({
          Bucket: bucket,
          ObjectLockConfiguration: {
            ObjectLockEnabled: "Enabled",
            Rule: { DefaultRetention: { Mode: "GOVERNANCE", Days: 1 } },
          },
        }),
      ),
    ...setting,
  },
  {
    title: "encrypt evidence to come under another key",
    send: ({ s3 }, { bucket }) =>
      s3.send(
        new PutBucketEncryptionCommand({
          Bucket: bucket,
          ServerSideEncryptionConfiguration: {
            Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: "aws:kms", KMSMasterKeyID: "elsewhere" } }],
          },
        }),
      ),
    ...setting,
  },
  {
    title: "let the public in",
    send: ({ s3 }, { bucket }) => s3.send(new DeletePublicAccessBlockCommand({ Bucket: bucket })),
    ...setting,
  },
  {
    title: "switch the access log off",
    send: ({ s3 }, { bucket }) => s3.send(new PutBucketLoggingCommand({ Bucket: bucket, BucketLoggingStatus: {} })),
    ...setting,
  },
  {
    title: "replace the key's policy, then delete the key",
    send: async ({ kms }, { kmsKey }) => {
      await kms.send(new PutKeyPolicyCommand({ KeyId: kmsKey, PolicyName: "default", Policy: openPolicy("*") }));
      await kms.send(new ScheduleKeyDeletionCommand({ KeyId: kmsKey }));
    },
    writer: "no permission",
    administrator: "nothing",
    outsider: "key policy",
    statements: ["DenyPolicyChange"],
  },
  {
    title: "replace the bucket's policy",
    send: ({ s3 }, { bucket }) =>
      s3.send(new PutBucketPolicyCommand({ Bucket: bucket, Policy: openPolicy(`arn:aws:s3:::${bucket}/*`) })),
    ...setting,
  },
  {
    title: "delete the bucket's policy",
    send: ({ s3 }, { bucket }) => s3.send(new DeleteBucketPolicyCommand({ Bucket: bucket })),
    ...setting,
  },
  {
    title: "become the administering role by editing its trust",
    send: becomeAdministrator,
    writer: "no permission",
    administrator: "nothing",
    outsider: "nothing",
    statements: [],
  },
  {
    title: "delete the writer's role",
    send: ({ iam }, { role }) => iam.send(new DeleteRoleCommand({ RoleName: role })),
    ...identity,
  },
  {
    title: "delete the OIDC provider",
    send: ({ iam }, { oidcProvider }) =>
      iam.send(new DeleteOpenIDConnectProviderCommand({ OpenIDConnectProviderArn: oidcProvider })),
    ...identity,
  },
];
