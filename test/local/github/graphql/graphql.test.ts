import assert from "node:assert/strict";
import { refusal, repository, shop, startWorld } from "../world.ts";
import type { World } from "../world.ts";

interface Failed {
  readonly errors: { type?: string; message: string; path?: (string | number)[] }[];
}

describe("GraphQL", () => {
  let world: World;
  beforeEach(async () => void (world = await startWorld()));
  afterEach(() => world.stop());

  const ask = <T>(login: string, query: string, variables: Record<string, unknown> = {}) =>
    world.as(login).graphql<T>(query, variables);

  /** Type and message of the errors of a call that must fail. */
  async function failing(login: string, query: string, variables: Record<string, unknown> = {}) {
    try {
      await ask(login, query, variables);
    } catch (error) {
      return (error as Failed).errors.map(({ type, message }) => [type, message]);
    }
    return assert.fail("the query was answered, not refused");
  }

  it("answers viewer, organization, repository and rateLimit", async () => {
    const answer = await ask<Record<string, unknown>>(
      "dev",
      `{ viewer { login } rateLimit { limit remaining }
         organization(login: "acme") { login team(slug: "owners") { slug members(first: 5) { nodes { login } } } }
         repository(owner: "acme", name: "shop") { nameWithOwner viewerPermission defaultBranchRef { name target { oid } } } }`,
    );
    assert.deepEqual(answer, {
      viewer: { login: "dev" },
      rateLimit: { limit: 5000, remaining: 4999 },
      organization: { login: "acme", team: { slug: "owners", members: { nodes: [{ login: "sam" }] } } },
      repository: {
        nameWithOwner: "acme/shop",
        viewerPermission: "WRITE",
        defaultBranchRef: { name: "main", target: { oid: world.tip() } },
      },
    });
  });

  it("counts down what a token may ask for in the hour, as its headers do", async () => {
    const query = "{ rateLimit { cost limit used remaining resetAt } }";
    await ask("dev", query);
    const { data, headers } = await world.as("dev").request({ method: "POST", url: world.server.graphqlUrl, query });
    const said = (name: string) => Number(headers[`x-ratelimit-${name}`]);
    const resetAt = new Date(said("reset") * 1000).toISOString().replace(".000", "");
    const counts = { limit: said("limit"), used: said("used"), remaining: said("remaining") };
    assert.deepEqual(counts, { limit: 5000, used: 2, remaining: 4998 });
    assert.deepEqual({ data: { rateLimit: { cost: 1, ...counts, resetAt } } }, data);
  });

  it("wants a token", async () => {
    const response = await fetch(world.server.graphqlUrl, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ query: "{ viewer { login } }" }),
    });
    assert.equal(response.status, 401);
  });

  it("says by name what it does not implement, and never answers null for it", async () => {
    const message = "Local GitHub does not implement the field Repository.stargazerCount.";
    const query = `{ repository(owner: "acme", name: "shop") { name stargazerCount } }`;
    assert.deepEqual(await failing("dev", query), [["NOT_IMPLEMENTED", message]]);
    const mutation = `mutation { addStar(input: { starrableId: "x" }) { clientMutationId } }`;
    const unknown = "Local GitHub does not implement the field Mutation.addStar.";
    assert.deepEqual(await failing("dev", mutation), [["NOT_IMPLEMENTED", unknown]]);
  });

  it("refuses fields that GitHub's schema does not have, before anything runs", async () => {
    const [[type, message] = []] = await failing("dev", "{ viewer { shoeSize } }");
    assert.deepEqual([type, message], [undefined, 'Cannot query field "shoeSize" on type "User".']);
  });

  it("does not find what is not there, or not to be seen", async () => {
    const query = `query ($name: String!) { repository(owner: "acme", name: $name) { id } }`;
    const missing = "Could not resolve to a Repository with the name 'acme/none'.";
    assert.deepEqual(await failing("dev", query, { name: "none" }), [["NOT_FOUND", missing]]);
    const node = await failing("dev", `{ node(id: "none") { id } }`);
    assert.deepEqual(node, [["NOT_FOUND", "Could not resolve to a node with the global id of 'none'"]]);
  });

  it("pages connections", async () => {
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const page: { organization: { repositories: Page } } = await ask(
        "olivia",
        `query ($after: String) { organization(login: "acme") {
           repositories(first: 2, after: $after) { totalCount nodes { name } pageInfo { hasNextPage endCursor } } } }`,
        { after },
      );
      const { nodes, pageInfo, totalCount } = page.organization.repositories;
      assert.equal(totalCount, 3);
      seen.push(...nodes.map((node) => node.name));
      after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
    } while (after !== null);
    assert.deepEqual(seen, ["shop", "governance", "open"]);
    const [[type] = []] = await failing("dev", `{ organization(login: "acme") { repositories { totalCount } } }`);
    assert.equal(type, "UNPROCESSABLE");
  });

  interface Page {
    readonly totalCount: number;
    readonly nodes: { name: string }[];
    readonly pageInfo: { hasNextPage: boolean; endCursor: string };
  }

  const createRule = `mutation ($input: CreateBranchProtectionRuleInput!) {
    createBranchProtectionRule(input: $input) { branchProtectionRule { id pattern requiresApprovingReviews } } }`;

  async function repositoryId(name: string): Promise<string> {
    const query = `query ($name: String!) { repository(owner: "acme", name: $name) { id } }`;
    return (await ask<{ repository: { id: string } }>("olivia", query, { name })).repository.id;
  }

  it("makes branch protection that is then in force, changes it, and takes it away", async () => {
    const input = { repositoryId: await repositoryId("shop"), pattern: "main", requiresApprovingReviews: true };
    const made = await ask<{ createBranchProtectionRule: { branchProtectionRule: { id: string } } }>(
      "olivia",
      createRule,
      {
        input,
      },
    );
    const { id } = made.createBranchProtectionRule.branchProtectionRule;
    const content = Buffer.from("x").toString("base64");
    const file = { ...shop, path: "x", message: "m", content };
    const push = () => world.as("dev").rest.repos.createOrUpdateFileContents(file);
    const refused = "Could not create file: Changes must be made through a pull request.";
    assert.deepEqual(await refusal(push()), [409, refused]);

    await ask(
      "olivia",
      `mutation ($id: ID!) { updateBranchProtectionRule(input: {
      branchProtectionRuleId: $id, requiresApprovingReviews: false }) { clientMutationId } }`,
      { id },
    );
    assert.equal((await push()).status, 201);

    await ask(
      "olivia",
      `mutation ($id: ID!) { deleteBranchProtectionRule(input: { branchProtectionRuleId: $id }) { clientMutationId } }`,
      { id },
    );
    assert.deepEqual(repository(world.server.state, "shop").git.branchProtectionRules, []);
    const [[type] = []] = await failing("olivia", `query ($id: ID!) { node(id: $id) { id } }`, { id });
    assert.equal(type, "NOT_FOUND");
  });

  it("lets administrators only protect branches, and each pattern once", async () => {
    const input = { repositoryId: await repositoryId("shop"), pattern: "main" };
    const denied = "dev does not have the correct permissions to execute `CreateBranchProtectionRule`";
    assert.deepEqual(await failing("dev", createRule, { input }), [["FORBIDDEN", denied]]);
    await ask("olivia", createRule, { input });
    assert.deepEqual(await failing("olivia", createRule, { input }), [
      ["UNPROCESSABLE", "Name already protected: main"],
    ]);
  });

  it("drafts a pull request, which then cannot be merged, and makes it ready again", async () => {
    const { rest } = world.as("dev");
    await rest.git.createRef({ ...shop, ref: "refs/heads/x", sha: world.tip() });
    const content = Buffer.from("x").toString("base64");
    await rest.repos.createOrUpdateFileContents({ ...shop, path: "x", message: "m", content, branch: "x" });
    const { data } = await rest.pulls.create({ ...shop, head: "x", base: "main", title: "x" });
    const set = (mutation: string) =>
      ask("olivia", `mutation ($id: ID!) { ${mutation}(input: { pullRequestId: $id }) { pullRequest { isDraft } } }`, {
        id: data.node_id,
      });
    await set("convertPullRequestToDraft");
    const merge = () => rest.pulls.merge({ ...shop, pull_number: 1 });
    assert.deepEqual(await refusal(merge()), [405, "Pull Request is still a draft"]);
    await set("markPullRequestReadyForReview");
    assert.equal((await merge()).data.merged, true);
  });
});

describe("branch protection on the free plan", () => {
  let world: World;
  before(async () => void (world = await startWorld({ organization: { login: "acme", plan: "free" } })));
  after(() => world.stop());

  const upgrade = "Upgrade to GitHub Pro or make this repository public to enable this feature.";
  const protect = (name: string) =>
    world
      .as("olivia")
      .graphql(
        `mutation ($id: ID!) { createBranchProtectionRule(input: { repositoryId: $id, pattern: "main" }) { clientMutationId } }`,
        { id: Buffer.from(`010:Repository${repository(world.server.state, name).id}`).toString("base64") },
      );

  it("is refused in private repositories, by GraphQL and with 403 by REST", async () => {
    await assert.rejects(protect("shop"), (error: Failed) => error.errors[0]?.message === upgrade);
    const { rest } = world.as("olivia");
    assert.deepEqual(await refusal(rest.repos.getBranchProtection({ ...shop, branch: "main" })), [403, upgrade]);
  });

  it("is allowed in public ones", async () => {
    const open = { owner: "acme", repo: "open", branch: "main" };
    const { rest } = world.as("olivia");
    assert.deepEqual(await refusal(rest.repos.getBranchProtection(open)), [404, "Branch not protected"]);
    await protect("open");
    const { data } = await rest.repos.getBranchProtection(open);
    assert.equal(data.allow_force_pushes?.enabled, false);
  });
});
