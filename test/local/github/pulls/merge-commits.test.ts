import assert from "node:assert/strict";
import type { MergeSettings } from "../../../../local/github/core/state.ts";
import {
  commitFile,
  merge,
  openPull,
  pullRequestRule,
  refusal,
  repository,
  shop,
  startWorld,
  violation,
} from "../world.ts";
import type { World } from "../world.ts";

describe("the commits that merging makes", () => {
  let world: World;
  beforeEach(async () => void (world = await startWorld()));
  afterEach(() => world.stop());

  const settings = (change: Partial<MergeSettings>) =>
    world.server.change((state) => void Object.assign(repository(state, "shop").merging, change));
  const commit = async (ref: string) => (await world.as("dev").rest.repos.getCommit({ ...shop, ref })).data;

  it("has both sides as parents of a merge commit, signed by GitHub, made by who merged", async () => {
    const base = world.tip();
    const number = await openPull(world, "claude[bot]");
    const head = world.tip("feature");
    const { data } = await merge(world, "rex", number);
    const made = await commit(data.sha);
    assert.deepEqual(
      made.parents.map((parent) => parent.sha),
      [base, head],
    );
    assert.equal(made.commit.message, "Merge pull request #1 from acme/feature\n\nAdd b");
    assert.deepEqual([made.author?.login, made.commit.committer?.name], ["rex", "GitHub"]);
    assert.equal(made.commit.verification?.verified, true);
  });

  it("builds a squash of several commits from their messages and names the co-authors", async () => {
    await settings({ squashMergeCommitTitle: "COMMIT_OR_PR_TITLE", squashMergeCommitMessage: "COMMIT_MESSAGES" });
    const number = await openPull(world, "claude[bot]");
    const trailer = "Co-authored-by: Pat <pat@example.com>";
    await commitFile(world, "dev", "feature", "src/c.txt", "c\n", `Add c\n\nFor the shop.\n\n${trailer}`);
    const { data } = await merge(world, "rex", number, "squash");
    const made = await commit(data.sha);
    assert.equal(
      made.commit.message,
      "Add b (#1)\n\n* Add b\n\n* Add c\n\nFor the shop.\n\n---------\n\n" +
        `Co-authored-by: dev <dev@users.noreply.localhost>\n${trailer}`,
    );
    assert.deepEqual([made.author?.login, made.parents.length], ["claude[bot]", 1]);
  });

  it("takes title and body of the only commit, or title and body of the pull request, or nothing", async () => {
    const message = async (branch: string, change: Partial<MergeSettings>) => {
      await settings(change);
      await commitFile(world, "dev", branch, `${branch}.txt`, "x", "Subject\n\nBody.");
      const opened = await world
        .as("dev")
        .rest.pulls.create({ ...shop, head: branch, base: "main", title: "Title", body: "Description" });
      const { data } = await merge(world, "dev", opened.data.number, "squash");
      return (await commit(data.sha)).commit.message;
    };
    const byCommit = {
      squashMergeCommitTitle: "COMMIT_OR_PR_TITLE",
      squashMergeCommitMessage: "COMMIT_MESSAGES",
    } as const;
    const byPull = { squashMergeCommitTitle: "PR_TITLE", squashMergeCommitMessage: "PR_BODY" } as const;
    assert.equal(await message("one", byCommit), "Subject (#1)\n\nBody.");
    assert.equal(await message("two", byPull), "Title (#2)\n\nDescription");
    assert.equal(await message("three", { ...byPull, squashMergeCommitMessage: "BLANK" }), "Title (#3)");
  });

  it("rebases commits one by one, unsigned, with their authors kept", async () => {
    const number = await openPull(world, "claude[bot]");
    await commitFile(world, "dev", "feature", "src/c.txt", "c\n", "Add c");
    await commitFile(world, "dev", "main", "other.txt", "o\n", "Other");
    const base = world.tip();
    const { data } = await merge(world, "rex", number, "rebase");
    const last = await commit(data.sha);
    const first = await commit(last.parents[0]?.sha ?? "");
    assert.deepEqual([first.commit.message, last.commit.message], ["Add b", "Add c"]);
    assert.deepEqual([first.author?.login, last.author?.login], ["claude[bot]", "dev"]);
    assert.equal(first.parents[0]?.sha, base);
    assert.equal(last.commit.verification?.verified, false);
  });

  it("refuses a method that the repository or a rule does not allow, with the same words", async () => {
    const number = await openPull(world, "dev");
    await settings({ allowSquashMerge: false });
    const squash = await refusal(merge(world, "dev", number, "squash"));
    assert.deepEqual(squash, [405, "Squash merges are not allowed on this repository."]);
    const parameters = { required_approving_review_count: 0, allowed_merge_methods: ["rebase"] };
    await world.ruleset({ rules: [pullRequestRule(parameters)] });
    const byRule = violation("Merge commits are not allowed on this repository.");
    assert.deepEqual(await refusal(merge(world, "dev", number)), [405, byRule]);
  });

  it("refuses what conflicts, a draft, a stale head and a second merge", async () => {
    const number = await openPull(world, "dev", "feature", "src/a.txt");
    const sha = "0".repeat(40);
    const stale = world.as("dev").rest.pulls.merge({ ...shop, pull_number: number, sha });
    assert.equal((await refusal(stale))[0], 409);
    await commitFile(world, "dev", "main", "src/a.txt", "else\n");
    assert.deepEqual(await refusal(merge(world, "dev", number)), [405, "Pull Request is not mergeable"]);
    const { data } = await world.as("dev").rest.pulls.get({ ...shop, pull_number: number });
    assert.deepEqual([data.mergeable, data.mergeable_state], [false, "dirty"]);

    await commitFile(world, "dev", "draft", "d.txt", "d");
    const draft = { ...shop, head: "draft", base: "main", title: "Draft", draft: true };
    const second = (await world.as("dev").rest.pulls.create(draft)).data.number;
    assert.deepEqual(await refusal(merge(world, "dev", second)), [405, "Pull Request is still a draft"]);
  });

  it("deletes the head where the repository says so, and keeps it where a rule forbids", async () => {
    await settings({ deleteBranchOnMerge: true });
    await world.ruleset({
      rules: [{ type: "deletion" }],
      conditions: {
        ref_name: { include: ["refs/heads/keep/*"], exclude: [] },
        repository_name: { include: ["~ALL"], exclude: [] },
      },
    });
    await merge(world, "dev", await openPull(world, "dev", "gone", "one.txt"));
    await merge(world, "dev", await openPull(world, "dev", "keep/this", "two.txt"));
    assert.equal(world.tip("gone"), "");
    assert.notEqual(world.tip("keep/this"), "");
  });
});
