/** Controls of one AI tool; all follow from its state. */
import { serving } from "./frameworks.ts";
import { by, type ControlRow } from "./row.ts";

const owners = "organisation owners";
const fences = [by.tool("OrganizationRuleset"), by.fence("RepositoryRuleset")];

export const toolRows = [
  {
    id: "tool-fenced",
    title: "A tool pushes only where it was admitted",
    stops: "the tool's branches in every repository it was not given",
    declaredBy: fences,
    rules: ["github-organization-require-tool-fences"],
    restsOn: ["organization-rulesets", "repository-rulesets"],
    undoneBy: `${owners}; the tool itself, by a branch outside its namespace`,
    frameworks: serving(["scope"]),
  },
  {
    id: "tool-stopped",
    title: "A stopped tool pushes nowhere",
    stops: "every branch of a quarantined or disabled tool, by one request",
    declaredBy: fences,
    rules: ["github-organization-require-tool-fences"],
    restsOn: ["organization-rulesets", "repository-rulesets"],
    undoneBy: `${owners}; the tool itself, by a branch outside its namespace`,
    frameworks: serving(["stop"]),
  },
  {
    id: "copilot-repositories",
    title: "The Copilot cloud agent works in named repositories only",
    stops:
      "sessions of the agent, and of third-party agents that GitHub runs, elsewhere; all of them once the tool is stopped",
    declaredBy: [by.tool("CopilotCodingAgentPolicy")],
    rules: ["github-organization-require-copilot-policy"],
    restsOn: ["copilot-cloud-agent-policy"],
    undoneBy: `${owners}; an enterprise policy takes precedence`,
    frameworks: serving(["scope", "stop"]),
  },
  {
    id: "app-scope",
    title: "A tool's app reaches named repositories only",
    stops: "reading and writing by the app elsewhere, whatever branch it pushes to",
    declaredBy: [by.tool("AppInstallationScope")],
    rules: ["github-organization-require-app-scope"],
    restsOn: ["app-installations", "enterprise-app-installations"],
    undoneBy: `${owners}; the least is one repository, as GitHub keeps an installation from having none`,
    frameworks: serving(["scope", "stop"]),
  },
  {
    id: "tool-actions-blocked",
    title: "Actions that run a stopped tool are blocked",
    stops: "the tool inside workflows, with the rights of a workflow",
    declaredBy: [by.guardrails("ActionsOrganizationPermissions")],
    rules: ["github-organization-require-allowed-actions"],
    restsOn: ["actions-policies"],
    undoneBy: `${owners}; a copy of the action under another name`,
    frameworks: serving(["stop"]),
  },
  {
    id: "tool-secrets-withdrawn",
    title: "A tool's secrets reach its repositories only",
    stops: "a workflow that calls the tool with the organisation's key elsewhere; all of them once it is stopped",
    declaredBy: [by.tool("ActionsOrganizationSecretRepositories")],
    rules: ["github-organization-require-tool-secrets"],
    restsOn: ["organization-secrets"],
    undoneBy: `${owners}; a repository that keeps a key of its own`,
    frameworks: serving(["scope", "stop"]),
  },
] as const satisfies readonly ControlRow[];
