/** What GitHub gives a new organisation, team and repository. */
import { emptyGitData } from "./git-state.ts";
import type {
  ActionsPermissions,
  CodeSecurityConfiguration,
  MergeSettings,
  Organization,
  Plan,
  Repository,
  Team,
  Visibility,
} from "./state.ts";

const actionsDefaults = (): ActionsPermissions => ({
  allowedActions: "all",
  selectedActions: { githubOwnedAllowed: true, verifiedAllowed: false, patternsAllowed: [] },
  shaPinningRequired: false,
});

export function newOrganization(id: number, login: string, plan: Plan, at: string): Organization {
  return {
    id,
    login,
    name: null,
    description: null,
    email: null,
    plan,
    createdAt: at,
    updatedAt: at,
    defaultRepositoryPermission: "read",
    members: [],
    teams: [],
    installations: [],
    customProperties: [],
    rulesets: [],
    actions: { ...actionsDefaults(), enabledRepositories: "all", selectedRepositoryIds: [] },
    workflowPermissions: { defaultWorkflowPermissions: "read", canApprovePullRequestReviews: false },
    copilotCodingAgent: { enabledRepositories: "all", selectedRepositoryIds: [] },
    codeSecurity: { configurations: [gitHubRecommended(at)], attachments: [], defaults: [] },
    secrets: [],
    hooks: [],
    settings: {},
  };
}

/** The configuration that every organisation is offered; it is GitHub's and has the same id everywhere. */
const gitHubRecommended = (at: string): CodeSecurityConfiguration => ({
  id: 17,
  name: "GitHub recommended",
  description: "Suggested settings for Dependabot, secret scanning, and code scanning.",
  targetType: "global",
  settings: {
    advanced_security: "enabled",
    dependency_graph: "enabled",
    dependabot_alerts: "enabled",
    dependabot_security_updates: "not_set",
    code_scanning_default_setup: "enabled",
    secret_scanning: "enabled",
    secret_scanning_push_protection: "enabled",
    secret_scanning_validity_checks: "enabled",
    secret_scanning_non_provider_patterns: "enabled",
    private_vulnerability_reporting: "enabled",
    enforcement: "unenforced",
  },
  createdAt: at,
  updatedAt: at,
});

export function newTeam(id: number, slug: string, name: string, at: string): Team {
  return {
    id,
    slug,
    name,
    description: null,
    privacy: "closed",
    members: [],
    repositories: [],
    createdAt: at,
    updatedAt: at,
  };
}

const mergeDefaults = (): MergeSettings => ({
  allowMergeCommit: true,
  allowSquashMerge: true,
  allowRebaseMerge: true,
  allowAutoMerge: false,
  allowUpdateBranch: false,
  deleteBranchOnMerge: false,
  squashMergeCommitTitle: "COMMIT_OR_PR_TITLE",
  squashMergeCommitMessage: "COMMIT_MESSAGES",
  mergeCommitTitle: "MERGE_MESSAGE",
  mergeCommitMessage: "PR_TITLE",
});

export function newRepository(id: number, owner: string, name: string, visibility: Visibility, at: string): Repository {
  return {
    id,
    owner,
    name,
    fork: null,
    description: null,
    homepage: null,
    visibility,
    isTemplate: false,
    archived: false,
    defaultBranch: "main",
    topics: [],
    hasIssues: true,
    hasProjects: true,
    hasWiki: true,
    hasDownloads: true,
    hasDiscussions: false,
    allowForking: false,
    webCommitSignoffRequired: false,
    merging: mergeDefaults(),
    securityAndAnalysis: securityDefaults(visibility),
    vulnerabilityAlerts: false,
    collaborators: [],
    customPropertyValues: {},
    rulesets: [],
    actions: { ...actionsDefaults(), enabled: true },
    workflowPermissions: null,
    secrets: [],
    hooks: [],
    releases: [],
    agentTasks: [],
    privateVulnerabilityReporting: false,
    createdAt: at,
    updatedAt: at,
    pushedAt: at,
    git: emptyGitData(),
  };
}

/** Public repositories have secret scanning and push protection from the start. */
function securityDefaults(visibility: Visibility): Repository["securityAndAnalysis"] {
  const status = visibility === "public" ? "enabled" : "disabled";
  return {
    secret_scanning: { status },
    secret_scanning_push_protection: { status },
    dependabot_security_updates: { status: "disabled" },
    secret_scanning_non_provider_patterns: { status: "disabled" },
    secret_scanning_validity_checks: { status: "disabled" },
  };
}
