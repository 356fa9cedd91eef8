import { GetObjectLockConfigurationCommand, PutObjectLockConfigurationCommand } from "@aws-sdk/client-s3";
import { z } from "zod";
import { bucketSetting } from "./bucket-setting.ts";

const defaultRetention = z.strictObject({
  mode: z.enum(["COMPLIANCE", "GOVERNANCE"]),
  days: z.number().int().positive().optional(),
  years: z.number().int().positive().optional(),
});

/** `aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration`. Object lock itself can never be taken away. */
export const bucketObjectLockConfiguration = bucketSetting({
  description: "Default retention of new objects in an S3 bucket with object lock.",
  inputs: {
    objectLockEnabled: z.literal("Enabled").default("Enabled"),
    rule: z.strictObject({ defaultRetention }).optional(),
  },
  relations: ({ rule }) =>
    rule && (rule.defaultRetention.days === undefined) === (rule.defaultRetention.years === undefined)
      ? [{ property: "rule.defaultRetention", reason: "must have exactly one of days and years" }]
      : [],
  missing: ["ObjectLockConfigurationNotFoundError"],
  async put(s3, Bucket, { rule }, call) {
    const retention = rule?.defaultRetention;
    const Rule = retention && {
      DefaultRetention: { Mode: retention.mode, Days: retention.days, Years: retention.years },
    };
    const ObjectLockConfiguration = { ObjectLockEnabled: "Enabled" as const, ...(Rule ? { Rule } : {}) };
    await s3.send(new PutObjectLockConfigurationCommand({ Bucket, ObjectLockConfiguration }), call);
  },
  async get(s3, Bucket, call) {
    const { ObjectLockConfiguration } = await s3.send(new GetObjectLockConfigurationCommand({ Bucket }), call);
    if (ObjectLockConfiguration?.ObjectLockEnabled !== "Enabled") return undefined;
    const retention = ObjectLockConfiguration.Rule?.DefaultRetention;
    if (!retention?.Mode) return { objectLockEnabled: "Enabled" as const };
    const { Mode: mode, Days: days, Years: years } = retention;
    const live = { mode, ...(days ? { days } : {}), ...(years ? { years } : {}) };
    return { objectLockEnabled: "Enabled" as const, rule: { defaultRetention: live } };
  },
  remove: (s3, Bucket, call) =>
    s3.send(
      new PutObjectLockConfigurationCommand({ Bucket, ObjectLockConfiguration: { ObjectLockEnabled: "Enabled" } }),
      call,
    ),
});
