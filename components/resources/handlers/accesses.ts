import type { Access } from "../github/access.ts";

/** What each custom resource needs of the credential; docs/credentials.md is made from it. */
export const accesses = {
  copilotCodingAgent: {
    calls: [
      "GET and PUT /orgs/{org}/copilot/coding-agent/permissions",
      "GET and PUT /orgs/{org}/copilot/coding-agent/permissions/repositories",
    ],
    right: "administration of the organisation",
    scopes: ["admin:org"],
    fineGrained: '"Copilot agent settings" (write)',
    app: '"Copilot agent settings" (write)',
  },
  mergeSettings: {
    calls: ["GET and PATCH /repos/{owner}/{repo}"],
    right: "administration of the repository",
    scopes: ["repo"],
    fineGrained: '"Administration" (write)',
    app: '"Administration" (write)',
  },
  propertyValues: {
    calls: ["GET and PATCH /orgs/{org}/properties/values"],
    right: "custom properties of the organisation",
    scopes: ["admin:org"],
    fineGrained: '"Custom properties" of the organisation (write)',
    app: '"Custom properties" of the organisation (write)',
  },
  reviewedFile: {
    calls: [
      "GET /repos/{owner}/{repo}",
      "GET and PUT /repos/{owner}/{repo}/contents/{path}",
      "GET /repos/{owner}/{repo}/compare/{basehead}",
      "GET, POST, PATCH and DELETE /repos/{owner}/{repo}/git/refs",
      "GET, POST and PATCH /repos/{owner}/{repo}/pulls",
    ],
    right: "write access to the repository",
    scopes: ["repo"],
    fineGrained: '"Contents" and "Pull requests" (write)',
    app: '"Contents" and "Pull requests" (write)',
  },
  codeSecurity: {
    calls: [
      "GET and POST /orgs/{org}/code-security/configurations",
      "GET, PATCH and DELETE /orgs/{org}/code-security/configurations/{configuration_id}",
      "GET /orgs/{org}/code-security/configurations/{configuration_id}/repositories",
      "POST /orgs/{org}/code-security/configurations/{configuration_id}/attach",
      "GET /orgs/{org}/code-security/configurations/defaults",
      "PUT /orgs/{org}/code-security/configurations/{configuration_id}/defaults",
      "DELETE /orgs/{org}/code-security/configurations/detach",
      "GET /orgs/{org}/repos",
    ],
    right: "the role of administrator or security manager of the organisation",
    scopes: ["write:org", "repo"],
    fineGrained: '"Administration" of the organisation (write) and "Administration" of its repositories (read)',
    app: '"Administration" of the organisation (write) and "Administration" of its repositories (read)',
  },
  appScopeOfOwner: {
    calls: [
      "GET /orgs/{org}/installations",
      "GET /user/installations/{installation_id}/repositories",
      "PUT and DELETE /user/installations/{installation_id}/repositories/{repository_id}",
    ],
    right: "ownership of the organisation",
    scopes: ["admin:org", "repo"],
  },
  appScopeOfEnterprise: {
    calls: [
      "GET /enterprises/{enterprise}/apps/organizations/{org}/installations",
      "DELETE /enterprises/{enterprise}/apps/organizations/{org}/installations/{installation_id}",
      "GET and PATCH /enterprises/{enterprise}/apps/organizations/{org}/installations/{installation_id}/repositories",
      "GET /enterprises/{enterprise}/apps/installable_organizations/{org}/accessible_repositories",
    ],
    right: "a GitHub App that is installed on the enterprise",
    scopes: [],
    app: '"Enterprise organization installations" and "Enterprise organization installation repositories" (write)',
  },
} as const satisfies Record<string, Access>;

/** Which resource makes which of them; `when` where it has several. */
export const resourceAccesses: readonly {
  readonly resource: string;
  readonly when?: string;
  readonly access: Access;
}[] = [
  { resource: "AppInstallationScope", when: "without enterprise", access: accesses.appScopeOfOwner },
  { resource: "AppInstallationScope", when: "with enterprise", access: accesses.appScopeOfEnterprise },
  { resource: "CodeSecurityConfiguration", access: accesses.codeSecurity },
  { resource: "CopilotCodingAgentPolicy", access: accesses.copilotCodingAgent },
  { resource: "RepositoryMergeSettings", access: accesses.mergeSettings },
  { resource: "RepositoryPropertyValues", access: accesses.propertyValues },
  { resource: "ReviewedFile", access: accesses.reviewedFile },
];
