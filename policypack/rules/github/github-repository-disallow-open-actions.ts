import { z } from "zod";
import { openActionsFindings } from "../../../governance/policy/organization/allowed-actions.ts";
import { githubTypes } from "../../../governance/policy/resource.ts";
import { resourceRule } from "../../judging/resource-rule.ts";
import { ssdf } from "../frameworks.ts";

/** The organisation's list is the limit; a repository may only narrow it. */
export const githubRepositoryDisallowOpenActions = resourceRule({
  name: "github-repository-disallow-open-actions",
  displayName: "Repositories do not open Actions",
  description: "An action runs with the workflow's rights, so a repository must not ask for those that nobody chose.",
  severity: "high",
  framework: ssdf("PS.1.1"),
  url: "https://docs.github.com/en/repositories/managing-your-repositorys-settings-and-features/enabling-features-for-your-repository/managing-github-actions-settings-for-a-repository",
  remediationSteps: 'Set allowedActions to "selected" with named owners and keep SHA pinning, or remove the resource.',
  settings: z.strictObject({}),
  told: () => ({}),
  types: [githubTypes.actionsRepositoryPermissions],
  judge: (resource) => openActionsFindings([resource]),
});
