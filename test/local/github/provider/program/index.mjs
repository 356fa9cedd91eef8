// Every kind of organisation-side resource, with as many of its inputs as go together.
import * as github from "@pulumi/github";

const { GITHUB_BASE_URL: baseUrl, GITHUB_OWNER: owner, GITHUB_TOKEN: token } = process.env;
const settings = { baseUrl, owner, token, legacyClient: false, writeDelayMs: 0, readDelayMs: 0 };
const options = { provider: new github.Provider("local", settings) };

const tier = new github.OrganizationCustomProperties(
  "tier",
  {
    propertyName: "ai-tier",
    valueType: "single_select",
    allowedValues: ["standard", "critical"],
    required: true,
    defaultValue: "standard",
    description: "What a repository demands of a change",
    valuesEditableBy: "org_actors",
  },
  options,
);
const tools = new github.OrganizationCustomProperties(
  "tools",
  { propertyName: "ai-tools", valueType: "multi_select", allowedValues: ["claude-code", "copilot"] },
  options,
);

const service = new github.Repository(
  "service",
  {
    name: "service",
    description: "A service",
    visibility: "private",
    autoInit: true,
    deleteBranchOnMerge: true,
    allowMergeCommit: false,
    allowRebaseMerge: false,
    squashMergeCommitTitle: "PR_TITLE",
    squashMergeCommitMessage: "PR_BODY",
    topics: ["ai", "governed"],
  },
  options,
);
new github.RepositoryWebhook(
  "hook",
  {
    repository: service.name,
    configuration: { url: "https://example.test/hook", contentType: "json", secret: "not kept", insecureSsl: false },
    events: ["push", "pull_request"],
  },
  options,
);
const alerts = new github.RepositoryVulnerabilityAlerts("alerts", { repository: service.name, enabled: true }, options);
new github.RepositoryDependabotSecurityUpdates(
  "fixes",
  { repository: service.name, enabled: true },
  { ...options, dependsOn: [alerts] },
);
new github.Repository(
  "site",
  {
    name: "public-site",
    visibility: "public",
    securityAndAnalysis: { secretScanning: { status: "enabled" }, secretScanningPushProtection: { status: "enabled" } },
  },
  options,
);

const values = { repository: "docs", propertyName: tools.propertyName };
new github.RepositoryCustomProperty(
  "docs-tools",
  { ...values, propertyType: "multi_select", propertyValues: ["claude-code"] },
  options,
);
new github.RepositoryCustomProperty(
  "docs-tier",
  { repository: "docs", propertyName: tier.propertyName, propertyType: "single_select", propertyValues: ["critical"] },
  options,
);

const team = github.getTeamOutput({ slug: "break-glass" }, options).id.apply(Number);
const gate = github.getRepositoryOutput({ name: "ledger" }, options).repoId;
const defaultBranch = { includes: ["~DEFAULT_BRANCH"], excludes: [] };

new github.OrganizationRuleset(
  "critical",
  {
    name: "critical",
    target: "branch",
    enforcement: "active",
    conditions: {
      refName: defaultBranch,
      repositoryProperty: {
        includes: [{ name: tier.propertyName, propertyValues: ["critical"], source: "custom" }],
        excludes: [],
      },
    },
    bypassActors: [{ actorId: team, actorType: "Team", bypassMode: "pull_request" }],
    rules: {
      deletion: true,
      nonFastForward: true,
      requiredSignatures: true,
      requiredLinearHistory: true,
      pullRequest: {
        requiredApprovingReviewCount: 2,
        requireCodeOwnerReview: true,
        dismissStaleReviewsOnPush: true,
        requireLastPushApproval: true,
        requiredReviewThreadResolution: true,
        allowedMergeMethods: ["squash"],
      },
      requiredStatusChecks: {
        requiredChecks: [{ context: "ai-governance/gate", integrationId: 15368 }],
        strictRequiredStatusChecksPolicy: true,
      },
      requiredWorkflows: {
        requiredWorkflows: [{ repositoryId: gate, path: ".github/workflows/gate.yml", ref: "refs/tags/gate-v1" }],
      },
    },
  },
  options,
);
new github.OrganizationRuleset(
  "fence",
  {
    name: "fence",
    target: "branch",
    enforcement: process.env.FENCE,
    conditions: {
      refName: { includes: ["refs/heads/claude/**/*"], excludes: [] },
      repositoryProperty: {
        includes: [],
        excludes: [{ name: tools.propertyName, propertyValues: ["claude-code"], source: "custom" }],
      },
    },
    rules: { creation: true, update: true },
  },
  options,
);
new github.OrganizationRuleset(
  "names",
  {
    name: "names",
    target: "branch",
    enforcement: "active",
    conditions: {
      refName: { includes: ["~ALL"], excludes: ["refs/heads/main"] },
      repositoryName: { includes: ["~ALL"], excludes: ["docs"], protected: true },
    },
    bypassActors: [
      { actorId: 1, actorType: "OrganizationAdmin", bypassMode: "always" },
      { actorId: 5, actorType: "RepositoryRole", bypassMode: "always" },
      { actorId: 1236702, actorType: "Integration", bypassMode: "always" },
    ],
    rules: {
      commitMessagePattern: { operator: "contains", pattern: "WIP", name: "No unfinished work", negate: true },
      branchNamePattern: { operator: "starts_with", pattern: "feature/" },
    },
  },
  options,
);
new github.OrganizationRuleset(
  "tags",
  {
    name: "tags",
    target: "tag",
    enforcement: "evaluate",
    conditions: { refName: { includes: ["refs/tags/gate-*"], excludes: [] }, repositoryIds: [gate] },
    rules: { creation: true, update: true, deletion: true, tagNamePattern: { operator: "starts_with", pattern: "v" } },
  },
  options,
);
new github.OrganizationRuleset(
  "push",
  {
    name: "push",
    target: "push",
    enforcement: "active",
    conditions: { repositoryName: { includes: ["~ALL"], excludes: [] } },
    rules: {
      filePathRestriction: { restrictedFilePaths: [".env"] },
      maxFileSize: { maxFileSize: 10 },
      maxFilePathLength: { maxFilePathLength: 200 },
      fileExtensionRestriction: { restrictedFileExtensions: ["*.exe"] },
    },
  },
  options,
);

const reviewer = { id: team, type: "Team" };
new github.RepositoryRuleset(
  "repository",
  {
    name: "main",
    repository: service.name,
    target: "branch",
    enforcement: "active",
    conditions: { refName: defaultBranch },
    bypassActors: [
      { actorId: 5, actorType: "RepositoryRole", bypassMode: "pull_request" },
      { actorType: "DeployKey", bypassMode: "always" },
    ],
    rules: {
      creation: true,
      update: true,
      deletion: true,
      pullRequest: {
        requiredApprovingReviewCount: 1,
        requiredReviewers: [{ filePatterns: ["AGENTS.md", ".claude/**/*"], minimumApprovals: 1, reviewer }],
      },
      requiredStatusChecks: { requiredChecks: [{ context: "test" }] },
      requiredCodeScanning: {
        requiredCodeScanningTools: [
          { tool: "CodeQL", alertsThreshold: "errors", securityAlertsThreshold: "high_or_higher" },
        ],
      },
      copilotCodeReview: { reviewOnPush: true, reviewDraftPullRequests: false },
    },
  },
  options,
);
new github.RepositoryRuleset(
  "defaults",
  {
    name: "defaults",
    repository: service.name,
    target: "branch",
    enforcement: "active",
    conditions: { refName: { includes: ["refs/heads/release/*"], excludes: ["refs/heads/release/old"] } },
    rules: { pullRequest: {}, mergeQueue: {}, requiredDeployments: { requiredDeploymentEnvironments: ["production"] } },
  },
  options,
);

// The organisation's policy binds its repositories, so theirs is set before it and deleted after it.
const repositoryActions = new github.ActionsRepositoryPermissions(
  "repository-actions",
  {
    repository: service.name,
    enabled: true,
    allowedActions: "selected",
    allowedActionsConfig: { githubOwnedAllowed: true, patternsAlloweds: ["actions/*"], verifiedAllowed: false },
  },
  options,
);
new github.ActionsOrganizationPermissions(
  "actions",
  {
    allowedActions: "selected",
    enabledRepositories: "selected",
    enabledRepositoriesConfig: { repositoryIds: [gate, service.repoId] },
    shaPinningRequired: true,
    allowedActionsConfig: {
      githubOwnedAllowed: true,
      verifiedAllowed: false,
      patternsAlloweds: ["actions/*", "!evil/action@*"],
    },
  },
  { ...options, dependsOn: [repositoryActions] },
);
new github.ActionsOrganizationWorkflowPermissions(
  "workflows",
  { organizationSlug: owner, defaultWorkflowPermissions: "read", canApprovePullRequestReviews: false },
  options,
);
new github.WorkflowRepositoryPermissions(
  "repository-workflows",
  { repository: service.name, defaultWorkflowPermissions: "read", canApprovePullRequestReviews: false },
  options,
);
