import { DeleteBucketPolicyCommand, GetBucketPolicyCommand, PutBucketPolicyCommand } from "@aws-sdk/client-s3";
import { jsonDocument, sameDocument } from "../json-document.ts";
import { bucketSetting } from "./bucket-setting.ts";

/** `aws:s3/bucketPolicy:BucketPolicy`. */
export const bucketPolicy = bucketSetting({
  description: "Policy of an S3 bucket.",
  inputs: { policy: jsonDocument },
  same: { policy: sameDocument },
  missing: ["NoSuchBucketPolicy"],
  put: (s3, Bucket, { policy }, call) => s3.send(new PutBucketPolicyCommand({ Bucket, Policy: policy }), call),
  async get(s3, Bucket, call) {
    const { Policy } = await s3.send(new GetBucketPolicyCommand({ Bucket }), call);
    return Policy === undefined ? undefined : { policy: Policy };
  },
  remove: (s3, Bucket, call) => s3.send(new DeleteBucketPolicyCommand({ Bucket }), call),
});
