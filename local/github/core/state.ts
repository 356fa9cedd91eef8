/**
 * Everything local GitHub remembers: one plain JSON value, written to one file. Instants are ISO 8601 strings in UTC.
 * Handlers of requests that change something get a draft of it; all others get it frozen.
 */
import type { AgentTask } from "./agent-task-state.ts";
import type { GitData } from "./git-state.ts";
import type { Webhook } from "./hook-state.ts";
import type { OrganizationSettings } from "./organization-settings.ts";
import type { Release } from "./release-state.ts";
import type { OrganizationSecret, Secret } from "./secret-state.ts";

export type Plan = "free" | "team" | "enterprise";
export type Visibility = "public" | "private" | "internal";
/** From least to most; `none` is not stored. */
export type RepositoryRole = "read" | "triage" | "write" | "maintain" | "admin";

export interface State {
  version: 1;
  /** One sequence numbers everything that has a numeric id, so an id names one thing only. Use `takeId`. */
  nextId: number;
  users: User[];
  apps: App[];
  organizations: Organization[];
  repositories: Repository[];
}

/** A person, or the bot account of an app. */
export interface User {
  id: number;
  login: string;
  name: string | null;
  email: string | null;
  type: "User" | "Bot";
  /** Scopes of this person's classic token, e.g. `repo`, `admin:org`. Empty for bots. */
  tokenScopes: string[];
  createdAt: string;
}

export interface App {
  id: number;
  slug: string;
  name: string;
  /** The account its commits, comments and pull requests appear under, e.g. `claude[bot]`. */
  botUserId: number;
  /** Permission name to `read`, `write` or `admin`, as in an installation's `permissions`. */
  permissions: Record<string, string>;
  /** The public half of its key, in PEM; without one it signs no tokens. */
  publicKey?: string;
  createdAt: string;
}

export interface Organization {
  id: number;
  login: string;
  name: string | null;
  description: string | null;
  email: string | null;
  plan: Plan;
  createdAt: string;
  updatedAt: string;
  /** What a member may do in every repository of the organisation; `none` hides private ones. */
  defaultRepositoryPermission: "none" | "read" | "write" | "admin";
  members: { userId: number; role: "admin" | "member" }[];
  teams: Team[];
  installations: Installation[];
  customProperties: CustomProperty[];
  rulesets: Ruleset[];
  actions: ActionsPermissions & {
    enabledRepositories: "all" | "none" | "selected";
    selectedRepositoryIds: number[];
  };
  workflowPermissions: WorkflowPermissions;
  copilotCodingAgent: { enabledRepositories: "all" | "none" | "selected"; selectedRepositoryIds: number[] };
  codeSecurity: CodeSecurity;
  secrets: OrganizationSecret[];
  hooks: Webhook[];
  /** What its owners changed of the settings that the API shows them, in the API's own words. */
  settings: OrganizationSettings;
}

/** Code-security configurations, the repositories they are attached to, and which of them new repositories get. */
export interface CodeSecurity {
  configurations: CodeSecurityConfiguration[];
  attachments: CodeSecurityAttachment[];
  defaults: { configurationId: number; newRepositories: "all" | "public" | "private_and_internal" }[];
}

export interface CodeSecurityConfiguration {
  id: number;
  name: string;
  description: string;
  /** `global` ones are GitHub's own. */
  targetType: "global" | "organization";
  /** Feature to `enabled`, `disabled` or `not_set`, and `enforcement`, in the API's own words. */
  settings: Record<string, string>;
  createdAt: string;
  updatedAt: string;
}

/** A repository has one configuration at most. */
export interface CodeSecurityAttachment {
  repositoryId: number;
  configurationId: number;
  /** What GitHub is doing for a moment after `since`. */
  doing: "attaching" | "updating";
  since: string;
  failed: boolean;
}

export interface Team {
  id: number;
  slug: string;
  name: string;
  description: string | null;
  privacy: "closed" | "secret";
  members: { userId: number; role: "member" | "maintainer" }[];
  repositories: { repositoryId: number; role: RepositoryRole }[];
  createdAt: string;
  updatedAt: string;
}

/** An app installed on an organisation. */
export interface Installation {
  id: number;
  appId: number;
  permissions: Record<string, string>;
  repositorySelection: "all" | "selected";
  repositoryIds: number[];
  suspendedAt: string | null;
  createdAt: string;
  updatedAt: string;
}

export interface CustomProperty {
  propertyName: string;
  valueType: "string" | "single_select" | "multi_select" | "true_false" | "url";
  required: boolean;
  defaultValue: string | string[] | null;
  description: string | null;
  allowedValues: string[] | null;
  valuesEditableBy: "org_actors" | "org_and_repo_actors";
  requireExplicitValues: boolean;
}

/** Conditions, rules and bypass actors are kept in the API's own words. */
export interface Ruleset {
  id: number;
  name: string;
  target: "branch" | "tag" | "push" | "repository";
  enforcement: "disabled" | "active" | "evaluate";
  bypassActors: BypassActor[];
  conditions: RulesetConditions;
  rules: Rule[];
  createdAt: string;
  updatedAt: string;
}

export interface BypassActor {
  actor_id: number | null;
  actor_type: "Integration" | "OrganizationAdmin" | "RepositoryRole" | "Team" | "DeployKey" | "User";
  bypass_mode: "always" | "pull_request" | "exempt";
}

export interface RulesetConditions {
  ref_name?: NamePatterns;
  repository_name?: NamePatterns & { protected?: boolean };
  repository_id?: { repository_ids: number[] };
  repository_property?: { include: PropertyCondition[]; exclude: PropertyCondition[] };
}

export interface NamePatterns {
  include: string[];
  exclude: string[];
}

export interface PropertyCondition {
  name: string;
  property_values: string[];
  source?: "custom" | "system";
}

export interface Rule {
  type: string;
  parameters?: Record<string, unknown>;
}

export interface ActionsPermissions {
  allowedActions: "all" | "local_only" | "selected";
  selectedActions: { githubOwnedAllowed: boolean; verifiedAllowed: boolean; patternsAllowed: string[] };
  shaPinningRequired: boolean;
}

export interface WorkflowPermissions {
  defaultWorkflowPermissions: "read" | "write";
  canApprovePullRequestReviews: boolean;
}

export interface Repository {
  id: number;
  /** Login of the organisation or person it belongs to. */
  owner: string;
  name: string;
  /** What it was forked from, and what its whole network was; `null` for what is no fork. */
  fork: { parentId: number; sourceId: number } | null;
  description: string | null;
  homepage: string | null;
  visibility: Visibility;
  isTemplate: boolean;
  archived: boolean;
  defaultBranch: string;
  topics: string[];
  hasIssues: boolean;
  hasProjects: boolean;
  hasWiki: boolean;
  hasDownloads: boolean;
  hasDiscussions: boolean;
  allowForking: boolean;
  webCommitSignoffRequired: boolean;
  merging: MergeSettings;
  securityAndAnalysis: Record<string, { status: "enabled" | "disabled" }>;
  vulnerabilityAlerts: boolean;
  /** Direct access of people; teams and the organisation's default come on top. */
  collaborators: { userId: number; role: RepositoryRole }[];
  /** Values set on this repository only; defaults of the schema are not copied here. */
  customPropertyValues: Record<string, string | string[]>;
  rulesets: Ruleset[];
  actions: ActionsPermissions & { enabled: boolean };
  /** `null`: as the organisation says. */
  workflowPermissions: WorkflowPermissions | null;
  secrets: Secret[];
  hooks: Webhook[];
  releases: Release[];
  /** Tasks of Copilot's cloud agent. */
  agentTasks: AgentTask[];
  privateVulnerabilityReporting: boolean;
  createdAt: string;
  updatedAt: string;
  pushedAt: string;
  git: GitData;
}

export interface MergeSettings {
  allowMergeCommit: boolean;
  allowSquashMerge: boolean;
  allowRebaseMerge: boolean;
  allowAutoMerge: boolean;
  allowUpdateBranch: boolean;
  deleteBranchOnMerge: boolean;
  squashMergeCommitTitle: "PR_TITLE" | "COMMIT_OR_PR_TITLE";
  squashMergeCommitMessage: "PR_BODY" | "COMMIT_MESSAGES" | "BLANK";
  mergeCommitTitle: "PR_TITLE" | "MERGE_MESSAGE";
  mergeCommitMessage: "PR_BODY" | "PR_TITLE" | "BLANK";
}

/** The next number of the state's one sequence. */
export function takeId(state: State): number {
  const id = state.nextId;
  state.nextId += 1;
  return id;
}
