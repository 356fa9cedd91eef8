import { GetBucketLoggingCommand, PutBucketLoggingCommand } from "@aws-sdk/client-s3";
import { z } from "zod";
import { bucketSetting } from "./bucket-setting.ts";

/** `aws:s3/bucketLogging:BucketLogging`. */
export const bucketLogging = bucketSetting({
  description: "Where S3 writes the access log of a bucket.",
  inputs: { targetBucket: z.string(), targetPrefix: z.string() },
  put: (s3, Bucket, { targetBucket, targetPrefix }, call) => {
    const BucketLoggingStatus = { LoggingEnabled: { TargetBucket: targetBucket, TargetPrefix: targetPrefix } };
    return s3.send(new PutBucketLoggingCommand({ Bucket, BucketLoggingStatus }), call);
  },
  async get(s3, Bucket, call) {
    const { LoggingEnabled } = await s3.send(new GetBucketLoggingCommand({ Bucket }), call);
    if (!LoggingEnabled?.TargetBucket) return undefined;
    return { targetBucket: LoggingEnabled.TargetBucket, targetPrefix: LoggingEnabled.TargetPrefix ?? "" };
  },
  remove: (s3, Bucket, call) => s3.send(new PutBucketLoggingCommand({ Bucket, BucketLoggingStatus: {} }), call),
});
