import { z } from "zod";
import {
  allowedActionsFindings,
  type DeclaredActions,
} from "../../../governance/policy/organization/allowed-actions.ts";
import { blockedActions } from "../../../governance/tools/scope.ts";
import { role } from "../../judging/settings.ts";
import { stackRule } from "../../judging/stack-rule.ts";
import { ssdf } from "../frameworks.ts";

const actions = z.strictObject({
  allowed: z.array(z.string()),
  blocked: z.array(z.string()),
}) satisfies z.ZodType<DeclaredActions>;

/** An action runs with the rights of the workflow, whoever wrote it. */
export const githubOrganizationRequireAllowedActions = stackRule({
  name: "github-organization-require-allowed-actions",
  displayName: "Workflows run chosen actions only",
  description:
    "An action runs with the workflow's rights: only chosen ones, pinned to a commit, none of a stopped tool.",
  severity: "high",
  framework: ssdf("PS.1.1"),
  url: "https://docs.github.com/en/organizations/managing-organization-settings/disabling-or-limiting-github-actions-for-your-organization",
  remediationSteps:
    "Declare the OrganizationGuardrails component with the actions of governance.yaml and the blocks of stopped tools.",
  settings: z.strictObject({ role, actions }),
  told: ({ declaration, role }) => ({
    role,
    actions: { allowed: declaration.actions.allowed, blocked: blockedActions(declaration) },
  }),
  roles: ["organization"],
  judge: (stack, settings) => allowedActionsFindings(stack, settings.actions),
});
