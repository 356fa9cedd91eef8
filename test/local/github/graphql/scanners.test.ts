import assert from "node:assert/strict";
import { developer, eachWithLocalGitHub, org, owner } from "../fixture.ts";

/** The fields that scanners of branch protection and rulesets ask for, in one query as they send it. */
const query = `query ($owner: String!, $name: String!) {
  viewer { login }
  rateLimit { cost remaining }
  repository(owner: $owner, name: $name) {
    isArchived visibility hasVulnerabilityAlertsEnabled
    defaultBranchRef {
      name
      branchProtectionRule {
        pattern allowsDeletions allowsForcePushes isAdminEnforced dismissesStaleReviews requireLastPushApproval
        requiredApprovingReviewCount requiresCodeOwnerReviews requiresStatusChecks requiresStrictStatusChecks
        requiredStatusCheckContexts
      }
      refUpdateRule {
        pattern allowsDeletions allowsForcePushes requiredApprovingReviewCount requiredStatusCheckContexts
        requiresCodeOwnerReviews requiresLinearHistory viewerCanPush
      }
    }
    rulesets(first: 50) {
      nodes {
        name target enforcement
        source { __typename }
        bypassActors(first: 50) {
          nodes {
            bypassMode organizationAdmin repositoryRoleName
            actor { __typename ... on App { slug } ... on Team { slug } }
          }
        }
        conditions { refName { include exclude } }
        rules(first: 50) {
          nodes {
            type
            parameters {
              ... on PullRequestParameters {
                dismissStaleReviewsOnPush requireCodeOwnerReview requireLastPushApproval requiredApprovingReviewCount
                requiredReviewThreadResolution
              }
              ... on RequiredStatusChecksParameters {
                strictRequiredStatusChecksPolicy
                requiredStatusChecks { context integrationId }
              }
            }
          }
        }
      }
    }
    pullRequests(first: 5, states: [MERGED]) { nodes { number } }
  }
}`;

const pullRequest = {
  required_approving_review_count: 2,
  dismiss_stale_reviews_on_push: true,
  require_code_owner_review: true,
  require_last_push_approval: false,
  required_review_thread_resolution: false,
};
const checks = {
  strict_required_status_checks_policy: true,
  required_status_checks: [{ context: "gate", integration_id: 15368 }],
};

describe("GraphQL as scanners ask it", () => {
  const github = eachWithLocalGitHub();
  interface Found {
    readonly repository: Record<string, unknown> & { readonly rulesets: { readonly nodes: Record<string, unknown>[] } };
  }
  const ask = async (name: string, actor = owner) =>
    (await github.as(actor).graphql<Found>(query, { owner: org, name })).repository;

  async function protectLedger(): Promise<void> {
    const { rest } = github.as(owner);
    const team = (await rest.teams.getByName({ org, team_slug: "break-glass" })).data.id;
    await rest.repos.createRepoRuleset({
      ...{ owner: org, repo: "ledger", name: "main", target: "branch", enforcement: "active" },
      conditions: { ref_name: { include: ["~DEFAULT_BRANCH"], exclude: [] } },
      bypass_actors: [
        { actor_id: team, actor_type: "Team", bypass_mode: "pull_request" },
        { actor_id: 1236702, actor_type: "Integration", bypass_mode: "exempt" },
        { actor_id: 5, actor_type: "RepositoryRole", bypass_mode: "always" },
      ],
      rules: [
        { type: "deletion" },
        { type: "pull_request", parameters: pullRequest },
        { type: "required_status_checks", parameters: checks },
        { type: "copilot_code_review", parameters: { review_on_push: true, review_draft_pull_requests: false } },
      ],
    });
  }

  it("shows rulesets with enums in upper case and parameters in camel case", async () => {
    await protectLedger();
    const { rulesets } = await ask("ledger");
    const strict = { strictRequiredStatusChecksPolicy: true };
    assert.deepEqual(rulesets.nodes, [
      {
        ...{ name: "main", target: "BRANCH", enforcement: "ACTIVE", source: { __typename: "Repository" } },
        bypassActors: {
          nodes: [
            bypass("PULL_REQUEST", { __typename: "Team", slug: "break-glass" }),
            bypass(null, { __typename: "App", slug: "claude" }),
            { ...bypass("ALWAYS", null), repositoryRoleName: "admin" },
          ],
        },
        conditions: { refName: { include: ["~DEFAULT_BRANCH"], exclude: [] } },
        rules: {
          nodes: [
            { type: "DELETION", parameters: null },
            {
              type: "PULL_REQUEST",
              parameters: {
                dismissStaleReviewsOnPush: true,
                requireCodeOwnerReview: true,
                requireLastPushApproval: false,
                requiredApprovingReviewCount: 2,
                requiredReviewThreadResolution: false,
              },
            },
            {
              type: "REQUIRED_STATUS_CHECKS",
              parameters: { ...strict, requiredStatusChecks: [{ context: "gate", integrationId: 15368 }] },
            },
            { type: "COPILOT_CODE_REVIEW", parameters: {} },
          ],
        },
      },
    ]);
  });

  const bypass = (bypassMode: string | null, actor: object | null) => ({
    ...{ bypassMode, organizationAdmin: false, repositoryRoleName: null, actor },
  });

  it("hides who may bypass from those who may not change the ruleset", async () => {
    await protectLedger();
    const { rulesets } = await ask("ledger", "dev-emil");
    assert.deepEqual(
      rulesets.nodes.map(({ name, bypassActors }) => [name, bypassActors]),
      [["main", null]],
    );
  });

  it("shows an organisation's rulesets in each repository that they reach", async () => {
    await github.as(owner).rest.repos.createOrgRuleset({
      ...{ org, name: "everywhere", target: "branch", enforcement: "evaluate" },
      conditions: {
        ref_name: { include: ["~ALL"], exclude: [] },
        repository_name: { include: ["docs"], exclude: [] },
      },
      rules: [{ type: "non_fast_forward" }],
    });
    const shown = (await ask("docs")).rulesets.nodes.map(({ name, enforcement, source }) => [
      name,
      enforcement,
      source,
    ]);
    assert.deepEqual(shown, [["everywhere", "EVALUATE", { __typename: "Organization" }]]);
    assert.deepEqual((await ask("site")).rulesets.nodes, []);
  });

  it("shows a classic rule to administrators, and what it means to everybody", async () => {
    const { rest } = github.as(owner);
    await rest.repos.updateBranchProtection({
      ...{ owner: org, repo: "ledger", branch: "main", enforce_admins: true, restrictions: null },
      required_status_checks: { strict: true, contexts: ["gate"] },
      required_pull_request_reviews: { required_approving_review_count: 1, require_code_owner_reviews: true },
    });
    const forAll = {
      ...{ pattern: "main", allowsDeletions: false, allowsForcePushes: false, requiredApprovingReviewCount: 1 },
      ...{ requiredStatusCheckContexts: ["gate"], requiresCodeOwnerReviews: true, requiresLinearHistory: false },
    };
    const rule = {
      ...{ pattern: "main", allowsDeletions: false, allowsForcePushes: false, isAdminEnforced: true },
      ...{ dismissesStaleReviews: false, requireLastPushApproval: false, requiredApprovingReviewCount: 1 },
      ...{ requiresCodeOwnerReviews: true, requiresStatusChecks: true, requiresStrictStatusChecks: true },
      requiredStatusCheckContexts: ["gate"],
    };
    assert.deepEqual((await ask("ledger", developer))["defaultBranchRef"], {
      ...{ name: "main", branchProtectionRule: rule, refUpdateRule: { ...forAll, viewerCanPush: true } },
    });
    assert.deepEqual((await ask("ledger", "dev-emil"))["defaultBranchRef"], {
      ...{ name: "main", branchProtectionRule: null, refUpdateRule: { ...forAll, viewerCanPush: false } },
    });
  });

  it("answers with the fields that were asked for, and no others", async () => {
    const { rulesets: _, ...facts } = await ask("site");
    assert.deepEqual(facts, {
      ...{ isArchived: false, visibility: "PUBLIC", hasVulnerabilityAlertsEnabled: false },
      defaultBranchRef: { name: "main", branchProtectionRule: null, refUpdateRule: null },
      pullRequests: { nodes: [] },
    });
  });
});
