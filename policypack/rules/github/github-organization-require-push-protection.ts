import { z } from "zod";
import {
  pushProtectionFindings,
  type DeclaredCodeSecurity,
} from "../../../governance/policy/organization/push-protection.ts";
import { given } from "../../facts.ts";
import { role } from "../../judging/settings.ts";
import { stackRule } from "../../judging/stack-rule.ts";
import { ssdf } from "../frameworks.ts";

const codeSecurity = z.strictObject({
  repositories: z.enum(["all", "all_without_configurations", "public", "private_or_internal"]),
  secretProtection: z.boolean(),
}) satisfies z.ZodType<DeclaredCodeSecurity>;

/** Only a configuration of the organisation reaches repositories that exist, and holds against their administrators. */
export const githubOrganizationRequirePushProtection = stackRule({
  name: "github-organization-require-push-protection",
  displayName: "Pushes with secrets are refused",
  description: "An agent may commit a credential it saw: the organisation's configuration must stop that push.",
  severity: "high",
  framework: ssdf("PS.1.1"),
  url: "https://docs.github.com/en/code-security/concepts/secret-security/push-protection",
  remediationSteps: "Declare the OrganizationGuardrails component with codeSecurity of governance.yaml.",
  // Without codeSecurity: the declaration leaves it as it is, but nobody may switch it off.
  settings: z.strictObject({ role, codeSecurity: codeSecurity.optional() }),
  told: ({ declaration, role }) => ({ role, ...given({ codeSecurity: declaration.codeSecurity }) }),
  roles: ["organization"],
  judge: (stack, settings) => pushProtectionFindings(stack, settings.codeSecurity),
});
