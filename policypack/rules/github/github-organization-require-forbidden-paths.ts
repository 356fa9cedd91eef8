import { z } from "zod";
import { isAvailable } from "../../../governance/plans/availability.ts";
import { forbiddenPathFindings } from "../../../governance/policy/organization/forbidden-paths.ts";
import { role } from "../../judging/settings.ts";
import { stackRule } from "../../judging/stack-rule.ts";
import { ssdf } from "../frameworks.ts";

/** A file that loosens an agent's limits works from the first push, before any review. */
export const githubOrganizationRequireForbiddenPaths = stackRule({
  name: "github-organization-require-forbidden-paths",
  displayName: "Forbidden paths are refused at the push",
  description: "A file that loosens an agent's limits works before its review, so the push itself is refused.",
  severity: "high",
  framework: ssdf("PS.1.1"),
  url: "https://docs.github.com/en/repositories/configuring-branches-and-merges-in-your-repository/managing-rulesets/about-rulesets#push-rulesets",
  remediationSteps: "Declare the OrganizationGuardrails component with the forbidden paths of governance.yaml.",
  settings: z.strictObject({ role, forbiddenPaths: z.array(z.string()) }),
  told: ({ declaration: { aiPaths, organization }, role }) => ({
    role,
    forbiddenPaths: isAvailable("organization-push-rulesets", organization.plan, "private") ? aiPaths.forbidden : [],
  }),
  roles: ["organization"],
  judge: (stack, { forbiddenPaths }) => forbiddenPathFindings(stack, forbiddenPaths),
});
