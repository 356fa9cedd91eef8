/** What one would want to control and nothing here can: each with the reason, and what stands in for it. */
import type { UncontrollableRow } from "./row.ts";

const gate = "every pull request needs the gate and people's approval, whoever opened it";

/** What GitHub's own interfaces leave out. */
const onGitHub = [
  {
    id: "copilot-repository-settings",
    title:
      "The Copilot cloud agent's settings in a repository: firewall, MCP servers, tools, approval of its workflow runs",
    notControllable: "the API only reads them (GET /repos/{owner}/{repo}/copilot/cloud-agent/configuration, preview)",
    instead: "the files that the agent obeys and runs are AI paths, with owners; the rest is set by hand",
  },
  {
    id: "copilot-content-exclusion",
    title: "Paths that Copilot must not read",
    notControllable:
      "the API (/orgs/{org}/copilot/content_exclusion, preview) replaces the whole list and drops its comments and repeated keys, and exclusions hold in editors, chat and review, not for the cloud agent",
    instead: "keep secrets out of repositories; the agent's repositories are named",
  },
  {
    id: "copilot-enterprise-policies",
    title: "Copilot policies of the enterprise",
    notControllable:
      "they can be set and not read (PUT /enterprises/{enterprise}/copilot/policies/coding_agent has no GET), so drift would go unseen",
    instead: "the organisation's own policy; an enterprise policy takes precedence over it",
  },
  {
    id: "copilot-models",
    title: "Models that Copilot may use",
    notControllable: "GitHub's published API has no call for it; the setting does not hold for code review",
    instead: "the declaration names the models of each tool, for a gate that compares",
  },
  {
    id: "mcp-registry",
    title: "MCP servers by an allowed registry",
    notControllable: "it holds in editors and the CLI only, not for the cloud agent, and compares names",
    instead: "the files that name MCP servers are AI paths, with owners",
  },
  {
    id: "third-party-agents-on-github",
    title: "Third-party agents that GitHub itself runs, one by one",
    notControllable: "they work wherever the Copilot cloud agent is switched on; the API has one list for all",
    instead: "their branches are fenced, and the one list holds for all",
  },
  {
    id: "copilot-seats",
    title: "Who has a Copilot licence",
    notControllable: "a matter of contract and people, not of reach: not declared here, though the API could",
    instead: "the identity provider's groups",
  },
  {
    id: "agent-secrets",
    title: "Secrets and variables of agents",
    notControllable: "no resource of the GitHub provider has them, and their values would be in the stack's state",
    instead: "name as few repositories as possible for the agent",
  },
  {
    id: "app-suspension",
    title: "Suspending an installed app",
    notControllable:
      "only the app's own key can by API (PUT /app/installations/{installation_id}/suspended); an organisation owner can in the browser",
    instead: "the app's repositories are cut to the least that GitHub allows, its branches are fenced",
  },
  {
    id: "app-permissions",
    title: "Fewer permissions than an app asks for",
    notControllable: "an owner accepts all that an app asks for, or does not install it",
    instead: "the app's repositories, and rules that bind apps",
  },
  {
    id: "bypass-expiry",
    title: "A bypass that ends by itself",
    notControllable: "a bypass entry has no end date in GitHub's API",
    instead: "the break-glass team is kept empty; its members are added for a day and its use is recorded",
  },
  {
    id: "gate-commit-pinned",
    title: "The gate's workflow pinned to a commit",
    notControllable: "GitHub's rule can, the provider's resource has no field for it",
    instead: "its tag is locked for everyone",
  },
  {
    id: "review-dismissal",
    title: "Who may dismiss a review",
    notControllable: "GitHub's rule can, the provider's resource has no field for it",
    instead: "the approvals demanded stay demanded; a dismissed objection stays visible in the pull request",
  },
  {
    id: "paths-forbidden-in-public",
    title: "Forbidden paths in public repositories",
    notControllable: "push rulesets exist for private and internal repositories only",
    instead: "owners must approve a change of these paths",
  },
  {
    id: "fork-workflow-approval",
    title: "Approval before workflows run for pull requests from forks",
    notControllable:
      "the API can (/orgs/{org}/actions/permissions/fork-pr-contributor-approval); no resource of the provider has it",
    instead:
      "by default such a run gets a token that only reads, and no secrets; workflow files, where exceptions are made, are AI paths",
  },
  {
    id: "commit-metadata",
    title: "Provenance demanded of commit messages by a ruleset",
    notControllable:
      "plan enterprise only, one pattern for all tools, and rules on authors lock the Copilot cloud agent out",
    instead: "a gate that reads the commits of the pull request",
  },
  {
    id: "merge-queue-required",
    title: "A merge queue for all repositories",
    notControllable: "GitHub has the rule in rulesets of single repositories only",
    instead:
      "branches must be up to date before a merge; the required workflow runs in a queue too, where there is one",
  },
  {
    id: "copilot-review-required",
    title: "A review by Copilot of every pull request",
    notControllable: "on purpose: a machine's review approves nothing, so it keeps nobody out",
    instead: "approvals by people",
  },
  {
    id: "repository-events",
    title: "Creating, renaming, transferring, deleting and publishing repositories",
    notControllable: "GitHub's rules can (rulesets for repositories), the provider's resource cannot",
    instead:
      "a new repository stands in the default tier; rules for public repositories hold after a change of visibility",
  },
  {
    id: "deployment-environments",
    title: "Deployments from an agent's branch",
    notControllable: "on purpose: environments and who approves them belong to the application's own stack",
    instead: "RepositoryEnvironment of the GitHub provider, with reviewers and protected branches only",
  },
  {
    id: "enterprise-rulesets",
    title: "Rulesets, properties and audit-log streams of the enterprise",
    notControllable: "no resource of the provider has them",
    instead: "rulesets of each organisation",
  },
  {
    id: "agent-transcripts",
    title: "Transcripts of agent sessions",
    notControllable: "shown in the browser only; the API gives tasks, not what was said",
    instead: "the session's link in the commit",
  },
] as const satisfies readonly UncontrollableRow[];

/** What happens where GitHub is not. */
const elsewhere = [
  {
    id: "personal-credentials",
    title: "A tool under a person's own credentials, on any branch name (Cursor, local Claude Code, Codex CLI, aider)",
    notControllable: "to GitHub it is that person",
    instead: gate,
  },
  {
    id: "pasted-output",
    title: "Text that a person copies from a tool",
    notControllable: "it leaves no trace",
    instead: "review by people, which every change needs",
  },
  {
    id: "external-forks",
    title: "Branches in forks outside the organisation",
    notControllable: "rulesets on branches do not hold in them",
    instead: gate,
  },
  {
    id: "machine-settings",
    title: "Settings of tools on people's machines (Claude Code managed settings, Cursor hooks, Codex)",
    notControllable: "device management delivers them; nothing in a repository proves that they were in force",
    instead: "a gate that demands provenance, which an unmanaged tool does not write by itself",
  },
  {
    id: "local-hooks-of-cloud-agents",
    title: "Capture of prompt and model in cloud agents",
    notControllable:
      "Copilot and Codex in the cloud run no local hooks; Copilot gives a link to its session and no model",
    instead: "the declaration demands of each tool what it can give; unknown stays unknown",
  },
  {
    id: "merge-text",
    title: "The text of a squash commit",
    notControllable: "whoever merges may edit it in the browser",
    instead: "a gate that reads the commits of the pull request; merge commits keep them",
  },
] as const satisfies readonly UncontrollableRow[];

export const uncontrollableRows: readonly UncontrollableRow[] = [...onGitHub, ...elsewhere];
