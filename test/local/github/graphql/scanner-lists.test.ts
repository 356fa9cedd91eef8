import assert from "node:assert/strict";
import type { Rule } from "../../../../local/github/core/state.ts";
import {
  approve,
  checksRule,
  merge,
  openPull,
  pullRequestRule,
  repository,
  ruleset,
  shop,
  startWorld,
} from "../world.ts";
import { bypass, claudeAppId, organization, type World } from "../world.ts";

// Fields that read-only scanners ask for, in queries of our own.
const name = { owner: "acme", name: "shop" };
const inShop = (fields: string) => `query ($owner: String!, $name: String!) {
  repository(owner: $owner, name: $name) { ${fields} } }`;

describe("GraphQL lists and histories", () => {
  let world: World;
  beforeEach(async () => void (world = await startWorld()));
  afterEach(() => world.stop());

  const ask = async <T = Record<string, unknown>>(login: string, fields: string): Promise<T> =>
    (await world.as(login).graphql<{ repository: T }>(inShop(fields), name)).repository;

  const protectMain = () =>
    world.as("olivia").rest.repos.updateBranchProtection({
      ...shop,
      branch: "main",
      required_status_checks: { strict: true, contexts: ["gate"] },
      enforce_admins: true,
      required_pull_request_reviews: { required_approving_review_count: 2, dismiss_stale_reviews: true },
      restrictions: null,
    });

  it("refuses the rule of a branch to apps that may not read it", async () => {
    await protectMain();
    const asked = ask("claude[bot]", "defaultBranchRef { name branchProtectionRule { pattern } }");
    await assert.rejects(asked, /Resource not accessible by integration/);
  });

  it("gives no number of approvals where a rule asks for none", async () => {
    await world.as("olivia").rest.repos.updateBranchProtection({
      ...{ ...shop, branch: "main", required_status_checks: null, enforce_admins: true },
      ...{ required_pull_request_reviews: null, restrictions: null },
    });
    const { defaultBranchRef } = await ask(
      "olivia",
      "defaultBranchRef { refUpdateRule { requiredApprovingReviewCount } branchProtectionRule { requiredApprovingReviewCount } }",
    );
    const none = { requiredApprovingReviewCount: null };
    assert.deepEqual(defaultBranchRef, { refUpdateRule: none, branchProtectionRule: none });
  });

  const rules: Rule[] = [
    { type: "deletion" },
    pullRequestRule({ require_code_owner_review: true }),
    checksRule([{ context: "gate", integration_id: 15368 }], true),
  ];

  const addRulesets = async () => {
    const bypassActors = [bypass("Integration", claudeAppId), bypass("OrganizationAdmin", null)];
    await world.ruleset({ name: "tier", rules, bypassActors });
    const conditions = { repository_name: { include: ["open"], exclude: [] } };
    await world.ruleset({ name: "elsewhere", rules, conditions });
    await world.server.change((state) => {
      const fence = ruleset({ name: "fence", target: "tag", enforcement: "evaluate", rules: [{ type: "creation" }] });
      repository(state, "shop").rulesets.push(fence);
    });
  };

  it("shows an organisation's own rulesets, and one by its number", async () => {
    await addRulesets();
    const { rulesets } = organization(world.server.state);
    const fields = `rulesets(first: 9) { nodes { name rules(first: 1, type: PULL_REQUEST) { nodes { type } }
      bypassActors(first: 9) { nodes { bypassMode organizationAdmin actor { __typename } } } } }
      ruleset(databaseId: ${rulesets[1]?.id ?? 0}) { name }`;
    const query = `{ organization(login: "acme") { ${fields} } }`;
    const { organization: found } = await world.as("olivia").graphql<{ organization: unknown }>(query);
    const shown = (name: string, nodes: unknown[]) => ({
      ...{ name, rules: { nodes: [{ type: "PULL_REQUEST" }] }, bypassActors: { nodes } },
    });
    const owners = { bypassMode: "ALWAYS", organizationAdmin: true, actor: null };
    const app = { bypassMode: "ALWAYS", organizationAdmin: false, actor: { __typename: "App" } };
    const nodes = [shown("tier", [app, owners]), shown("elsewhere", [])];
    assert.deepEqual(found, { rulesets: { nodes }, ruleset: { name: "elsewhere" } });
  });

  it("knows no rulesets where the plan has none for the repository", async () => {
    await addRulesets();
    await world.server.change((state) => void (organization(state).plan = "free"));
    assert.deepEqual(await ask("olivia", "rulesets(first: 9) { totalCount }"), { rulesets: { totalCount: 0 } });
  });

  it("leaves out the organisation's rulesets, and other targets, where it is asked to", async () => {
    await addRulesets();
    const found = await ask(
      "olivia",
      `own: rulesets(first: 9, includeParents: false) { nodes { name } }
       branches: rulesets(first: 9, targets: [BRANCH]) { nodes { name source { ... on Organization { login } } } }`,
    );
    const branches = { nodes: [{ name: "tier", source: { login: "acme" } }] };
    assert.deepEqual(found, { own: { nodes: [{ name: "fence" }] }, branches });
  });

  const typesOf = "rulesets(first: 9) { nodes { rules(first: 9) { nodes { type } } } }";

  it("names the rules that GitHub added to its schema last, with their parameters", async () => {
    const parameters = { review_on_push: true, review_draft_pull_requests: false };
    await world.ruleset({ rules: [{ type: "copilot_code_review", parameters }] });
    const parametersOf = "... on CopilotCodeReviewParameters { reviewOnPush reviewDraftPullRequests }";
    const { rulesets } = await ask("olivia", typesOf.replace("type", `type parameters { ${parametersOf} }`));
    const shown = { reviewOnPush: true, reviewDraftPullRequests: false };
    assert.deepEqual(rulesets, {
      nodes: [{ rules: { nodes: [{ type: "COPILOT_CODE_REVIEW", parameters: shown }] } }],
    });
  });

  it("fails where GraphQL has no name for a rule, and shows no list without it", async () => {
    await world.ruleset({ rules: [{ type: "license_compliance_scanning" }] });
    const failure = /GitHub's GraphQL schema has no name for the rule license_compliance_scanning\./;
    await assert.rejects(ask("olivia", typesOf), failure);
  });

  it("lists an organisation's repositories with their settings, those that are archived left out", async () => {
    await world.server.change((state) => void (repository(state, "open").archived = true));
    const { organization: found } = await world.as("olivia").graphql<Record<string, unknown>>(
      `query ($login: String!) { organization(login: $login) { viewerCanAdminister requiresTwoFactorAuthentication
         samlIdentityProvider { externalIdentities(first: 1) { totalCount } }
         repositories(first: 50, isArchived: false, orderBy: { field: NAME, direction: ASC }) {
           pageInfo { hasNextPage hasPreviousPage endCursor startCursor } nodes { name rebaseMergeAllowed isPrivate
             forkingAllowed isArchived visibility viewerPermission hasVulnerabilityAlertsEnabled } } } }`,
      { login: "acme" },
    );
    const settings = {
      ...{ rebaseMergeAllowed: true, isPrivate: true, forkingAllowed: false, isArchived: false },
      ...{ viewerPermission: "ADMIN", hasVulnerabilityAlertsEnabled: false },
    };
    const cursor = (index: number) => Buffer.from(`cursor:${index}`).toString("base64");
    assert.deepEqual(found, {
      ...{ viewerCanAdminister: true, requiresTwoFactorAuthentication: true, samlIdentityProvider: null },
      repositories: {
        pageInfo: { hasNextPage: false, hasPreviousPage: false, endCursor: cursor(1), startCursor: cursor(0) },
        nodes: [
          { name: "governance", visibility: "INTERNAL", ...settings },
          { name: "shop", visibility: "PRIVATE", ...settings },
        ],
      },
    });
  });

  it("finds a repository by its owner, whichever kind of account that is", async () => {
    const query = `query ($login: String!) { repositoryOwner(login: $login) { login ... on Organization { viewerCanAdminister }
      repository(name: "shop") { name collaborators(first: 9, affiliation: DIRECT) { edges { permission node { login } } } } } }`;
    const answer = await world.as("olivia").graphql<Record<string, unknown>>(query, { login: "acme" });
    const edges = [
      ["WRITE", "dev"],
      ["WRITE", "rex"],
      ["WRITE", "sam"],
      ["READ", "reader"],
    ].map(([permission, login]) => ({ permission, node: { login } }));
    assert.deepEqual(answer["repositoryOwner"], {
      ...{ login: "acme", viewerCanAdminister: true },
      repository: { name: "shop", collaborators: { edges } },
    });
    assert.deepEqual(await world.as("olivia").graphql(query, { login: "nobody" }), { repositoryOwner: null });
  });

  it("walks the commits of a branch with their pull requests, reviews and checks", async () => {
    const number = await openPull(world, "dev");
    const { data: pull } = await world.as("rex").rest.pulls.get({ ...shop, pull_number: number });
    await world.as("gate[bot]").rest.checks.create({
      ...{ ...shop, name: "gate", head_sha: pull.head.sha, status: "completed", conclusion: "success" },
    });
    await approve(world, "rex", number);
    await merge(world, "rex", number, "squash");
    const found = await ask(
      "olivia",
      `object(expression: "heads/main") { ... on Commit { history(first: 1) { nodes { oid message
         author { user { login } } committer { name user { login } } signature { isValid wasSignedByGitHub }
         associatedPullRequests(first: 1) { nodes { number merged state author { login } mergedBy { login }
           labels(last: 9) { nodes { name } } reviews(last: 9) { nodes { state author { login } } }
           commits(last: 1) { nodes { commit { oid
             checkSuites(first: 9) { nodes { app { slug } status conclusion } } } } } } } } } } }
       issues(first: 9) { totalCount } vulnerabilityAlerts(first: 9) { totalCount }`,
    );
    const check = { app: { slug: "gate" }, status: "COMPLETED", conclusion: "SUCCESS" };
    const pulls = {
      ...{ number, merged: true, state: "MERGED", author: { login: "dev" }, mergedBy: { login: "rex" } },
      ...{ labels: { nodes: [] }, reviews: { nodes: [{ state: "APPROVED", author: { login: "rex" } }] } },
      commits: { nodes: [{ commit: { oid: pull.head.sha, checkSuites: { nodes: [check] } } }] },
    };
    const commit = {
      ...{ oid: world.tip(), message: `Add b (#${number})`, author: { user: { login: "dev" } } },
      ...{ committer: { name: "GitHub", user: null }, signature: { isValid: true, wasSignedByGitHub: true } },
      associatedPullRequests: { nodes: [pulls] },
    };
    assert.deepEqual(found, {
      object: { history: { nodes: [commit] } },
      ...{ issues: { totalCount: 0 }, vulnerabilityAlerts: { totalCount: 0 } },
    });
  });

  it("reads files and folders of a commit", async () => {
    const found = await ask(
      "reader",
      `file: object(expression: "main:src/a.txt") { ... on Blob { text byteSize isBinary } }
       folder: object(expression: "HEAD:src") { ... on Tree { entries { name type } } }
       nothing: object(expression: "main:none") { __typename } refs(first: 9, refPrefix: "refs/heads/") { nodes { name } }`,
    );
    assert.deepEqual(found, {
      file: { text: "a\n", byteSize: 2, isBinary: false },
      folder: { entries: [{ name: "a.txt", type: "blob" }] },
      ...{ nothing: null, refs: { nodes: [{ name: "main" }] } },
    });
  });
});
