import assert from "node:assert/strict";
import fc from "fast-check";
import { isRefName } from "../../../../local/github/rest/refs.ts";
import { commitFile, refusal, repository, shop, startWorld } from "../world.ts";
import type { World } from "../world.ts";

describe("refs", () => {
  let world: World;
  beforeEach(async () => void (world = await startWorld()));
  afterEach(() => world.stop());

  const create = (ref: string, sha = world.tip()) => world.as("dev").rest.git.createRef({ ...shop, ref, sha });

  it("are created, read, listed by prefix, moved and deleted", async () => {
    const { rest } = world.as("dev");
    await create("refs/heads/feature/a");
    await create("refs/tags/v1");
    const read = await rest.git.getRef({ ...shop, ref: "heads/feature/a" });
    assert.deepEqual([read.data.ref, read.data.object.type], ["refs/heads/feature/a", "commit"]);
    const listed = await rest.git.listMatchingRefs({ ...shop, ref: "heads/feat" });
    assert.deepEqual(
      listed.data.map((one) => one.ref),
      ["refs/heads/feature/a"],
    );
    const sha = await commitFile(world, "dev", "feature/a", "x", "x");
    await rest.git.updateRef({ ...shop, ref: "tags/v1", sha });
    assert.equal((await rest.git.getRef({ ...shop, ref: "tags/v1" })).data.object.sha, sha);
    await rest.git.deleteRef({ ...shop, ref: "tags/v1" });
    assert.deepEqual(await refusal(rest.git.getRef({ ...shop, ref: "tags/v1" })), [404, "Not Found"]);
  });

  it("refuse what git refuses", async () => {
    const { rest } = world.as("dev");
    await create("refs/heads/taken");
    assert.deepEqual(await refusal(create("refs/heads/taken")), [422, "Reference already exists"]);
    assert.deepEqual(await refusal(create("refs/heads/new", "0".repeat(40))), [422, "Object does not exist"]);
    assert.equal((await refusal(create("refs/heads/taken/below")))[0], 422);
    assert.equal((await refusal(create("refs/heads/bad..name")))[0], 422);
    const tree = (await rest.git.getTree({ ...shop, tree_sha: "main" })).data.sha;
    assert.deepEqual(await refusal(create("refs/heads/tree", tree)), [422, "Object is not a commit"]);
    const missing = rest.git.updateRef({ ...shop, ref: "heads/none", sha: world.tip() });
    assert.deepEqual(await refusal(missing), [422, "Reference does not exist"]);
    const main = rest.git.deleteRef({ ...shop, ref: "heads/main" });
    assert.deepEqual(await refusal(main), [422, "Cannot delete the default branch"]);
  });

  it("go back only by force", async () => {
    const before = world.tip();
    await commitFile(world, "dev", "feature", "x", "x");
    const back = (force: boolean) =>
      world.as("dev").rest.git.updateRef({ ...shop, ref: "heads/feature", sha: before, force });
    assert.deepEqual(await refusal(back(false)), [422, "Update is not a fast forward"]);
    await back(true);
    assert.equal(world.tip("feature"), before);
  });

  it("are written by those with write access only, and never in an archived repository", async () => {
    const ref = { ...shop, ref: "refs/heads/x", sha: world.tip() };
    assert.deepEqual(await refusal(world.as("reader").rest.git.createRef(ref)), [404, "Not Found"]);
    await world.server.change((state) => void (repository(state, "shop").archived = true));
    const archived = "Repository was archived so is read-only.";
    assert.deepEqual(await refusal(world.as("dev").rest.git.createRef(ref)), [403, archived]);
  });

  it("end the pull requests that come from them", async () => {
    await commitFile(world, "dev", "feature", "x", "x");
    const { rest } = world.as("dev");
    await rest.pulls.create({ ...shop, head: "feature", base: "main", title: "x" });
    await rest.git.deleteRef({ ...shop, ref: "heads/feature" });
    const { data } = await rest.pulls.get({ ...shop, pull_number: 1 });
    assert.deepEqual([data.state, data.merged], ["closed", false]);
  });

  it("mark a pull request as merged whose head was pushed to the base by hand", async () => {
    const sha = await commitFile(world, "dev", "feature", "x", "x");
    const { rest } = world.as("dev");
    await rest.pulls.create({ ...shop, head: "feature", base: "main", title: "x" });
    await rest.git.updateRef({ ...shop, ref: "heads/main", sha });
    const { data } = await rest.pulls.get({ ...shop, pull_number: 1 });
    assert.deepEqual([data.state, data.merged, data.merge_commit_sha, data.commits], ["closed", true, sha, 1]);
  });
});

describe("ref names", () => {
  const table: [name: string, valid: boolean][] = [
    ["refs/heads/a", true],
    ["refs/heads/a/b.c", true],
    ["refs/heads", false],
    ["heads/a", false],
    ["refs/heads/", false],
    ["refs/heads//a", false],
    ["refs/heads/.a", false],
    ["refs/heads/a.lock", false],
    ["refs/heads/a b", false],
    ["refs/heads/a~1", false],
    ["refs/heads/a@{1}", false],
    ["refs/heads/a.", false],
  ];
  for (const [name, valid] of table) {
    it(`${valid ? "accept" : "refuse"} ${name}`, () => assert.equal(isRefName(name), valid));
  }

  it("accept any plain words", () => {
    const word = fc.stringMatching(/^[a-z0-9_-]{1,8}$/);
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 4 }), (words) =>
        isRefName(`refs/heads/${words.join("/")}`),
      ),
    );
  });
});
