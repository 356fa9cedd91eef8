import { z } from "zod";
import { storeProtectionFindings } from "../../../governance/policy/audit/store-protection.ts";
import { role } from "../../judging/settings.ts";
import { stackRule } from "../../judging/stack-rule.ts";
import { aiAct } from "../frameworks.ts";

/**
 * `pulumi destroy` runs no rules. What it takes from GitHub, the next update declares again, and a preview without it is refused; so
 * only the store of evidence must be protected.
 */
export const pulumiResourceRequireProtection = stackRule({
  name: "pulumi-resource-require-protection",
  displayName: "The audit store is not deleted by a slip",
  description: "No rule is run when a stack is destroyed, and evidence that is gone cannot be declared again.",
  severity: "high",
  framework: aiAct("26(6)"),
  url: "https://www.pulumi.com/docs/iac/concepts/resources/options/protect/",
  remediationSteps: "Set the option protect: true, or declare the store with the AuditBucket component.",
  settings: z.strictObject({ role, bucket: z.string() }),
  told: ({ role, declaration: { audit } }) => ({ role, bucket: audit.bucket }),
  roles: ["organization"],
  judge: (stack, { bucket }) => storeProtectionFindings(stack, bucket),
});
