import assert from "node:assert/strict";
import { QueueWorld } from "../pulls/queue-world.ts";
import { shop } from "../world.ts";
import { Recorded } from "./recorded.ts";

describe("the feed of events of a merge queue", () => {
  let queue: QueueWorld;
  let feed: Recorded;
  beforeEach(async () => {
    queue = await QueueWorld.start();
    feed = new Recorded(queue.world.server);
  });
  afterEach(() => queue.world.stop());

  const groups = () =>
    feed.events.splice(0).flatMap(({ name, action, payload }) => {
      if (name !== "merge_group") return [];
      const { reason, merge_group: group } = payload as { reason?: string; merge_group: Record<string, unknown> };
      return [[action, reason, group["head_sha"], group["head_ref"], group["base_ref"]]];
    });

  const requested = (number: number, sha: string, base: string) => {
    const ref = `refs/heads/gh-readonly-queue/main/pr-${String(number)}-${base}`;
    return ["checks_requested", undefined, sha, ref, "refs/heads/main"];
  };

  it("asks for checks of a group, and tells when it is merged", async () => {
    const number = await queue.greenPull("one");
    feed.take();
    const base = queue.world.tip();
    await queue.enqueue(number);
    const sha = await queue.group(number);
    assert.deepEqual(groups(), [requested(number, sha, base)]);
    await queue.judge(number, "success");
    assert.deepEqual(feed.take(), [
      "push by dev",
      "push by dev",
      "pull_request closed by dev",
      "merge_group destroyed by dev",
    ]);
  });

  it("asks again for what stands behind a group that failed", async () => {
    const [one, two] = [await queue.greenPull("one"), await queue.greenPull("two")];
    await queue.enqueue(one);
    await queue.enqueue(two);
    const old = await queue.group(two);
    feed.take();
    await queue.judge(one, "failure");
    const base = queue.world.tip();
    assert.deepEqual(
      groups().map(([action, reason]) => [action, reason]),
      [
        ["destroyed", "dequeued"],
        ["destroyed", "invalidated"],
        ["checks_requested", undefined],
      ],
    );
    assert.deepEqual(
      (await queue.entries())?.map((entry) => [entry.headCommit?.oid === old, entry.baseCommit?.oid]),
      [[false, base]],
    );
  });

  it("does what a workflow's check sets going for the one who queued it", async () => {
    const number = await queue.greenPull("one");
    await queue.enqueue(number);
    feed.take();
    await queue.world.server.change((state) => {
      for (const ruleset of state.organizations[0]?.rulesets ?? []) ruleset.enforcement = "disabled";
    });
    const { rest } = queue.world.as("workflow:shop");
    await rest.checks.create({ ...shop, name: "ci", head_sha: await queue.group(number), conclusion: "success" });
    assert.deepEqual(
      new Set(feed.take()),
      new Set(["push by dev", "pull_request closed by dev", "merge_group destroyed by dev"]),
    );
  });
});
