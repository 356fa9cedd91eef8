import { z } from "zod";
import { workflowRefFindings } from "../../../governance/policy/branch/workflow-ref.ts";
import { role } from "../../judging/settings.ts";
import { stackRule } from "../../judging/stack-rule.ts";
import { ssdf } from "../frameworks.ts";

/** The provider writes "master" where no ref is named: a branch that often does not exist, or that anybody may move. */
export const githubWorkflowRequireExplicitRef = stackRule({
  name: "github-workflow-require-explicit-ref",
  displayName: "Required workflows name their ref",
  description: "A required workflow decides every merge, so it comes from a ref that somebody chose and nobody moves.",
  severity: "high",
  framework: ssdf("PS.1.1"),
  url: "https://www.pulumi.com/registry/packages/github/api-docs/organizationruleset/",
  remediationSteps: "Name a full tag ref such as refs/tags/gate-v1, and lock the tag by a ruleset without bypass.",
  settings: z.strictObject({ role }),
  told: ({ role }) => ({ role }),
  roles: ["organization", "repository"],
  judge: (stack) => workflowRefFindings(stack),
});
