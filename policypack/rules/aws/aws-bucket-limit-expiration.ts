import { z } from "zod";
import { auditExpirationFindings } from "../../../governance/policy/audit/audit-expiration.ts";
import { role } from "../../judging/settings.ts";
import { stackRule } from "../../judging/stack-rule.ts";
import { aiAct } from "../frameworks.ts";

/** Lifecycle rules run as the service itself: no permission stops one that exists. */
export const awsBucketLimitExpiration = stackRule({
  name: "aws-bucket-limit-expiration",
  displayName: "Evidence does not expire early",
  description: "A lifecycle rule hides or deletes evidence by itself, without anyone who could be asked why.",
  severity: "high",
  framework: aiAct("26(6)"),
  url: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/lifecycle-expire-general-considerations.html",
  remediationSteps: "Remove expiration from the lifecycle rules of the audit bucket.",
  settings: z.strictObject({ role, bucket: z.string(), retentionDays: z.int().positive() }),
  told: ({ declaration: { audit }, role }) => ({ role, bucket: audit.bucket, retentionDays: audit.retentionDays }),
  roles: ["organization", "repository"],
  judge: auditExpirationFindings,
});
