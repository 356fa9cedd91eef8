import assert from "node:assert/strict";
import { commitFile, repository, shop, startWorld } from "../world.ts";
import type { World } from "../world.ts";

describe("the contributors of a repository", () => {
  let world: World;
  before(async () => void (world = await startWorld()));
  after(() => world.stop());

  const list = async (parameters: { anon?: string } = {}) => {
    const { data } = await world.as("reader").rest.repos.listContributors({ ...shop, ...parameters });
    return data.map(({ login, name, contributions }) => [login ?? name, contributions]);
  };

  it("are counted by account, those with most commits first, and by address where there is no account", async () => {
    await commitFile(world, "dev", "main", "one", "1");
    await commitFile(world, "rex", "main", "two", "2");
    await commitFile(world, "rex", "main", "three", "3");
    assert.deepEqual(await list(), [
      ["rex", 2],
      ["dev", 1],
    ]);
    assert.deepEqual(await list({ anon: "1" }), [
      ["rex", 2],
      ["dev", 1],
      ["acme", 1],
    ]);
  });

  it("are none in an empty repository", async () => {
    await world.server.change((state) => void (repository(state, "shop").git.refs = {}));
    assert.equal((await world.as("reader").rest.repos.listContributors(shop)).status, 204);
  });
});
