import assert from "node:assert/strict";
import { commitFile, organization, refusal, ruleset, shop, startWorld, violation } from "../world.ts";
import type { World } from "../world.ts";

const base64 = (text: string): string => Buffer.from(text).toString("base64");

describe("contents", () => {
  let world: World;
  beforeEach(async () => void (world = await startWorld()));
  afterEach(() => world.stop());

  const put = (login: string, path: string, text: string, more: { sha?: string; branch?: string } = {}) =>
    world
      .as(login)
      .rest.repos.createOrUpdateFileContents({ ...shop, path, message: "m", content: base64(text), ...more });

  it("are read as file, folder, raw text and at any ref", async () => {
    const { rest } = world.as("reader");
    const file = await rest.repos.getContent({ ...shop, path: "src/a.txt" });
    assert.ok("content" in file.data && file.data.type === "file");
    assert.equal(Buffer.from(file.data.content, "base64").toString(), "a\n");
    const folder = await rest.repos.getContent({ ...shop, path: "" });
    assert.ok(Array.isArray(folder.data));
    assert.deepEqual(
      folder.data.map((entry) => [entry.type, entry.path]),
      [
        ["file", "README.md"],
        ["dir", "src"],
      ],
    );
    const raw = await rest.repos.getContent({ ...shop, path: "README.md", ref: "main", mediaType: { format: "raw" } });
    assert.equal(raw.data, "# shop\n");
    assert.equal((await refusal(rest.repos.getContent({ ...shop, path: "none" })))[0], 404);
    assert.equal((await refusal(rest.repos.getContent({ ...shop, path: "src/a.txt", ref: "none" })))[0], 404);
  });

  it("are created with 201 and changed with 200, each by one commit", async () => {
    const created = await put("dev", "docs/new.md", "one");
    assert.deepEqual([created.status, created.data.commit.parents?.length], [201, 1]);
    const sha = created.data.content?.sha ?? "";
    const changed = await put("dev", "docs/new.md", "two", { sha });
    assert.equal(changed.status, 200);
    const { data } = await world.as("dev").rest.repos.listCommits({ ...shop, path: "docs" });
    assert.deepEqual(
      data.map((commit) => commit.sha),
      [changed.data.commit.sha, created.data.commit.sha],
    );
  });

  it("want the id of the file they replace: 422 without one, 409 with another", async () => {
    assert.equal((await refusal(put("dev", "src/a.txt", "b")))[0], 422);
    const wrong = "0".repeat(40);
    assert.deepEqual(await refusal(put("dev", "src/a.txt", "b", { sha: wrong })), [
      409,
      `src/a.txt does not match ${wrong}`,
    ]);
  });

  it("are refused on branches that do not exist and on folders", async () => {
    assert.deepEqual(await refusal(put("dev", "x", "x", { branch: "none" })), [404, "Branch none not found"]);
    assert.equal((await refusal(put("dev", "src", "x")))[0], 422);
  });

  it("are deleted by a commit", async () => {
    const { rest } = world.as("dev");
    const { data } = await rest.repos.getContent({ ...shop, path: "src/a.txt" });
    const { sha } = data as { sha: string };
    const deleted = await rest.repos.deleteFile({ ...shop, path: "src/a.txt", message: "m", sha });
    assert.equal(deleted.data.content, null);
    assert.equal((await refusal(rest.repos.getContent({ ...shop, path: "src" })))[0], 404);
  });

  it("carry GitHub's signature, unless a person says who commits", async () => {
    const own = await put("dev", "one", "1");
    assert.deepEqual(
      [own.data.commit.author?.name, own.data.commit.committer?.name, own.data.commit.verification?.verified],
      ["dev", "GitHub", true],
    );
    const committer = { name: "Somebody", email: "some@example.com" };
    const file = { ...shop, path: "two", message: "m", content: base64("2"), committer };
    const other = await world.as("dev").rest.repos.createOrUpdateFileContents(file);
    assert.deepEqual(
      [other.data.commit.author?.name, other.data.commit.committer?.name, other.data.commit.verification?.verified],
      ["Somebody", "Somebody", false],
    );
  });

  describe("under a push ruleset", () => {
    const message = violation("File path is restricted");

    beforeEach(() =>
      world.ruleset(
        ruleset({
          target: "push",
          conditions: { repository_name: { include: ["~ALL"], exclude: [] } },
          rules: [{ type: "file_path_restriction", parameters: { restricted_file_paths: ["secrets/**/*"] } }],
        }),
      ),
    );

    it("are refused on any branch", async () => {
      assert.deepEqual(await refusal(put("dev", "secrets/a", "x")), [409, message]);
      assert.equal((await put("dev", "public/a", "x")).status, 201);
    });

    it("are not deleted either", async () => {
      const setRules = (enforcement: "active" | "disabled") =>
        world.server.change((state) => {
          for (const one of organization(state).rulesets) one.enforcement = enforcement;
        });
      await setRules("disabled");
      const { data } = await put("dev", "secrets/a", "x");
      await setRules("active");
      const { rest } = world.as("dev");
      const sha = data.content?.sha ?? "";
      const removal = rest.repos.deleteFile({ ...shop, path: "secrets/a", message: "m", sha });
      assert.deepEqual(await refusal(removal), [409, message]);
      const entry = { path: "secrets/a", mode: "100644", type: "blob", sha: null } as const;
      const tree = rest.git.createTree({ ...shop, tree: [entry], base_tree: world.tip() });
      assert.deepEqual(await refusal(tree), [422, message]);
    });

    it('are refused as a tree too: "push rulesets apply to the "Create a blob", "Create a tree" [...] endpoints"', async () => {
      const entry = { path: "secrets/deep/a", mode: "100644", type: "blob", content: "x" } as const;
      const tree = world.as("dev").rest.git.createTree({ ...shop, tree: [entry], base_tree: world.tip() });
      assert.deepEqual(await refusal(tree), [422, message]);
    });

    it("stop no pull request that merges what is in the repository already", async () => {
      await world.server.change((state) => void state.organizations.forEach((one) => (one.rulesets = [])));
      await commitFile(world, "dev", "feature", "secrets/a", "x");
      await world.ruleset(
        ruleset({
          target: "push",
          conditions: { repository_name: { include: ["~ALL"], exclude: [] } },
          rules: [{ type: "file_path_restriction", parameters: { restricted_file_paths: ["secrets/**/*"] } }],
        }),
      );
      const { rest } = world.as("dev");
      await rest.pulls.create({ ...shop, head: "feature", base: "main", title: "x" });
      assert.equal((await rest.pulls.merge({ ...shop, pull_number: 1 })).data.merged, true);
    });
  });
});
