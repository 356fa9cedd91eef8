import { z } from "zod";
import { auditKeyFindings } from "../../../governance/policy/audit/audit-key.ts";
import { role } from "../../judging/settings.ts";
import { stackRule } from "../../judging/stack-rule.ts";
import { aiAct } from "../frameworks.ts";

/** Whoever deletes the key deletes all that it encrypts, however well that is locked. */
export const awsKeyDisallowEarlyDeletion = stackRule({
  name: "aws-key-disallow-early-deletion",
  displayName: "The key of evidence is kept",
  description: "Without its key locked evidence is unreadable for good, so the key must be the last thing to go.",
  severity: "high",
  framework: aiAct("26(6)"),
  url: "https://docs.aws.amazon.com/kms/latest/developerguide/deleting-keys.html",
  remediationSteps: "Declare bucket and key with the AuditBucket component.",
  settings: z.strictObject({ role, bucket: z.string() }),
  told: ({ declaration: { audit }, role }) => ({ role, bucket: audit.bucket }),
  roles: ["organization", "repository"],
  judge: (stack, { bucket }) => auditKeyFindings(stack, bucket),
});
