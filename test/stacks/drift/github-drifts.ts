/** What somebody could change by hand in GitHub, of everything that the organisation stack governs. */
import type { Octokit } from "octokit";
import { secretName } from "../../support/whole-declaration.ts";

export const org = "meridian-pay";

/** One change by hand. */
export interface Drift {
  /** Logical name of the resource that is to find it. */
  readonly resource: string;
  /** Where the preview after a refresh shows it. */
  readonly property: string;
  change(client: Octokit): Promise<unknown>;
}

/** A ruleset as the API gives and takes it. */
interface Ruleset {
  enforcement: string;
  conditions: {
    ref_name: { include: string[]; exclude: string[] };
    repository_property?: { include: Target[]; exclude: Target[] };
  };
  bypass_actors: { actor_id: number | null; actor_type: string; bypass_mode: string }[];
  rules: { type: string; parameters?: Record<string, never> }[];
}

interface Target {
  name: string;
  source: string;
  property_values: string[];
}

type Edit = (ruleset: Ruleset) => void;

export const githubDrifts: readonly Drift[] = [
  ...rulesetDrifts(),
  ...propertyDrifts(),
  ...valueDrifts(),
  ...actionsDrifts(),
  ...reachDrifts(),
  {
    resource: "copilot-copilot",
    property: "enabledRepositories",
    change: (client) =>
      client.request("PUT /orgs/{org}/copilot/coding-agent/permissions", { org, enabled_repositories: "all" }),
  },
];

function rulesetDrifts(): Drift[] {
  const drift = (ruleset: string, resource: string, property: string, edit: Edit): Drift => ({
    resource,
    property,
    change: (client) => editRuleset(client, ruleset, edit),
  });
  const tier = (property: string, edit: Edit) => drift("ai-tier-critical", "guardrails-tier-critical", property, edit);
  const paths = (property: string, edit: Edit) =>
    drift("ai-paths-critical", "guardrails-ai-paths-critical", property, edit);
  const fence = (property: string, edit: Edit) => drift("ai-fence-codex", "codex-fence", property, edit);
  const gate = (property: string, edit: Edit) => drift("ai-gate", "guardrails-gate", property, edit);
  const everyOwner = { actor_id: 1, actor_type: "OrganizationAdmin", bypass_mode: "always" };
  return [
    tier("enforcement", (ruleset) => (ruleset.enforcement = "evaluate")),
    tier("bypassActors", (ruleset) => ruleset.bypass_actors.push(everyOwner)),
    tier("conditions.refName.includes[0]", (ruleset) => (ruleset.conditions.ref_name.include = ["refs/heads/main"])),
    tier("conditions.refName.excludes", (ruleset) => (ruleset.conditions.ref_name.exclude = ["refs/heads/main"])),
    tier("conditions.repositoryProperty.includes[0].propertyValues[0]", ({ conditions }) => {
      conditions.repository_property!.include[0]!.property_values = ["standard"];
    }),
    tier("rules.deletion", without("deletion")),
    tier("rules.nonFastForward", without("non_fast_forward")),
    tier("rules.requiredSignatures", without("required_signatures")),
    tier("rules.pullRequest.requiredApprovingReviewCount", pullRequest("required_approving_review_count", 1)),
    tier("rules.pullRequest.dismissStaleReviewsOnPush", pullRequest("dismiss_stale_reviews_on_push", false)),
    tier("rules.pullRequest.requireCodeOwnerReview", pullRequest("require_code_owner_review", false)),
    tier("rules.pullRequest.requireLastPushApproval", pullRequest("require_last_push_approval", false)),
    tier("rules.pullRequest.requiredReviewThreadResolution", pullRequest("required_review_thread_resolution", false)),
    tier("rules.pullRequest.allowedMergeMethods", pullRequest("allowed_merge_methods", ["merge", "squash", "rebase"])),
    tier(
      "rules.requiredStatusChecks.strictRequiredStatusChecksPolicy",
      parameter("required_status_checks", "strict_required_status_checks_policy", false),
    ),
    tier(
      "rules.requiredStatusChecks.doNotEnforceOnCreate",
      parameter("required_status_checks", "do_not_enforce_on_create", false),
    ),
    tier(
      "rules.requiredStatusChecks.requiredChecks[0].context",
      parameter("required_status_checks", "required_status_checks", [{ context: "lint", integration_id: 15368 }]),
    ),
    tier("rules.requiredWorkflows.requiredWorkflows[0].ref", (ruleset) => {
      const { workflows } = ruleset.rules.find(({ type }) => type === "workflows")!.parameters as unknown as {
        workflows: { ref: string }[];
      };
      workflows[0]!.ref = "refs/heads/main";
    }),
    paths("enforcement", (ruleset) => (ruleset.enforcement = "disabled")),
    paths("bypassActors", (ruleset) => ruleset.bypass_actors.push(everyOwner)),
    paths("rules.pullRequest.requireCodeOwnerReview", pullRequest("require_code_owner_review", false)),
    paths("rules.pullRequest.requiredReviewers", pullRequest("required_reviewers", [])),
    drift("ai-paths-standard", "guardrails-ai-paths-standard", "rules.pullRequest", without("pull_request")),
    drift(
      "ai-tier-standard",
      "guardrails-tier-standard",
      "rules.requiredStatusChecks",
      without("required_status_checks"),
    ),
    drift("ai-tier-standard", "guardrails-tier-standard", "rules.requiredWorkflows", without("workflows")),
    fence("enforcement", (ruleset) => (ruleset.enforcement = "disabled")),
    fence("bypassActors", (ruleset) => ruleset.bypass_actors.push(everyOwner)),
    fence("rules.creation", without("creation")),
    fence("conditions.refName.includes[0]", (ruleset) => (ruleset.conditions.ref_name.include = ["refs/heads/x/*"])),
    fence("conditions.repositoryProperty.excludes[0].name", ({ conditions }) => {
      conditions.repository_property!.exclude[0]!.name = "ai-tool-cursor";
    }),
    drift("ai-stop-jules", "jules-stop", "enforcement", (ruleset) => (ruleset.enforcement = "disabled")),
    drift("ai-stop-jules", "jules-stop", "rules.update", without("update")),
    drift("ai-stop-claude-code", "claude-code-stop", "conditions.refName.includes[0]", ({ conditions }) => {
      conditions.ref_name.include = ["refs/heads/x/*"];
    }),
    gate("enforcement", (ruleset) => (ruleset.enforcement = "disabled")),
    gate("rules.update", without("update")),
    gate("rules.deletion", without("deletion")),
    gate("conditions.refName.includes[0]", ({ conditions }) => (conditions.ref_name.include = ["refs/tags/x"])),
    drift(
      "ai-forbidden-paths",
      "guardrails-forbidden-paths",
      "rules.filePathRestriction.restrictedFilePaths[0]",
      (ruleset) => {
        ruleset.rules = [{ type: "file_path_restriction", parameters: { restricted_file_paths: ["x"] } as never }];
      },
    ),
  ];
}

function propertyDrifts(): Drift[] {
  const drift = (name: string, resource: string, property: string, change: object): Drift => ({
    resource,
    property,
    change: async (client) => {
      const route = "/orgs/{org}/properties/schema/{custom_property_name}" as const;
      const { data } = await client.request(`GET ${route}`, { org, custom_property_name: name });
      await client.request(`PUT ${route}`, { ...data, ...change, org, custom_property_name: name } as never);
    },
  });
  return [
    drift("ai-tier", "guardrails-tier", "valuesEditableBy", { values_editable_by: "org_and_repo_actors" }),
    drift("ai-tier", "guardrails-tier", "allowedValues", {
      allowed_values: ["standard", "critical", "restricted", "none"],
    }),
    drift("ai-tier", "guardrails-tier", "defaultValue", { default_value: "none" }),
    drift("ai-tools", "guardrails-tools", "valuesEditableBy", { values_editable_by: "org_and_repo_actors" }),
    drift("ai-tool-codex", "guardrails-tool-codex", "valuesEditableBy", { values_editable_by: "org_and_repo_actors" }),
    drift("ai-tool-cursor", "guardrails-tool-cursor", "description", { description: "Anything" }),
  ];
}

function valueDrifts(): Drift[] {
  const drift = (repository: string, property: string, value: string | string[]): Drift => ({
    resource: "guardrails-placement",
    property: `values.${repository}.${property}`,
    change: (client) =>
      client.request("PATCH /orgs/{org}/properties/values", {
        org,
        repository_names: [repository],
        properties: [{ property_name: property, value }],
      }),
  });
  return [
    drift("ledger", "ai-tier", "standard"),
    drift("ledger", "ai-tool-codex", "true"),
    drift("docs", "ai-tools", ["devin"]),
  ];
}

function actionsDrifts(): Drift[] {
  const drift = (resource: string, property: string, route: string, body: object): Drift => ({
    resource,
    property,
    change: (client) => client.request(route, { org, ...body }),
  });
  const permissions = "PUT /orgs/{org}/actions/permissions";
  const selected = `${permissions}/selected-actions`;
  const everything = { github_owned_allowed: true, verified_allowed: true, patterns_allowed: ["*/*"] };
  const token = `${permissions}/workflow`;
  return [
    drift("guardrails-actions", "allowedActionsConfig.verifiedAllowed", selected, everything),
    drift("guardrails-actions", "allowedActionsConfig.patternsAlloweds", selected, everything),
    drift("guardrails-actions", "enabledRepositories", permissions, {
      enabled_repositories: "none",
      allowed_actions: "selected",
      sha_pinning_required: true,
    }),
    drift("guardrails-actions", "shaPinningRequired", permissions, {
      enabled_repositories: "none",
      allowed_actions: "selected",
      sha_pinning_required: false,
    }),
    drift("guardrails-actions", "allowedActionsConfig.githubOwnedAllowed", selected, {
      ...everything,
      github_owned_allowed: false,
    }),
    drift("guardrails-workflow-token", "defaultWorkflowPermissions", token, { default_workflow_permissions: "write" }),
    drift("guardrails-workflow-token", "canApprovePullRequestReviews", token, {
      default_workflow_permissions: "write",
      can_approve_pull_request_reviews: true,
    }),
  ];
}

function reachDrifts(): Drift[] {
  return [
    {
      resource: "claude-code-app",
      property: "repositories",
      change: async (client) => {
        const { data } = await client.rest.orgs.listAppInstallations({ org, per_page: 100 });
        const id = data.installations.find(({ app_slug: slug }) => slug === "claude")?.id ?? 0;
        const ledger = await client.rest.repos.get({ owner: org, repo: "ledger" });
        const place = { installation_id: id, repository_id: ledger.data.id };
        await client.rest.apps.addRepoToInstallationForAuthenticatedUser(place);
      },
    },
    {
      resource: `claude-code-secret-${secretName}`,
      property: "selectedRepositoryIds",
      change: async (client) => {
        const { data } = await client.rest.repos.get({ owner: org, repo: "ledger" });
        const place = { org, secret_name: secretName, repository_id: data.id };
        await client.rest.actions.addSelectedRepoToOrgSecret(place);
      },
    },
    ...[
      ["secretScanningPushProtection", { secret_scanning_push_protection: "disabled" }] as const,
      ["enforcement", { enforcement: "unenforced" }] as const,
    ].map(([property, change]) => ({
      resource: "guardrails-code-security",
      property,
      change: async (client: Octokit) => {
        const { data } = await client.rest.codeSecurity.getConfigurationsForOrg({ org });
        const id = data.find(({ name }) => name === "AI governance")?.id ?? 0;
        await client.rest.codeSecurity.updateConfiguration({ org, configuration_id: id, ...change });
      },
    })),
  ];
}

async function editRuleset(client: Octokit, name: string, edit: Edit): Promise<void> {
  const { data: all } = await client.request("GET /orgs/{org}/rulesets", { org, per_page: 100 });
  const id = all.find((each) => each.name === name)?.id;
  if (id === undefined) throw new Error(`no ruleset ${name}`);
  const { data } = await client.request("GET /orgs/{org}/rulesets/{ruleset_id}", { org, ruleset_id: id });
  const ruleset = data as unknown as Ruleset;
  edit(ruleset);
  const { enforcement, conditions, bypass_actors, rules } = ruleset;
  await client.request("PUT /orgs/{org}/rulesets/{ruleset_id}", {
    org,
    ruleset_id: id,
    ...({ enforcement, conditions, bypass_actors, rules } as object),
  });
}

function without(type: string): Edit {
  return (ruleset) => (ruleset.rules = ruleset.rules.filter((rule) => rule.type !== type));
}

function parameter(type: string, name: string, value: unknown): Edit {
  return (ruleset) => {
    const rule = ruleset.rules.find((each) => each.type === type);
    if (!rule) throw new Error(`no rule ${type}`);
    rule.parameters = { ...rule.parameters, [name]: value as never };
  };
}

function pullRequest(name: string, value: unknown): Edit {
  return parameter("pull_request", name, value);
}
