import { z } from "zod";
import { auditBucketAbsent, auditBucketFindings } from "../../../governance/policy/audit/audit-bucket.ts";
import { role } from "../../judging/settings.ts";
import { stackRule } from "../../judging/stack-rule.ts";
import { aiAct } from "../frameworks.ts";

/** Evidence that its subject could delete is no evidence. Privacy, judged here once, is `aws-bucket-require-private-audit`. */
export const awsBucketRequireLockedAudit = stackRule({
  name: "aws-bucket-require-locked-audit",
  displayName: "The audit bucket is write-once",
  description: "Evidence that someone could change or delete before its time proves nothing.",
  severity: "critical",
  framework: aiAct("26(6)"),
  url: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock.html",
  remediationSteps: "Declare the bucket with the AuditBucket component.",
  settings: z.strictObject({ role, bucket: z.string(), retentionDays: z.int().positive() }),
  told: ({ declaration: { audit }, role }) => ({ role, bucket: audit.bucket, retentionDays: audit.retentionDays }),
  roles: ["organization", "repository"],
  judge: (stack, { role, ...audit }) => [
    ...(role === "organization" ? auditBucketAbsent(stack, audit) : []),
    ...auditBucketFindings(stack, audit),
  ],
});
