import { z } from "zod";
import { auditPrivacyFindings } from "../../../governance/policy/audit/audit-privacy.ts";
import { given } from "../../facts.ts";
import { role } from "../../judging/settings.ts";
import { stackRule } from "../../judging/stack-rule.ts";
import { ssdf } from "../frameworks.ts";

/** What others can read is no evidence for auditors alone. */
export const awsBucketRequirePrivateAudit = stackRule({
  name: "aws-bucket-require-private-audit",
  displayName: "The audit bucket is private",
  description: "Evidence names people and their work: nobody outside the account may read it, at rest or in transit.",
  severity: "high",
  framework: ssdf("PO.5.1"),
  url: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html",
  remediationSteps: "Declare the bucket with the AuditBucket component.",
  settings: z.strictObject({ role, bucket: z.string(), account: z.string().optional() }),
  told: ({ declaration: { audit }, role }) => ({
    role,
    bucket: audit.bucket,
    ...given({ account: audit.account?.role.split(":")[4] }),
  }),
  roles: ["organization", "repository"],
  judge: auditPrivacyFindings,
});
