import {
  GetBucketVersioningCommand,
  GetObjectLockConfigurationCommand,
  PutBucketVersioningCommand,
} from "@aws-sdk/client-s3";
import type { S3Client } from "@aws-sdk/client-s3";
import { z } from "zod";
import { unlessMissing } from "../answers.ts";
import { bucketSetting } from "./bucket-setting.ts";
import type { Call } from "./bucket-setting.ts";

/** `aws:s3/bucketVersioning:BucketVersioning`. MFA delete needs a device and is not there. */
export const bucketVersioning = bucketSetting({
  description: "Versioning of an S3 bucket.",
  inputs: { versioningConfiguration: z.strictObject({ status: z.enum(["Enabled", "Suspended", "Disabled"]) }) },
  async put(s3, Bucket, { versioningConfiguration: { status } }, call) {
    // A bucket starts unversioned; S3 has no way back to that.
    if (status === "Disabled") return;
    await s3.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: status } }), call);
  },
  async get(s3, Bucket, call) {
    const { Status } = await s3.send(new GetBucketVersioningCommand({ Bucket }), call);
    return { versioningConfiguration: { status: Status ?? ("Disabled" as const) } };
  },
  async remove(s3, Bucket, call) {
    // With object lock versioning cannot be suspended: it goes with the bucket.
    if (await isLocked(s3, Bucket, call)) return;
    await s3.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: "Suspended" } }), call);
  },
});

async function isLocked(s3: S3Client, Bucket: string, call: Call): Promise<boolean> {
  const answer = s3.send(new GetObjectLockConfigurationCommand({ Bucket }), call);
  const found = await unlessMissing(answer, "ObjectLockConfigurationNotFoundError");
  return found?.ObjectLockConfiguration?.ObjectLockEnabled === "Enabled";
}
