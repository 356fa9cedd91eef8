import {
  DeleteBucketOwnershipControlsCommand,
  GetBucketOwnershipControlsCommand,
  PutBucketOwnershipControlsCommand,
} from "@aws-sdk/client-s3";
import { z } from "zod";
import { bucketSetting } from "./bucket-setting.ts";

const objectOwnership = z.enum(["BucketOwnerEnforced", "BucketOwnerPreferred", "ObjectWriter"]);

/** `aws:s3/bucketOwnershipControls:BucketOwnershipControls`. */
export const bucketOwnershipControls = bucketSetting({
  description: "Who owns the objects of an S3 bucket.",
  inputs: { rule: z.strictObject({ objectOwnership }) },
  missing: ["OwnershipControlsNotFoundError"],
  put: (s3, Bucket, { rule }, call) => {
    const OwnershipControls = { Rules: [{ ObjectOwnership: rule.objectOwnership }] };
    return s3.send(new PutBucketOwnershipControlsCommand({ Bucket, OwnershipControls }), call);
  },
  async get(s3, Bucket, call) {
    const { OwnershipControls } = await s3.send(new GetBucketOwnershipControlsCommand({ Bucket }), call);
    const ownership = OwnershipControls?.Rules?.[0]?.ObjectOwnership;
    return ownership && { rule: { objectOwnership: ownership } };
  },
  remove: (s3, Bucket, call) => s3.send(new DeleteBucketOwnershipControlsCommand({ Bucket }), call),
});
