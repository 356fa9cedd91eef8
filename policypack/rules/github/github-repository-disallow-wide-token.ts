import { z } from "zod";
import { githubTypes } from "../../../governance/policy/resource.ts";
import { repositoryTokenFindings } from "../../../governance/policy/organization/workflow-token.ts";
import { resourceRule } from "../../judging/resource-rule.ts";
import { ssdf } from "../frameworks.ts";

/** A workflow that needs more says so in its file, which has owners. */
export const githubRepositoryDisallowWideToken = resourceRule({
  name: "github-repository-disallow-wide-token",
  displayName: "Repositories do not widen the workflow token",
  description:
    "A workflow of an agent's branch gets this token: it must not write by default, nor approve pull requests.",
  severity: "high",
  framework: ssdf("PO.5.1"),
  url: "https://docs.github.com/en/repositories/managing-your-repositorys-settings-and-features/enabling-features-for-your-repository/managing-github-actions-settings-for-a-repository#setting-the-permissions-of-the-github_token-for-your-repository",
  remediationSteps:
    'Set defaultWorkflowPermissions to "read" and canApprovePullRequestReviews to false; name more rights in the workflow.',
  settings: z.strictObject({}),
  told: () => ({}),
  types: [githubTypes.workflowRepositoryPermissions],
  judge: (resource) => repositoryTokenFindings([resource]),
});
