import { z } from "zod";
import { fencesOf, repositoryFencesOf, type RepositoryFences } from "../../../governance/tools/fences.ts";
import { repositoryFenceFindings } from "../../../governance/policy/repository/repository-fences.ts";
import { toolFenceFindings } from "../../../governance/policy/organization/tool-fences.ts";
import { fences, given } from "../../facts.ts";
import { role } from "../../judging/settings.ts";
import { stackRule } from "../../judging/stack-rule.ts";
import { ssdf } from "../frameworks.ts";

const repositoryFences = z.strictObject({
  tools: z.array(z.strictObject({ tool: z.string(), patterns: z.array(z.string()), admittedIn: z.array(z.string()) })),
}) satisfies z.ZodType<RepositoryFences>;

/** The fence that switches a tool off must exist before the day it is needed. */
export const githubOrganizationRequireToolFences = stackRule({
  name: "github-organization-require-tool-fences",
  displayName: "Every AI tool is fenced",
  description: "Every declared tool has its fences, as strict as its state demands, before the day they are needed.",
  severity: "critical",
  framework: ssdf("RV.2.2"),
  remediationSteps: "Declare each tool of governance.yaml with the AiTool component.",
  // With fences in each repository only where the plan has no rulesets of the organisation.
  settings: z.strictObject({ role, fences, repositoryFences: repositoryFences.optional() }),
  told: ({ declaration, role }) => ({
    role,
    fences: fencesOf(declaration),
    ...given({ repositoryFences: repositoryFencesOf(declaration) }),
  }),
  roles: ["organization"],
  judge: (stack, settings) => [
    ...toolFenceFindings(stack, settings.fences),
    ...(settings.repositoryFences ? repositoryFenceFindings(stack, settings.repositoryFences) : []),
  ],
});
