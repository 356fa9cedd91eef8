/** Types whose resources change the whole organisation, or who is in it: the platform team's, never a repository's. */
import { violation, type Finding } from "../finding.ts";
import { ownTypes, type ResourceRecord } from "../resource.ts";

const githubClasses = [
  "ActionsOrganizationOidcSubjectClaimCustomizationTemplate",
  "ActionsOrganizationPermissions",
  "ActionsOrganizationSecret",
  "ActionsOrganizationSecretRepositories",
  "ActionsOrganizationSecretRepository",
  "ActionsOrganizationVariable",
  "ActionsOrganizationVariableRepositories",
  "ActionsOrganizationVariableRepository",
  "ActionsOrganizationWorkflowPermissions",
  "ActionsRunnerGroup",
  "AppInstallationRepositories",
  "AppInstallationRepository",
  "CodespacesOrganizationSecret",
  "CodespacesOrganizationSecretRepositories",
  "DependabotOrganizationSecret",
  "DependabotOrganizationSecretRepositories",
  "DependabotOrganizationSecretRepository",
  "EmuGroupMapping",
  "EnterpriseActionsPermissions",
  "EnterpriseActionsRunnerGroup",
  "EnterpriseActionsWorkflowPermissions",
  "EnterpriseIpAllowListEntry",
  "EnterpriseOrganization",
  "EnterpriseSecurityAnalysisSettings",
  "Membership",
  "OrganizationBlock",
  "OrganizationCustomProperties",
  "OrganizationCustomRole",
  "OrganizationProject",
  "OrganizationRepositoryRole",
  "OrganizationRole",
  "OrganizationRoleTeam",
  "OrganizationRoleTeamAssignment",
  "OrganizationRoleUser",
  "OrganizationRuleset",
  "OrganizationSecurityManager",
  "OrganizationSettings",
  "OrganizationWebhook",
] as const;

const token = (name: string): string => `github:index/${name.charAt(0).toLowerCase()}${name.slice(1)}:${name}`;

/** Their type tokens: the GitHub provider's and this project's own. */
export const organizationTypes: readonly string[] = [
  ...githubClasses.map(token),
  ownTypes.appScope,
  ownTypes.codeSecurity,
  ownTypes.copilotPolicy,
  ownTypes.propertyValues,
];

const fix = "Remove it; what the organisation decides is changed in governance.yaml, by the platform team.";

/** Resources of a repository stack that belong to the organisation's: one that adopts a fence could switch it off. */
export function organizationSettingFindings(stack: readonly ResourceRecord[]): Finding[] {
  return stack
    .filter(({ type }) => organizationTypes.includes(type))
    .map(({ type, name, urn, props }) => {
      const kind = type.slice(type.lastIndexOf(":") + 1);
      const own = props["name"];
      const subject = typeof own === "string" ? own : name;
      const message = `${kind} changes the whole organisation; a repository's stack must leave that to the platform team's.`;
      return violation(subject, message, fix, urn);
    });
}
