import {
  DeletePublicAccessBlockCommand,
  GetPublicAccessBlockCommand,
  PutPublicAccessBlockCommand,
} from "@aws-sdk/client-s3";
import { z } from "zod";
import { bucketSetting } from "./bucket-setting.ts";

/** `aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock`. */
export const bucketPublicAccessBlock = bucketSetting({
  description: "Whether an S3 bucket can be made public.",
  inputs: {
    blockPublicAcls: z.boolean().default(false),
    blockPublicPolicy: z.boolean().default(false),
    ignorePublicAcls: z.boolean().default(false),
    restrictPublicBuckets: z.boolean().default(false),
  },
  missing: ["NoSuchPublicAccessBlockConfiguration"],
  async put(s3, Bucket, given, call) {
    const PublicAccessBlockConfiguration = {
      BlockPublicAcls: given.blockPublicAcls,
      BlockPublicPolicy: given.blockPublicPolicy,
      IgnorePublicAcls: given.ignorePublicAcls,
      RestrictPublicBuckets: given.restrictPublicBuckets,
    };
    await s3.send(new PutPublicAccessBlockCommand({ Bucket, PublicAccessBlockConfiguration }), call);
  },
  async get(s3, Bucket, call) {
    const found = await s3.send(new GetPublicAccessBlockCommand({ Bucket }), call);
    const block = found.PublicAccessBlockConfiguration;
    return {
      blockPublicAcls: block?.BlockPublicAcls ?? false,
      blockPublicPolicy: block?.BlockPublicPolicy ?? false,
      ignorePublicAcls: block?.IgnorePublicAcls ?? false,
      restrictPublicBuckets: block?.RestrictPublicBuckets ?? false,
    };
  },
  remove: (s3, Bucket, call) => s3.send(new DeletePublicAccessBlockCommand({ Bucket }), call),
});
