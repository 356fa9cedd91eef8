import assert from "node:assert/strict";
import { recordWorkflowRun } from "../../../../local/github/git/workflow-runs.ts";
import type { FinishedRun } from "../../../../local/github/git/workflow-runs.ts";
import { at, openPull, repository } from "../world.ts";
import { QueueWorld } from "./queue-world.ts";

describe('required workflows in a merge queue: "the ruleset workflows run as part of the pull request and merge queue experience"', () => {
  let queue: QueueWorld;
  const path = ".github/workflows/gate.yml";
  beforeEach(async () => {
    queue = await QueueWorld.start();
    await queue.world.server.change((state) => {
      const repository_id = repository(state, "governance").id;
      const workflows = [{ repository_id, path, ref: "refs/heads/main" }];
      for (const ruleset of state.organizations[0]?.rulesets ?? []) {
        ruleset.rules = [{ type: "workflows", parameters: { workflows } }];
      }
    });
  });
  afterEach(() => queue.world.stop());

  const run = (headSha: string, event: FinishedRun["event"], conclusion: FinishedRun["conclusion"] = "success") =>
    queue.world.server.change((state) => {
      const source = { workflowRepository: "acme/governance", path, ref: "main" };
      recordWorkflowRun(state, { repository: "acme/shop", headSha, ...source, conclusion, event }, at);
    });

  /** Green on its head, and in the queue. */
  async function queuedPull(): Promise<number> {
    const number = await openPull(queue.world, "claude[bot]");
    await run(queue.world.tip("feature"), "pull_request");
    await queue.enqueue(number);
    return number;
  }

  it("merge what succeeded for the event merge_group", async () => {
    const number = await queuedPull();
    assert.deepEqual(await queue.line(), [[number, "AWAITING_CHECKS"]]);
    await run(await queue.group(number), "merge_group");
    assert.deepEqual(await queue.isMerged(number), [true]);
  });

  it("do not merge a pull request that was green before and is red in its merge group", async () => {
    const number = await queuedPull();
    await run(await queue.group(number), "merge_group", "failure");
    assert.deepEqual([await queue.line(), await queue.isMerged(number)], [[], [false]]);
  });

  it("are not satisfied by runs of other events or other commits, nor by checks", async () => {
    const number = await queuedPull();
    const group = await queue.group(number);
    await run(group, "push");
    await run(queue.world.tip("feature"), "pull_request");
    for (const name of ["gate", path]) await queue.check(group, "success", "workflow:shop", name);
    assert.deepEqual(await queue.line(), [[number, "AWAITING_CHECKS"]]);
  });

  it("run for commits of a queue only", async () => {
    const head = queue.world.tip();
    const message = new RegExp(
      `${head} is not a commit of a merge queue of acme/shop: no merge_group workflow runs on it`,
    );
    await assert.rejects(run(head, "merge_group"), message);
  });
});
