import { z } from "zod";
import { escapeHatchFindings } from "../../../governance/policy/stack/escape-hatches.ts";
import { role } from "../../judging/settings.ts";
import { stackRule } from "../../judging/stack-rule.ts";
import { ssdf } from "../frameworks.ts";

/** Rules judge what is declared. A script with the stack's token can undo it all in the same update. */
export const pulumiResourceDisallowEscapeHatches = stackRule({
  name: "pulumi-resource-disallow-escape-hatches",
  displayName: "What changes GitHub is declared",
  description: "A script, a request or code of the program's own can switch safeguards off, and no preview shows it.",
  severity: "medium",
  framework: ssdf("PO.5.1"),
  url: "https://www.pulumi.com/docs/iac/concepts/resources/dynamic-providers/",
  remediationSteps:
    "Declare the change with the github provider, or move it to a stack that changes nothing on GitHub.",
  settings: z.strictObject({ role }),
  told: ({ role }) => ({ role }),
  roles: ["organization", "repository"],
  judge: escapeHatchFindings,
});
