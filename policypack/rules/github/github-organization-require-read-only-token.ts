import { z } from "zod";
import { organizationTokenFindings } from "../../../governance/policy/organization/workflow-token.ts";
import { role } from "../../judging/settings.ts";
import { stackRule } from "../../judging/stack-rule.ts";
import { ssdf } from "../frameworks.ts";

/** The workflow of an agent's branch has this token, and no more rights than it. */
export const githubOrganizationRequireReadOnlyToken = stackRule({
  name: "github-organization-require-read-only-token",
  displayName: "Workflows read by default and approve nothing",
  description:
    "An agent's branch runs workflows too: their token must not write by default, nor approve pull requests.",
  severity: "high",
  framework: ssdf("PO.5.1"),
  url: "https://docs.github.com/en/organizations/managing-organization-settings/disabling-or-limiting-github-actions-for-your-organization#setting-the-permissions-of-the-github_token-for-your-organization",
  remediationSteps: "Declare the OrganizationGuardrails component, which sets read permissions and bars approvals.",
  settings: z.strictObject({ role }),
  told: ({ role }) => ({ role }),
  roles: ["organization"],
  judge: organizationTokenFindings,
});
