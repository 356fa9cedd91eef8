import { isDeepStrictEqual } from "node:util";
import {
  DeleteBucketEncryptionCommand,
  GetBucketEncryptionCommand,
  PutBucketEncryptionCommand,
} from "@aws-sdk/client-s3";
import type { ServerSideEncryptionRule } from "@aws-sdk/client-s3";
import { z } from "zod";
import { bucketSetting } from "./bucket-setting.ts";

const rule = z.strictObject({
  applyServerSideEncryptionByDefault: z
    .strictObject({
      sseAlgorithm: z.enum(["AES256", "aws:kms", "aws:kms:dsse"]),
      kmsMasterKeyId: z.string().optional(),
    })
    .optional(),
  bucketKeyEnabled: z.boolean().optional(),
});
type Rule = z.infer<typeof rule>;

/** `aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration`. */
export const bucketServerSideEncryptionConfiguration = bucketSetting({
  description: "Default encryption of an S3 bucket.",
  inputs: { rules: z.array(rule).min(1) },
  same: { rules: (left, right) => isDeepStrictEqual(spelledOut(left), spelledOut(right)) },
  missing: ["ServerSideEncryptionConfigurationNotFoundError"],
  async put(s3, Bucket, { rules }, call) {
    const ServerSideEncryptionConfiguration = { Rules: rules.map(toApi) };
    await s3.send(new PutBucketEncryptionCommand({ Bucket, ServerSideEncryptionConfiguration }), call);
  },
  async get(s3, Bucket, call) {
    const { ServerSideEncryptionConfiguration } = await s3.send(new GetBucketEncryptionCommand({ Bucket }), call);
    return { rules: (ServerSideEncryptionConfiguration?.Rules ?? []).map(fromApi) };
  },
  remove: (s3, Bucket, call) => s3.send(new DeleteBucketEncryptionCommand({ Bucket }), call),
});

function toApi({ applyServerSideEncryptionByDefault: byDefault, bucketKeyEnabled }: Rule): ServerSideEncryptionRule {
  return {
    ...(byDefault && {
      ApplyServerSideEncryptionByDefault: {
        SSEAlgorithm: byDefault.sseAlgorithm,
        KMSMasterKeyID: byDefault.kmsMasterKeyId,
      },
    }),
    BucketKeyEnabled: bucketKeyEnabled,
  };
}

function fromApi({ ApplyServerSideEncryptionByDefault: byDefault, BucketKeyEnabled }: ServerSideEncryptionRule): Rule {
  const kmsMasterKeyId = byDefault?.KMSMasterKeyID;
  const sseAlgorithm = byDefault?.SSEAlgorithm as "AES256" | undefined;
  return {
    ...(sseAlgorithm && {
      applyServerSideEncryptionByDefault: { sseAlgorithm, ...(kmsMasterKeyId ? { kmsMasterKeyId } : {}) },
    }),
    ...(BucketKeyEnabled === undefined ? {} : { bucketKeyEnabled: BucketKeyEnabled }),
  };
}

/** S3 leaves out or adds what is the default. */
function spelledOut(rules: unknown): unknown {
  if (!Array.isArray(rules)) return rules;
  return (rules as Rule[]).map(({ applyServerSideEncryptionByDefault: byDefault, bucketKeyEnabled = false }) => ({
    algorithm: byDefault?.sseAlgorithm ?? "AES256",
    key: byDefault?.kmsMasterKeyId ?? "",
    bucketKeyEnabled,
  }));
}
