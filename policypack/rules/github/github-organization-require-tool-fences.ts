import { z } from "zod";
import { fencesOf } from "../../../governance/tools/fences.ts";
import { toolFenceFindings } from "../../../governance/policy/tool-fences.ts";
import { fences } from "../../facts.ts";
import { role } from "../../judging/settings.ts";
import { stackRule } from "../../judging/stack-rule.ts";
import { ssdf } from "../frameworks.ts";

/** The fence that switches a tool off must exist before the day it is needed. */
export const githubOrganizationRequireToolFences = stackRule({
  name: "github-organization-require-tool-fences",
  displayName: "Every AI tool is fenced",
  description: "Every declared tool has its fences, as strict as its state demands, before the day they are needed.",
  severity: "critical",
  framework: ssdf("RV.2.2"),
  remediationSteps: "Declare each tool of governance.yaml with the AiTool component.",
  settings: z.strictObject({ role, fences }),
  told: ({ declaration, role }) => ({ role, fences: fencesOf(declaration) }),
  roles: ["organization"],
  judge: (stack, settings) => toolFenceFindings(stack, settings.fences),
});
