import { z } from "zod";
import { forcedDestructionFindings } from "../../../governance/policy/audit/audit-destruction.ts";
import { awsTypes } from "../../../governance/policy/resource.ts";
import { resourceRule } from "../../judging/resource-rule.ts";
import { aiAct } from "../frameworks.ts";

/** A destroy is an ordinary command of an ordinary day. */
export const awsBucketDisallowForcedDestruction = resourceRule({
  name: "aws-bucket-disallow-forced-destruction",
  displayName: "A destroy never empties the audit bucket",
  description: "Removing a stack by mistake must not take with it whatever evidence the lock does not hold.",
  severity: "high",
  framework: aiAct("26(6)"),
  remediationSteps: "Remove forceDestroy from the audit bucket.",
  settings: z.strictObject({ bucket: z.string() }),
  told: ({ declaration: { audit } }) => ({ bucket: audit.bucket }),
  types: awsTypes.bucket,
  judge: (resource, { bucket }) => forcedDestructionFindings(resource, bucket),
});
