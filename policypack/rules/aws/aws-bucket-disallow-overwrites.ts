import { z } from "zod";
import { auditOverwriteFindings } from "../../../governance/policy/audit/audit-overwrites.ts";
import { given } from "../../facts.ts";
import { role } from "../../judging/settings.ts";
import { stackRule } from "../../judging/stack-rule.ts";
import { aiAct } from "../frameworks.ts";

/** Object lock protects versions, not keys: the newest version is what everybody reads. */
export const awsBucketDisallowOverwrites = stackRule({
  name: "aws-bucket-disallow-overwrites",
  displayName: "Nobody replaces or hides evidence",
  description:
    "Object lock keeps versions, yet a new version or a delete marker in front hides them from every reader.",
  severity: "critical",
  framework: aiAct("26(6)"),
  url: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes-enforce.html",
  remediationSteps: "Declare the bucket with the AuditBucket component, whose policy denies this to everyone.",
  settings: z.strictObject({ role, bucket: z.string(), administratorRole: z.string().optional() }),
  told: ({ declaration: { audit }, role }) => ({
    role,
    bucket: audit.bucket,
    ...given({ administratorRole: audit.account?.role }),
  }),
  roles: ["organization", "repository"],
  judge: auditOverwriteFindings,
});
