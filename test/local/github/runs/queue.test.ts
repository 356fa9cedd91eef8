import assert from "node:assert/strict";
import { repository } from "../world.ts";
import { QueueWorld } from "../pulls/queue-world.ts";

const path = ".github/workflows/gate.yml";

describe("a run of a required workflow on a merge group", () => {
  let queue: QueueWorld;
  beforeEach(async () => {
    queue = await QueueWorld.start();
    await queue.world.server.change((state) => {
      const workflows = [{ repository_id: repository(state, "governance").id, path, ref: "refs/heads/main" }];
      for (const ruleset of state.organizations[0]?.rulesets ?? []) {
        ruleset.rules.push({ type: "workflows", parameters: { workflows } });
      }
    });
  });
  afterEach(() => queue.world.stop());

  const begin = (headSha: string, event: "pull_request" | "merge_group") =>
    queue.world.server.beginWorkflowRun(
      { repository: "acme/shop", workflowRepository: "acme/governance", path, ref: "main", headSha, event },
      ["gate"],
    );

  async function queued(): Promise<number> {
    const number = await queue.greenPull("feature");
    await (await begin(queue.world.tip("feature"), "pull_request")).finish("gate", "success");
    await queue.enqueue(number);
    await queue.judge(number, "success");
    return number;
  }

  it("is waited for while it is under way, and lets the group merge when it succeeds", async () => {
    const number = await queued();
    const run = await begin(await queue.group(number), "merge_group");
    await run.start("gate");
    assert.deepEqual(await queue.line(), [[number, "AWAITING_CHECKS"]]);
    await run.finish("gate", "success");
    assert.deepEqual(await queue.isMerged(number), [true]);
  });

  it("removes the pull request when it is cancelled", async () => {
    const number = await queued();
    await (await begin(await queue.group(number), "merge_group")).cancel();
    assert.deepEqual([await queue.line(), await queue.isMerged(number)], [[], [false]]);
  });
});
