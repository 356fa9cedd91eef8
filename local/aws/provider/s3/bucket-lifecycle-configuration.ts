import {
  DeleteBucketLifecycleCommand,
  GetBucketLifecycleConfigurationCommand,
  PutBucketLifecycleConfigurationCommand,
} from "@aws-sdk/client-s3";
import type { LifecycleRule, TransitionStorageClass } from "@aws-sdk/client-s3";
import { z } from "zod";
import { bucketSetting } from "./bucket-setting.ts";

const days = z.number().int().nonnegative();
const rule = z.strictObject({
  id: z.string(),
  status: z.enum(["Enabled", "Disabled"]),
  filter: z.strictObject({ prefix: z.string().optional() }).optional(),
  expiration: z.strictObject({ days: days.optional(), expiredObjectDeleteMarker: z.boolean().optional() }).optional(),
  noncurrentVersionExpiration: z.strictObject({ noncurrentDays: days }).optional(),
  abortIncompleteMultipartUpload: z.strictObject({ daysAfterInitiation: days }).optional(),
  transitions: z.array(z.strictObject({ days, storageClass: z.string() })).optional(),
});
type Rule = z.infer<typeof rule>;

/** `aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration`. */
export const bucketLifecycleConfiguration = bucketSetting({
  description: "When S3 moves, expires and cleans up objects of a bucket.",
  inputs: { rules: z.array(rule).min(1) },
  missing: ["NoSuchLifecycleConfiguration"],
  put: (s3, Bucket, { rules }, call) => {
    const LifecycleConfiguration = { Rules: rules.map(toApi) };
    return s3.send(new PutBucketLifecycleConfigurationCommand({ Bucket, LifecycleConfiguration }), call);
  },
  async get(s3, Bucket, call) {
    const { Rules } = await s3.send(new GetBucketLifecycleConfigurationCommand({ Bucket }), call);
    return Rules && { rules: Rules.map(fromApi) };
  },
  remove: (s3, Bucket, call) => s3.send(new DeleteBucketLifecycleCommand({ Bucket }), call),
});

function toApi(given: Rule): LifecycleRule {
  const { expiration, noncurrentVersionExpiration: noncurrent, abortIncompleteMultipartUpload: abort } = given;
  return {
    ID: given.id,
    Status: given.status,
    Filter: given.filter?.prefix === undefined ? {} : { Prefix: given.filter.prefix },
    ...(expiration && {
      Expiration: { Days: expiration.days, ExpiredObjectDeleteMarker: expiration.expiredObjectDeleteMarker },
    }),
    ...(noncurrent && { NoncurrentVersionExpiration: { NoncurrentDays: noncurrent.noncurrentDays } }),
    ...(abort && { AbortIncompleteMultipartUpload: { DaysAfterInitiation: abort.daysAfterInitiation } }),
    ...(given.transitions && {
      Transitions: given.transitions.map((one) => ({
        Days: one.days,
        StorageClass: one.storageClass as TransitionStorageClass,
      })),
    }),
  };
}

function fromApi(live: LifecycleRule): Rule {
  const { Expiration, NoncurrentVersionExpiration, AbortIncompleteMultipartUpload: abort, Transitions } = live;
  const noncurrentDays = NoncurrentVersionExpiration?.NoncurrentDays;
  return withoutUndefined<Rule>({
    id: live.ID ?? "",
    status: live.Status ?? "Disabled",
    filter: live.Filter?.Prefix ? { prefix: live.Filter.Prefix } : undefined,
    expiration:
      Expiration &&
      withoutUndefined({ days: Expiration.Days, expiredObjectDeleteMarker: Expiration.ExpiredObjectDeleteMarker }),
    noncurrentVersionExpiration: noncurrentDays === undefined ? undefined : { noncurrentDays },
    abortIncompleteMultipartUpload: abort && { daysAfterInitiation: abort.DaysAfterInitiation ?? 0 },
    transitions: Transitions?.map((one) => ({ days: one.Days ?? 0, storageClass: one.StorageClass ?? "" })),
  });
}

function withoutUndefined<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, item]) => item !== undefined)) as T;
}
