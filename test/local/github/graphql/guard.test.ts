import assert from "node:assert/strict";
import { nodeId } from "../../../../local/github/core/node-id.ts";
import { openPull, organization, repository, startWorld } from "../world.ts";
import type { World } from "../world.ts";

interface Failed {
  readonly errors: { type?: string; message: string }[];
}

const close = `mutation ($id: ID!) { closePullRequest(input: { pullRequestId: $id }) { pullRequest { state } } }`;
const protect = `mutation ($id: ID!) {
  createBranchProtectionRule(input: { repositoryId: $id, pattern: "main" }) { branchProtectionRule { pattern } } }`;

describe("GraphQL mutations", () => {
  let world: World;
  beforeEach(async () => {
    world = await startWorld();
    await openPull(world, "claude[bot]");
  });
  afterEach(() => world.stop());

  const shop = () => repository(world.server.state, "shop");
  const pullId = () => nodeId("PullRequest", shop().git.pulls[0]?.id ?? 0);
  const repositoryId = () => nodeId("Repository", shop().id);
  async function failing(login: string, query: string, id: string) {
    try {
      await world.as(login).graphql(query, { id });
    } catch (error) {
      return (error as Failed).errors.map(({ type, message }) => [type, message]);
    }
    return assert.fail("the mutation was answered, not refused");
  }

  it("want the permission of an app, of the author of the pull request too", async () => {
    await world.server.change((state) => {
      for (const one of organization(state).installations) one.permissions = { contents: "write" };
    });
    const refused = [["FORBIDDEN", "Resource not accessible by integration"]];
    assert.deepEqual(await failing("claude[bot]", close, pullId()), refused);
    assert.deepEqual(await failing("claude[bot]", protect, repositoryId()), refused);
  });

  it("change nothing in an archived repository", async () => {
    await world.server.change((state) => void (repository(state, "shop").archived = true));
    const refused = [["FORBIDDEN", "Repository was archived so is read-only."]];
    assert.deepEqual(await failing("dev", close, pullId()), refused);
    assert.deepEqual(await failing("olivia", protect, repositoryId()), refused);
  });

  it("want the scope of a person's token, even in a public repository", async () => {
    await world.server.change((state) => {
      for (const user of state.users) user.tokenScopes = ["admin:org"];
    });
    assert.deepEqual(
      (await failing("dev", close, pullId())).map(([type]) => type),
      ["NOT_FOUND"],
    );
    await world.server.change((state) => void (repository(state, "shop").visibility = "public"));
    const forbidden = (operation: string, login: string) => [
      ["FORBIDDEN", `${login} does not have the correct permissions to execute \`${operation}\``],
    ];
    assert.deepEqual(await failing("dev", close, pullId()), forbidden("ClosePullRequest", "dev"));
    const operation = "CreateBranchProtectionRule";
    assert.deepEqual(await failing("olivia", protect, repositoryId()), forbidden(operation, "olivia"));
  });
});
