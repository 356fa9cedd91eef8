import assert from "node:assert/strict";
import {
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetObjectLockConfigurationCommand,
  GetObjectRetentionCommand,
  PutBucketLifecycleConfigurationCommand,
  PutBucketLoggingCommand,
  PutBucketPolicyCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  PutObjectLegalHoldCommand,
  PutObjectLockConfigurationCommand,
  PutObjectRetentionCommand,
} from "@aws-sdk/client-s3";
import type { ObjectLockRetentionMode, S3Client } from "@aws-sdk/client-s3";
import { auditBucketPolicy } from "../../../components/audit-bucket-policies.ts";
import { clientsOf, localAws, runningAws } from "./running-aws.ts";

const refused = { name: "AccessDenied" };
/** One moment for the whole run, in whole seconds as S3 keeps it. */
const start = Math.floor(Date.now() / 1000) * 1000;
const inDays = (days: number) => new Date(start + days * 86_400_000);

describe("object lock of local S3", () => {
  let s3: S3Client;
  let count = 0;

  before(runningAws);
  before(async () => void (s3 = clientsOf(await localAws()).s3));

  async function lockedBucket(Mode: ObjectLockRetentionMode = "COMPLIANCE"): Promise<string> {
    const Bucket = `lock-${++count}`;
    await s3.send(new CreateBucketCommand({ Bucket, ObjectLockEnabledForBucket: true }));
    await setDefault(Bucket, Mode, 200);
    return Bucket;
  }

  async function setDefault(Bucket: string, Mode: ObjectLockRetentionMode, Days: number): Promise<void> {
    const Rule = { DefaultRetention: { Mode, Days } };
    const ObjectLockConfiguration = { ObjectLockEnabled: "Enabled" as const, Rule };
    await s3.send(new PutObjectLockConfigurationCommand({ Bucket, ObjectLockConfiguration }));
  }

  async function put(Bucket: string, Key = "record"): Promise<{ Bucket: string; Key: string; VersionId: string }> {
    const { VersionId = "" } = await s3.send(new PutObjectCommand({ Bucket, Key, Body: "evidence" }));
    return { Bucket, Key, VersionId };
  }

  const retain = (object: { Bucket: string; Key: string; VersionId: string }, Retention: object, bypass = false) =>
    s3.send(new PutObjectRetentionCommand({ ...object, Retention, BypassGovernanceRetention: bypass }));

  it("refuses to delete a locked version, alone, in bulk and with bypass", async () => {
    const object = await put(await lockedBucket());
    await assert.rejects(s3.send(new DeleteObjectCommand(object)), refused);
    await assert.rejects(s3.send(new DeleteObjectCommand({ ...object, BypassGovernanceRetention: true })), refused);
    const { Bucket, ...version } = object;
    const bulk = { Bucket, Delete: { Objects: [version] }, BypassGovernanceRetention: true };
    const { Errors, Deleted = [] } = await s3.send(new DeleteObjectsCommand(bulk));
    assert.deepEqual([Errors?.map(({ Code }) => Code), Deleted], [["AccessDenied"], []]);
  });

  it("refuses to shorten, weaken or remove a compliance retention, and lets it grow", async () => {
    const object = await put(await lockedBucket());
    await assert.rejects(retain(object, { Mode: "COMPLIANCE", RetainUntilDate: inDays(100) }), refused);
    await assert.rejects(retain(object, { Mode: "GOVERNANCE", RetainUntilDate: inDays(900) }, true), refused);
    await assert.rejects(retain(object, {}, true), refused);
    await retain(object, { Mode: "COMPLIANCE", RetainUntilDate: inDays(400) });
    const { Retention } = await s3.send(new GetObjectRetentionCommand(object));
    assert.deepEqual(Retention, { Mode: "COMPLIANCE", RetainUntilDate: inDays(400) });
  });

  it("lets a governance retention be shortened and the version deleted with bypass only", async () => {
    const object = await put(await lockedBucket("GOVERNANCE"));
    const shorter = { Mode: "GOVERNANCE", RetainUntilDate: inDays(1) };
    await assert.rejects(retain(object, shorter), refused);
    await retain(object, shorter, true);
    await assert.rejects(s3.send(new DeleteObjectCommand(object)), refused);
    await s3.send(new DeleteObjectCommand({ ...object, BypassGovernanceRetention: true }));
  });

  it("refuses a retention that ends in the past", async () => {
    const object = await put(await lockedBucket());
    const past = retain(object, { Mode: "COMPLIANCE", RetainUntilDate: inDays(-1) });
    await assert.rejects(past, { message: "The retain until date must be in the future!" });
  });

  it("refuses to delete a version under legal hold", async () => {
    const object = await put(await lockedBucket("GOVERNANCE"));
    await s3.send(new PutObjectLegalHoldCommand({ ...object, LegalHold: { Status: "ON" } }));
    await assert.rejects(s3.send(new DeleteObjectCommand({ ...object, BypassGovernanceRetention: true })), refused);
  });

  it("refuses to suspend versioning and to remove object lock", async () => {
    const Bucket = await lockedBucket();
    const suspend = { Bucket, VersioningConfiguration: { Status: "Suspended" as const } };
    await assert.rejects(s3.send(new PutBucketVersioningCommand(suspend)), { name: "InvalidBucketState" });
    const remove = { Bucket, ObjectLockConfiguration: {} };
    await assert.rejects(s3.send(new PutObjectLockConfigurationCommand(remove)), { name: "MalformedXML" });
    const { ObjectLockConfiguration } = await s3.send(new GetObjectLockConfigurationCommand({ Bucket }));
    assert.equal(ObjectLockConfiguration?.ObjectLockEnabled, "Enabled");
  });

  it("takes a new default retention for a bucket that has objects", async () => {
    const object = await put(await lockedBucket());
    await setDefault(object.Bucket, "COMPLIANCE", 500);
    const { VersionId } = await put(object.Bucket, "later");
    const { Retention } = await s3.send(new GetObjectRetentionCommand({ ...object, Key: "later", VersionId }));
    assert.ok((Retention?.RetainUntilDate ?? 0) > inDays(499));
  });

  it("refuses to delete a bucket that holds locked versions", async () => {
    const { Bucket } = await put(await lockedBucket());
    await assert.rejects(s3.send(new DeleteBucketCommand({ Bucket })), { name: "BucketNotEmpty" });
  });

  it("refuses to send access logs into a bucket with default retention", async () => {
    const TargetBucket = await lockedBucket();
    await s3.send(new CreateBucketCommand({ Bucket: "lock-source" }));
    const BucketLoggingStatus = { LoggingEnabled: { TargetBucket, TargetPrefix: "" } };
    const log = s3.send(new PutBucketLoggingCommand({ Bucket: "lock-source", BucketLoggingStatus }));
    await assert.rejects(log, { name: "InvalidTargetBucketForLogging" });
  });

  describe("with the policy of the audit bucket", () => {
    let Bucket: string;

    before(async () => {
      Bucket = await lockedBucket();
      const Policy = JSON.stringify(
        auditBucketPolicy(`arn:aws:s3:::${Bucket}`, "arn:aws:kms:eu-central-1:111122223333:key/0000"),
      );
      await s3.send(new PutBucketPolicyCommand({ Bucket, Policy }));
    });

    it("refuses deletion markers, bucket deletion and expiry rules", async () => {
      await s3.send(new PutObjectCommand({ Bucket, Key: "third", Body: "evidence", IfNoneMatch: "*" }));
      await assert.rejects(s3.send(new DeleteObjectCommand({ Bucket, Key: "third" })), refused);
      const { Errors } = await s3.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects: [{ Key: "third" }] } }));
      assert.deepEqual(
        Errors?.map(({ Code }) => Code),
        ["AccessDenied"],
      );
      await assert.rejects(s3.send(new DeleteBucketCommand({ Bucket })), refused);
      const Rules = [{ ID: "expire", Status: "Enabled" as const, Filter: {}, Expiration: { Days: 1 } }];
      const expire = new PutBucketLifecycleConfigurationCommand({ Bucket, LifecycleConfiguration: { Rules } });
      await assert.rejects(s3.send(expire), refused);
    });
  });

  it("applies a conditional denial only to requests that meet the condition", async () => {
    const Bucket = "lock-public";
    await s3.send(new CreateBucketCommand({ Bucket }));
    const Condition = { StringEquals: { "s3:x-amz-acl": ["public-read", "public-read-write"] } };
    const Statement = {
      Effect: "Deny",
      Principal: "*",
      Action: "s3:PutObject",
      Resource: `arn:aws:s3:::${Bucket}/*`,
      Condition,
    };
    await s3.send(new PutBucketPolicyCommand({ Bucket, Policy: JSON.stringify({ Statement: [Statement] }) }));
    await put(Bucket);
    const publish = (ACL: "private" | "public-read") =>
      s3.send(new PutObjectCommand({ Bucket, Key: "open", Body: "x", ACL }));
    await publish("private");
    await assert.rejects(publish("public-read"), refused);
  });

  it("says so when it cannot judge a condition", async () => {
    await s3.send(new CreateBucketCommand({ Bucket: "lock-odd" }));
    const Statement = {
      Effect: "Deny",
      Principal: { AWS: "*" },
      Action: "s3:Put*",
      Resource: "arn:aws:s3:::lock-odd/*",
      Condition: { DateGreaterThan: { "aws:CurrentTime": "2020-01-01T00:00:00Z" } },
    };
    await s3.send(
      new PutBucketPolicyCommand({ Bucket: "lock-odd", Policy: JSON.stringify({ Statement: [Statement] }) }),
    );
    await assert.rejects(put("lock-odd"), /local AWS cannot evaluate the condition operator DateGreaterThan/);
  });
});
