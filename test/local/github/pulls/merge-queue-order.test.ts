import assert from "node:assert/strict";
import { commitOf } from "../../../../local/github/git/objects.ts";
import { bypass, commitFile, organization, repository } from "../world.ts";
import { QueueWorld } from "./queue-world.ts";

describe("pull requests in a merge queue", () => {
  let queue: QueueWorld;
  const start = async (parameters: Record<string, unknown> = {}) => void (queue = await QueueWorld.start(parameters));
  afterEach(() => queue.world.stop());

  /** Two or more pull requests in the queue, in the order they are named. */
  async function queued(...branches: string[]): Promise<number[]> {
    const numbers: number[] = [];
    for (const branch of branches) numbers.push(await queue.greenPull(branch));
    for (const number of numbers) await queue.enqueue(number);
    return numbers;
  }
  const bases = async () => (await queue.entries())?.map((entry) => entry.baseCommit?.oid);

  it("are each tried on top of the ones before", async () => {
    await start();
    const [a = 0] = await queued("a", "b");
    assert.deepEqual(await bases(), [queue.world.tip(), await queue.group(a)]);
  });

  it("wait for those before them", async () => {
    await start();
    const [a = 0, b = 0] = await queued("a", "b");
    await queue.judge(b, "success");
    assert.deepEqual(await queue.line(), [
      [a, "AWAITING_CHECKS"],
      [b, "MERGEABLE"],
    ]);
    const tip = await queue.group(b);
    await queue.judge(a, "success");
    assert.deepEqual([await queue.isMerged(a, b), queue.world.tip()], [[true, true], tip]);
  });

  it("are tried anew without one that failed: what was green with it does not count", async () => {
    await start();
    const [a = 0, b = 0] = await queued("a", "b");
    const before = await queue.group(b);
    await queue.judge(b, "success");
    await queue.judge(a, "failure");
    assert.deepEqual(await queue.line(), [[b, "AWAITING_CHECKS"]]);
    assert.notEqual(await queue.group(b), before);
    assert.deepEqual(await bases(), [queue.world.tip()]);
    await queue.judge(b, "success");
    assert.deepEqual(await queue.isMerged(a, b), [false, true]);
    assert.equal(repository(queue.world.server.state, "shop").git.refs["refs/heads/main"], queue.world.tip());
  });

  it("stay while one before them may be what made them fail", async () => {
    await start();
    const [a = 0, b = 0] = await queued("a", "b");
    await queue.judge(b, "failure");
    assert.deepEqual(await queue.line(), [
      [a, "AWAITING_CHECKS"],
      [b, "UNMERGEABLE"],
    ]);
    await queue.judge(a, "success");
    assert.deepEqual([await queue.line(), await queue.isMerged(a, b)], [[], [true, false]]);
  });

  it("are tried anew when the base moves past the queue", async () => {
    await start();
    const [a = 0] = await queued("a");
    const before = await queue.group(a);
    await queue.world.server.change((state) => {
      const owners = bypass("OrganizationAdmin", 1);
      for (const ruleset of organization(state).rulesets) ruleset.bypassActors.push(owners);
    });
    await commitFile(queue.world, "olivia", "main", "urgent.txt", "now");
    assert.deepEqual(await bases(), [queue.world.tip()]);
    assert.notEqual(await queue.group(a), before);
  });

  it("leave when they conflict with what was merged before them", async () => {
    await start();
    const a = await queue.greenPull("a", "same.txt");
    await commitFile(queue.world, "claude[bot]", "b", "same.txt", "other\n");
    const { data } = await queue.world
      .as("claude[bot]")
      .rest.pulls.create({ owner: "acme", repo: "shop", head: "b", base: "main", title: "b" });
    await queue.check(queue.world.tip("b"), "success");
    for (const number of [a, data.number]) await queue.enqueue(number);
    assert.deepEqual(await queue.line(), [
      [a, "AWAITING_CHECKS"],
      [data.number, "UNMERGEABLE"],
    ]);
    await queue.judge(a, "success");
    assert.deepEqual([await queue.line(), await queue.isMerged(a, data.number)], [[], [true, false]]);
  });

  it('jump: "Add the pull request to the front of the queue."', async () => {
    await start();
    const [a = 0, b = 0] = await queued("a", "b");
    const c = await queue.greenPull("c");
    await queue.enqueue(c, "dev", { jump: true });
    const line = await queue.entries();
    assert.deepEqual(
      line?.map((entry) => [entry.pullRequest.number, entry.position, entry.jump]),
      [
        [c, 1, true],
        [a, 2, false],
        [b, 3, false],
      ],
    );
    assert.deepEqual((await bases())?.slice(0, 2), [queue.world.tip(), await queue.group(c)]);
  });

  it('are built a few at a time: "Limit the number of queued pull requests requesting checks and workflow runs at the same time."', async () => {
    await start({ max_entries_to_build: 1 });
    const [a = 0, b = 0] = await queued("a", "b");
    assert.deepEqual(await queue.line(), [
      [a, "AWAITING_CHECKS"],
      [b, "QUEUED"],
    ]);
    await queue.judge(a, "success");
    assert.deepEqual(await queue.line(), [[b, "AWAITING_CHECKS"]]);
  });

  it('wait for others: "The minimum number of PRs that will be merged together in a group."', async () => {
    await start({ min_entries_to_merge: 2 });
    const [a = 0] = await queued("a");
    await queue.judge(a, "success");
    assert.deepEqual(await queue.line(), [[a, "MERGEABLE"]]);
    const [b = 0] = await queued("b");
    await queue.judge(b, "success");
    assert.deepEqual(await queue.isMerged(a, b), [true, true]);
  });

  it('do not wait for others for ever: "After this time has elapsed, the minimum group size will be ignored"', async () => {
    await start({ min_entries_to_merge: 2, min_entries_to_merge_wait_minutes: 5 });
    const [a = 0] = await queued("a");
    await queue.judge(a, "success");
    await queue.later(4);
    assert.deepEqual(await queue.isMerged(a), [false]);
    await queue.later(5);
    assert.deepEqual(await queue.isMerged(a), [true]);
  });

  it('merge with HEADGREEN if the last of a group is green: "only the commit at the head of the merge group [...] must pass its required checks to merge."', async () => {
    await start({ grouping_strategy: "HEADGREEN" });
    const [a = 0, b = 0] = await queued("a", "b");
    await queue.judge(a, "failure");
    assert.deepEqual(await queue.line(), [
      [a, "UNMERGEABLE"],
      [b, "AWAITING_CHECKS"],
    ]);
    await queue.judge(b, "success");
    assert.deepEqual(await queue.isMerged(a, b), [true, true]);
  });

  it("do not merge with HEADGREEN if the last of a group is red", async () => {
    await start({ grouping_strategy: "HEADGREEN" });
    const [a = 0, b = 0] = await queued("a", "b");
    await queue.judge(a, "failure");
    await queue.judge(b, "failure");
    assert.deepEqual(await queue.line(), [[b, "AWAITING_CHECKS"]]);
    assert.deepEqual(await queue.isMerged(a, b), [false, false]);
  });

  for (const [merge_method, parents] of [
    ["SQUASH", 1],
    ["REBASE", 1],
    ["MERGE", 2],
  ] as const) {
    it(`are merged by the method of the rule: ${merge_method}`, async () => {
      await start({ merge_method });
      const numbers = await queued("a", "b");
      for (const number of numbers) await queue.judge(number, "success");
      assert.deepEqual(await queue.isMerged(...numbers), [true, true]);
      const { git } = repository(queue.world.server.state, "shop");
      assert.equal(commitOf(git, queue.world.tip()).parents.length, parents);
    });
  }
});
