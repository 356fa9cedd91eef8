import { AddClientIDToOpenIDConnectProviderCommand, UpdateRoleCommand } from "@aws-sdk/client-iam";
import { DisableKeyRotationCommand } from "@aws-sdk/client-kms";
import {
  DeleteBucketPolicyCommand,
  DeletePublicAccessBlockCommand,
  PutBucketEncryptionCommand,
  PutBucketLifecycleConfigurationCommand,
  PutBucketLoggingCommand,
  PutBucketOwnershipControlsCommand,
  PutBucketTaggingCommand,
  PutBucketVersioningCommand,
  PutObjectLockConfigurationCommand,
} from "@aws-sdk/client-s3";
import type { S3Client } from "@aws-sdk/client-s3";
import type { Properties } from "../../../components/resources/host/values.ts";
import type { clientsOf } from "./running-aws.ts";

/** A bucket without object lock that the suite makes for settings. */
export const bucket = "provider-plain";

const policyFor = (bucket: string, action: string) =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Sid: "One", Effect: "Deny", Principal: "*", Action: action, Resource: `arn:aws:s3:::${bucket}/*` }],
  });
export const trust = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: { Service: "ec2.amazonaws.com" }, Action: "sts:AssumeRole" }],
});

export interface LifecycleCase {
  readonly token: string;
  readonly inputs: Properties;
  /** Inputs that differ, without a replacement. */
  readonly changed?: Properties;
  /** Changes the resource behind the provider's back; undefined where nothing can drift. */
  drift?(id: string): Promise<unknown>;
  /** What a refresh then finds different; "gone" when the resource itself is. */
  readonly drifted?: readonly string[] | "gone";
}

export function trustOf(action: string): string {
  return JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: "*", Action: action, Resource: "*" }],
  });
}

/** What the stand-in must do with each resource type that stands alone. */
export function lifecycleCases(sdk: () => ReturnType<typeof clientsOf>): LifecycleCase[] {
  const send: S3Client["send"] = ((command: never) => sdk().s3.send(command)) as never;
  const compliance = (days: number) => ({ defaultRetention: { mode: "COMPLIANCE", days } });
  const encryption = (sseAlgorithm: string) => ({
    rules: [{ bucketKeyEnabled: true, applyServerSideEncryptionByDefault: { sseAlgorithm } }],
  });

  return [
    {
      token: "aws:s3/bucket:Bucket",
      inputs: { bucket: "provider-own", objectLockEnabled: true, tags: { team: "platform" } },
      changed: { bucket: "provider-own", objectLockEnabled: true, tags: { team: "security" } },
      drift: (Bucket) =>
        send(new PutBucketTaggingCommand({ Bucket, Tagging: { TagSet: [{ Key: "team", Value: "nobody" }] } })),
      drifted: ["tags.team"],
    },
    {
      token: "aws:s3/bucketVersioning:BucketVersioning",
      inputs: { bucket, versioningConfiguration: { status: "Enabled" } },
      drift: (Bucket) =>
        send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: "Suspended" } })),
      drifted: ["versioningConfiguration.status"],
    },
    {
      token: "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration",
      inputs: { bucket: "provider-locked", objectLockEnabled: "Enabled", rule: compliance(400) },
      changed: { bucket: "provider-locked", rule: compliance(500) },
      drift: (Bucket) =>
        send(
          new PutObjectLockConfigurationCommand({
            Bucket,
            ObjectLockConfiguration: {
              ObjectLockEnabled: "Enabled",
              Rule: { DefaultRetention: { Mode: "COMPLIANCE", Days: 1 } },
            },
          }),
        ),
      drifted: ["rule.defaultRetention.days"],
    },
    {
      token: "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
      inputs: { bucket, ...encryption("aws:kms") },
      changed: { bucket, ...encryption("AES256") },
      drift: (Bucket) =>
        send(
          new PutBucketEncryptionCommand({
            Bucket,
            ServerSideEncryptionConfiguration: {
              Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: "AES256" }, BucketKeyEnabled: true }],
            },
          }),
        ),
      drifted: ["rules[0].applyServerSideEncryptionByDefault.sseAlgorithm"],
    },
    {
      token: "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
      inputs: { bucket, blockPublicAcls: true, blockPublicPolicy: true },
      changed: { bucket, blockPublicAcls: true, restrictPublicBuckets: true },
      drift: (Bucket) => send(new DeletePublicAccessBlockCommand({ Bucket })),
      drifted: "gone",
    },
    {
      token: "aws:s3/bucketOwnershipControls:BucketOwnershipControls",
      inputs: { bucket, rule: { objectOwnership: "BucketOwnerEnforced" } },
      changed: { bucket, rule: { objectOwnership: "BucketOwnerPreferred" } },
      drift: (Bucket) =>
        send(
          new PutBucketOwnershipControlsCommand({
            Bucket,
            OwnershipControls: { Rules: [{ ObjectOwnership: "ObjectWriter" }] },
          }),
        ),
      drifted: ["rule.objectOwnership"],
    },
    {
      token: "aws:s3/bucketPolicy:BucketPolicy",
      inputs: { bucket, policy: policyFor(bucket, "s3:DeleteObject") },
      changed: { bucket, policy: policyFor(bucket, "s3:DeleteObjectVersion") },
      drift: (Bucket) => send(new DeleteBucketPolicyCommand({ Bucket })),
      drifted: "gone",
    },
    {
      token: "aws:s3/bucketLogging:BucketLogging",
      inputs: { bucket, targetBucket: "provider-target", targetPrefix: "access/" },
      changed: { bucket, targetBucket: "provider-target", targetPrefix: "log/" },
      drift: (Bucket) => send(new PutBucketLoggingCommand({ Bucket, BucketLoggingStatus: {} })),
      drifted: "gone",
    },
    {
      token: "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
      inputs: {
        bucket,
        rules: [
          {
            id: "parts",
            status: "Enabled",
            filter: { prefix: "tmp/" },
            expiration: { days: 30 },
            abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
          },
        ],
      },
      changed: {
        bucket,
        rules: [{ id: "old", status: "Enabled", noncurrentVersionExpiration: { noncurrentDays: 9 } }],
      },
      drift: (Bucket) =>
        send(
          new PutBucketLifecycleConfigurationCommand({
            Bucket,
            LifecycleConfiguration: {
              Rules: [{ ID: "parts", Status: "Enabled", Filter: { Prefix: "tmp/" }, Expiration: { Days: 1 } }],
            },
          }),
        ),
      drifted: ["rules[0].expiration.days", "rules[0].abortIncompleteMultipartUpload"],
    },
    {
      token: "aws:kms/key:Key",
      inputs: { description: "evidence", enableKeyRotation: true, tags: { a: "b" }, policy: trustOf("kms:*") },
      changed: { description: "evidence", enableKeyRotation: true, isEnabled: false, policy: trustOf("*") },
      drift: (KeyId) => sdk().kms.send(new DisableKeyRotationCommand({ KeyId })),
      drifted: ["enableKeyRotation"],
    },
    {
      token: "aws:iam/role:Role",
      inputs: { name: "writer", assumeRolePolicy: trust, description: "puts", tags: { a: "b" } },
      changed: { name: "writer", assumeRolePolicy: trust, maxSessionDuration: 7200 },
      drift: (RoleName) =>
        sdk().iam.send(new UpdateRoleCommand({ RoleName, Description: "else", MaxSessionDuration: 3600 })),
      drifted: ["description"],
    },
    {
      token: "aws:iam/openIdConnectProvider:OpenIdConnectProvider",
      inputs: { url: "https://token.actions.githubusercontent.com", clientIdLists: ["sts.amazonaws.com"] },
      changed: { url: "https://token.actions.githubusercontent.com", clientIdLists: ["one", "two"], tags: { a: "b" } },
      drift: (OpenIDConnectProviderArn) =>
        sdk().iam.send(
          new AddClientIDToOpenIDConnectProviderCommand({ OpenIDConnectProviderArn, ClientID: "somebody-else" }),
        ),
      drifted: ["clientIdLists[1]"],
    },
  ];
}
