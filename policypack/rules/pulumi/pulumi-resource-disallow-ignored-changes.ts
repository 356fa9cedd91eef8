import { z } from "zod";
import { governedTypes } from "../../../governance/policy/stack/governed-types.ts";
import { ignoredChangesFindings } from "../../../governance/policy/stack/ignored-changes.ts";
import { resourceRule } from "../../judging/resource-rule.ts";
import { ssdf } from "../frameworks.ts";

/** The engine hands rules the values of the program's last update, not what stands there: drift stays unseen, too. */
export const pulumiResourceDisallowIgnoredChanges = resourceRule({
  name: "pulumi-resource-disallow-ignored-changes",
  displayName: "Drift of controls is repaired",
  description: "A safeguard whose changes are ignored stays off once somebody switches it off by hand.",
  severity: "high",
  framework: ssdf("PO.5.1"),
  url: "https://www.pulumi.com/docs/iac/concepts/resources/options/ignorechanges/",
  remediationSteps: "Remove the property from ignoreChanges; change the program instead.",
  settings: z.strictObject({ auditBucket: z.string() }),
  told: ({ declaration: { audit } }) => ({ auditBucket: audit.bucket }),
  types: Object.keys(governedTypes),
  judge: (resource, { auditBucket }) => ignoredChangesFindings(resource, auditBucket),
});
