import { z } from "zod";
import { copilotPolicyFindings } from "../../../governance/policy/organization/copilot-policy.ts";
import { copilotRepositories } from "../../../governance/tools/scope.ts";
import { given } from "../../facts.ts";
import { role } from "../../judging/settings.ts";
import { stackRule } from "../../judging/stack-rule.ts";
import { ssdf } from "../frameworks.ts";

/** GitHub runs this agent itself: no app scope and no secret keeps it out. */
export const githubOrganizationRequireCopilotPolicy = stackRule({
  name: "github-organization-require-copilot-policy",
  displayName: "The Copilot agent works in its repositories only",
  description: "GitHub runs this agent itself, so the organisation's policy is what keeps it out of a repository.",
  severity: "high",
  framework: ssdf("PO.5.1"),
  url: "https://docs.github.com/en/copilot/how-tos/administer-copilot/manage-for-organization/add-copilot-coding-agent",
  remediationSteps:
    "Declare the tool with the AiTool component and copilotPolicy, with its repositories of governance.yaml.",
  // Without repositories: no tool of the declaration governs the policy.
  settings: z.strictObject({ role, copilotRepositories: z.array(z.string()).optional() }),
  told: ({ declaration, role }) => ({ role, ...given({ copilotRepositories: copilotRepositories(declaration) }) }),
  roles: ["organization"],
  judge: (stack, settings) =>
    settings.copilotRepositories ? copilotPolicyFindings(stack, settings.copilotRepositories) : [],
});
