import assert from "node:assert/strict";
import { bypass, claudeAppId, commitFile, onBranches, refusal, shop, startWorld, violation } from "../world.ts";
import type { World } from "../world.ts";

const fence = { conditions: onBranches("refs/heads/claude/**/*"), rules: [{ type: "creation" }, { type: "update" }] };
const createdRestricted = violation("Cannot create ref due to creations being restricted.");
const updateRestricted = violation("Cannot update this protected ref.");

describe("a fence around an agent's branches", () => {
  let world: World;
  beforeEach(async () => void (world = await startWorld()));
  afterEach(() => world.stop());

  const create = (login: string, name: string) =>
    world.as(login).rest.git.createRef({ ...shop, ref: `refs/heads/${name}`, sha: world.tip() });

  it("does not exist at first: the agent creates a branch and commits to it", async () => {
    await create("claude[bot]", "claude/a");
    const sha = await commitFile(world, "claude[bot]", "claude/a", "x.txt", "x");
    assert.equal(world.tip("claude/a"), sha);
  });

  it("refuses new branches with 422 and leaves no ref behind", async () => {
    await world.ruleset(fence);
    assert.deepEqual(await refusal(create("claude[bot]", "claude/a")), [422, createdRestricted]);
    assert.equal(world.tip("claude/a"), "");
  });

  it("refuses commits through the contents API with 409 on a branch that was there before", async () => {
    await commitFile(world, "claude[bot]", "claude/a", "x.txt", "x");
    const before = world.tip("claude/a");
    await world.ruleset(fence);
    assert.deepEqual(await refusal(commitFile(world, "claude[bot]", "claude/a", "y.txt", "y")), [
      409,
      updateRestricted,
    ]);
    assert.equal(world.tip("claude/a"), before);
  });

  it("refuses to move such a branch with 422, forced or not", async () => {
    const sha = await commitFile(world, "claude[bot]", "claude/a", "x.txt", "x");
    await commitFile(world, "dev", "other", "y.txt", "y");
    await world.ruleset(fence);
    const move = (to: string, force: boolean) =>
      world.as("claude[bot]").rest.git.updateRef({ ...shop, ref: "heads/claude/a", sha: to, force });
    assert.deepEqual(await refusal(move(sha, false)), [422, updateRestricted]);
    assert.deepEqual(await refusal(move(world.tip("other"), true)), [422, updateRestricted]);
  });

  it("stops people too, and lets the branch be deleted", async () => {
    await commitFile(world, "claude[bot]", "claude/a", "x.txt", "x");
    await world.ruleset(fence);
    assert.deepEqual(await refusal(create("olivia", "claude/b")), [422, createdRestricted]);
    await world.as("dev").rest.git.deleteRef({ ...shop, ref: "heads/claude/a" });
    assert.equal(world.tip("claude/a"), "");
  });

  it("does nothing while it is dormant (disabled) or only watched (evaluate)", async () => {
    await world.ruleset({ ...fence, enforcement: "disabled" });
    await world.ruleset({ ...fence, enforcement: "evaluate" });
    await create("claude[bot]", "claude/a");
    assert.equal(world.tip("claude/a"), world.tip());
  });

  it("leaves other names alone: deeper ones are inside, shorter and differently written ones are not", async () => {
    await world.ruleset(fence);
    assert.deepEqual(await refusal(create("claude[bot]", "claude/a/b")), [422, createdRestricted]);
    await create("claude[bot]", "Claude/a");
    await create("claude[bot]", "claude-a");
  });

  it("lets bypassers of the mode always and exempt through, not those of pull requests only", async () => {
    for (const [mode, passes] of [
      ["always", true],
      ["exempt", true],
      ["pull_request", false],
    ] as const) {
      await world.server.change((state) => void state.organizations.forEach((one) => (one.rulesets = [])));
      await world.ruleset({ ...fence, bypassActors: [bypass("Integration", claudeAppId, mode)] });
      const attempt = create("claude[bot]", `claude/${mode}`);
      if (passes) await attempt;
      else assert.deepEqual(await refusal(attempt), [422, createdRestricted]);
    }
  });

  it("is shown by rules/branches for a branch that does not exist, with its source", async () => {
    await world.ruleset(fence);
    const { data } = await world.as("reader").rest.repos.getBranchRules({ ...shop, branch: "claude/none" });
    assert.deepEqual(
      data.map((rule) => [rule.type, rule.ruleset_source_type, rule.ruleset_source]),
      [
        ["creation", "Organization", "acme"],
        ["update", "Organization", "acme"],
      ],
    );
  });
});
