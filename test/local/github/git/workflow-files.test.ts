import assert from "node:assert/strict";
import { approve, commitFile, merge, organization, refusal, repository, shop, startWorld } from "../world.ts";
import type { World } from "../world.ts";

const path = ".github/workflows/ci.yml";
const byApp = `refusing to allow a GitHub App to create or update workflow \`${path}\` without \`workflows\` permission`;
const byPerson = `refusing to allow a Personal Access Token to create or update workflow \`${path}\` without \`workflow\` scope`;

describe("a change below .github/workflows", () => {
  let world: World;
  beforeEach(async () => {
    world = await startWorld();
    await world.server.change((state) => {
      for (const user of state.users) if (user.login === "rex") user.tokenScopes = ["repo"];
    });
  });
  afterEach(() => world.stop());

  const push = async (login: string, entry: { content: string } | { sha: null }) => {
    const { rest } = world.as(login);
    const blob = { path, mode: "100644", type: "blob", ...entry } as const;
    const tree = await rest.git.createTree({ ...shop, base_tree: world.tip(), tree: [blob] });
    const commit = { ...shop, message: "m", tree: tree.data.sha, parents: [world.tip()] };
    const { data } = await rest.git.createCommit(commit);
    return rest.git.createRef({ ...shop, ref: `refs/heads/by-${login.length}`, sha: data.sha });
  };

  it("is refused to an app without the permission, and to every workflow token", async () => {
    for (const login of ["claude[bot]", "workflow:shop"]) {
      assert.deepEqual(await refusal(commitFile(world, login, "main", path, "on: push\n")), [403, byApp]);
      assert.deepEqual(await refusal(push(login, { content: "on: push\n" })), [403, byApp]);
    }
  });

  it("is open to an app that may write workflows", async () => {
    await world.server.change((state) => {
      for (const one of organization(state).installations) one.permissions["workflows"] = "write";
    });
    await commitFile(world, "claude[bot]", "main", path, "on: push\n");
  });

  it("wants the scope workflow of a person's token: the contents API answers 404 without it", async () => {
    assert.deepEqual(await refusal(commitFile(world, "rex", "main", path, "on: push\n")), [404, "Not Found"]);
    assert.deepEqual(await refusal(push("rex", { content: "on: push\n" })), [403, byPerson]);
    await commitFile(world, "dev", "main", path, "on: push\n");
  });

  it("is a deletion too", async () => {
    await commitFile(world, "dev", "main", path, "on: push\n");
    assert.deepEqual(await refusal(push("claude[bot]", { sha: null })), [403, byApp]);
  });

  it("is no business of files beside that folder", async () => {
    await commitFile(world, "claude[bot]", "main", ".github/dependabot.yml", "x\n");
    await commitFile(world, "claude[bot]", "main", "docs/.github/workflows/ci.yml", "x\n");
  });

  it("is not merged for those who may not make it", async () => {
    await commitFile(world, "dev", "feature", path, "on: push\n");
    await world.as("dev").rest.pulls.create({ ...shop, head: "feature", base: "main", title: "x" });
    await approve(world, "rex", 1);
    assert.deepEqual(await refusal(merge(world, "workflow:shop", 1)), [403, byApp]);
    assert.deepEqual(await refusal(merge(world, "rex", 1, "squash")), [403, byPerson]);
    const { data } = await world.as("rex").rest.pulls.get({ ...shop, pull_number: 1 });
    assert.equal(data.mergeable_state, "clean");
    assert.equal((await merge(world, "dev", 1)).data.merged, true);
  });

  it("is allowed where another branch has the very same file, not another text of it", async () => {
    await commitFile(world, "claude[bot]", "feature", "src/b.txt", "b\n");
    await commitFile(world, "dev", "main", path, "on: push\n");
    assert.deepEqual(await refusal(commitFile(world, "claude[bot]", "feature", path, "on: issues\n")), [403, byApp]);
    await commitFile(world, "claude[bot]", "feature", path, "on: push\n");
  });

  it("is none of those who bring a branch up to date with a base that deleted the file", async () => {
    await commitFile(world, "dev", "main", path, "on: push\n");
    await commitFile(world, "claude[bot]", "feature", "src/b.txt", "b\n");
    await world.as("claude[bot]").rest.pulls.create({ ...shop, head: "feature", base: "main", title: "x" });
    const { rest } = world.as("dev");
    const { data } = await rest.repos.getContent({ ...shop, path });
    await rest.repos.deleteFile({ ...shop, path, message: "m", sha: (data as { sha: string }).sha });
    await world.as("claude[bot]").rest.pulls.updateBranch({ ...shop, pull_number: 1 });
    assert.equal((await merge(world, "claude[bot]", 1)).data.merged, true);
  });

  it("does not keep anybody from updating a branch with what the base already has", async () => {
    await commitFile(world, "claude[bot]", "feature", "src/b.txt", "b\n");
    await world.as("claude[bot]").rest.pulls.create({ ...shop, head: "feature", base: "main", title: "x" });
    await commitFile(world, "dev", "main", path, "on: push\n");
    await world.as("claude[bot]").rest.pulls.updateBranch({ ...shop, pull_number: 1 });
    assert.equal((await merge(world, "claude[bot]", 1)).data.merged, true);
    assert.notEqual(repository(world.server.state, "shop").git.pulls[0]?.merged, null);
  });
});
