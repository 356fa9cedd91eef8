import assert from "node:assert/strict";
import { commitFile, onBranches, refusal, shop, startWorld, violation } from "../world.ts";
import type { World } from "../world.ts";

describe("git data", () => {
  let world: World;
  beforeEach(async () => void (world = await startWorld()));
  afterEach(() => world.stop());

  it("makes a commit from blob, tree and commit, and pushes it with a ref", async () => {
    const { rest } = world.as("claude[bot]");
    const base = world.tip();
    const blob = await rest.git.createBlob({
      ...shop,
      content: Buffer.from([0, 1]).toString("base64"),
      encoding: "base64",
    });
    const read = await rest.git.getBlob({ ...shop, file_sha: blob.data.sha });
    assert.deepEqual([read.data.size, Buffer.from(read.data.content, "base64")], [2, Buffer.from([0, 1])]);
    const entries = [
      { path: "bin/tool", mode: "100755", type: "blob", sha: blob.data.sha },
      { path: "src/a.txt", mode: "100644", type: "blob", sha: null },
    ] as const;
    const tree = await rest.git.createTree({ ...shop, base_tree: base, tree: [...entries] });
    const commit = await rest.git.createCommit({ ...shop, message: "Tool", tree: tree.data.sha, parents: [base] });
    await rest.git.createRef({ ...shop, ref: "refs/heads/claude/tool", sha: commit.data.sha });
    const { data } = await rest.git.getTree({ ...shop, tree_sha: "claude/tool", recursive: "1" });
    assert.deepEqual(
      data.tree.map((entry) => [entry.path, entry.mode, entry.type]),
      [
        ["README.md", "100644", "blob"],
        ["bin", "040000", "tree"],
        ["bin/tool", "100755", "blob"],
      ],
    );
  });

  it("signs a bot's commit that names no author, and nobody else's: \"contains no custom author information\"", async () => {
    const tree = (await world.as("dev").rest.git.getTree({ ...shop, tree_sha: "main" })).data.sha;
    const author = { name: "Other", email: "other@example.com" };
    const verified = async (login: string, more: object = {}) =>
      (await world.as(login).rest.git.createCommit({ ...shop, message: "m", tree, parents: [], ...more })).data
        .verification.verified;
    assert.equal(await verified("claude[bot]"), true);
    assert.equal(await verified("claude[bot]", { author }), false);
    assert.equal(await verified("dev"), false);
    assert.equal(await verified("dev", { signature: "-----BEGIN PGP SIGNATURE-----" }), true);
  });

  it("keeps unsigned commits off a branch that requires signatures", async () => {
    await world.ruleset({ rules: [{ type: "required_signatures" }] });
    const tree = (await world.as("dev").rest.git.getTree({ ...shop, tree_sha: "main" })).data.sha;
    const push = async (login: string) => {
      const { rest } = world.as(login);
      const commit = await rest.git.createCommit({ ...shop, message: "m", tree, parents: [world.tip()] });
      return rest.git.updateRef({ ...shop, ref: "heads/main", sha: commit.data.sha });
    };
    assert.equal((await refusal(push("dev")))[0], 422);
    assert.equal((await push("claude[bot]")).status, 200);
  });

  it('judges of a new branch only its own commits, those "that aren\'t accessible from other branches"', async () => {
    const { rest } = world.as("dev");
    const tree = (await rest.git.getTree({ ...shop, tree_sha: "main" })).data.sha;
    const unsigned = async (parent: string) =>
      (await rest.git.createCommit({ ...shop, message: "m", tree, parents: [parent] })).data.sha;
    const known = await unsigned(world.tip());
    await rest.git.updateRef({ ...shop, ref: "heads/main", sha: known });
    const conditions = onBranches("refs/heads/signed/*");
    await world.ruleset({ conditions, rules: [{ type: "required_signatures" }] });
    const create = (name: string, sha: string) =>
      rest.git.createRef({ ...shop, ref: `refs/heads/signed/${name}`, sha });
    assert.equal((await create("known", known)).status, 201);
    const refused = violation("Commits must have verified signatures.");
    assert.deepEqual(await refusal(create("new", await unsigned(known))), [422, refused]);
  });

  it("refuses trees and parents that do not exist", async () => {
    const { rest } = world.as("dev");
    const none = "0".repeat(40);
    const tree = (await rest.git.getTree({ ...shop, tree_sha: "main" })).data.sha;
    const refused = async (wanted: { tree: string; parents: string[] }) =>
      refusal(rest.git.createCommit({ ...shop, message: "m", ...wanted }));
    assert.deepEqual(await refused({ tree: none, parents: [] }), [422, "Tree SHA does not exist"]);
    const parent = "Parent SHA does not exist or is not a commit object";
    assert.deepEqual(await refused({ tree, parents: [none] }), [422, parent]);
  });

  it("makes annotated tags", async () => {
    const { rest } = world.as("dev");
    const tag = await rest.git.createTag({ ...shop, tag: "v1", message: "One", object: world.tip(), type: "commit" });
    await rest.git.createRef({ ...shop, ref: "refs/tags/v1", sha: tag.data.sha });
    assert.equal((await rest.git.getTag({ ...shop, tag_sha: tag.data.sha })).data.tagger.name, "dev");
    assert.equal((await rest.repos.getCommit({ ...shop, ref: "v1" })).data.sha, world.tip());
  });

  it("compares branches both ways", async () => {
    await commitFile(world, "dev", "feature", "src/a.txt", "a\nb\n");
    await commitFile(world, "dev", "main", "other", "o");
    const { rest } = world.as("dev");
    const { data } = await rest.repos.compareCommitsWithBasehead({ ...shop, basehead: "main...feature" });
    assert.deepEqual([data.status, data.ahead_by, data.behind_by, data.commits.length], ["diverged", 1, 1, 1]);
    assert.deepEqual(
      data.files?.map((file) => [file.filename, file.status, file.additions, file.deletions, file.patch]),
      [["src/a.txt", "modified", 1, 0, "@@ -1,1 +1,2 @@\n a\n+b"]],
    );
    const same = await rest.repos.compareCommitsWithBasehead({ ...shop, basehead: "main...main" });
    assert.equal(same.data.status, "identical");
  });

  it("lists commits by page, each once", async () => {
    for (const name of ["a", "b", "c", "d"]) await commitFile(world, "dev", "main", name, name);
    const { rest, paginate } = world.as("reader");
    const commits = await paginate(rest.repos.listCommits, { ...shop, per_page: 2 });
    const shas = commits.map((commit) => commit.sha);
    assert.deepEqual([shas.length, new Set(shas).size, shas[0]], [5, 5, world.tip()]);
  });

  it("merges one branch into another, or says that there is nothing to merge or a conflict", async () => {
    await commitFile(world, "dev", "feature", "src/a.txt", "b\n");
    const { rest } = world.as("dev");
    const into = (base: string, head: string) => rest.repos.merge({ ...shop, base, head });
    assert.equal((await into("main", "feature")).status, 201);
    assert.equal((await into("main", "feature")).status, 204);
    await commitFile(world, "dev", "feature", "src/a.txt", "c\n");
    await commitFile(world, "dev", "main", "src/a.txt", "d\n");
    assert.deepEqual(await refusal(into("main", "feature")), [409, "Merge conflict"]);
  });
});
