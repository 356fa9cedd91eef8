import assert from "node:assert/strict";
import type { Conclusion } from "../../../../local/github/git/workflow-runs.ts";
import { checksRule, commitFile, merge, openPull, refusal, repository, shop, startWorld, violation } from "../world.ts";
import type { World } from "../world.ts";

const path = ".github/workflows/gate.yml";
const source = { repository: "acme/shop", workflowRepository: "acme/governance", path, ref: "main" };

describe("a run of a workflow as it goes", () => {
  let world: World;
  beforeEach(async () => void (world = await startWorld()));
  afterEach(() => world.stop());

  const begin = (jobs: readonly string[] = ["gate"]) =>
    world.server.beginWorkflowRun({ ...source, headSha: world.tip("feature"), actorLogin: "dev" }, jobs);

  const seen = async (run_id: number) => {
    const { rest } = world.as("dev");
    const { data } = await rest.actions.getWorkflowRun({ ...shop, run_id });
    const checks = (await rest.checks.listForRef({ ...shop, ref: "feature" })).data.check_runs;
    const states = checks.map(({ name, app, status, conclusion }) => [name, app?.id, status, conclusion]);
    return [[data.status, data.conclusion], ...states];
  };

  it("is queued, in progress and completed, and so is the check of each job", async () => {
    await openPull(world, "dev");
    const run = await begin(["build", "gate"]);
    assert.deepEqual(await seen(run.id), [
      ["queued", null],
      ["build", 15368, "queued", null],
      ["gate", 15368, "queued", null],
    ]);
    await run.start("build");
    await run.finish("build", "success");
    assert.deepEqual(await seen(run.id), [
      ["in_progress", null],
      ["build", 15368, "completed", "success"],
      ["gate", 15368, "queued", null],
    ]);
    await run.finish("gate", "skipped");
    assert.deepEqual(await seen(run.id), [
      ["completed", "success"],
      ["build", 15368, "completed", "success"],
      ["gate", 15368, "completed", "skipped"],
    ]);
  });

  it("keeps a merge that needs its check waiting until it succeeds", async () => {
    await world.ruleset({ rules: [checksRule([{ context: "gate", integration_id: 15368 }])] });
    const number = await openPull(world, "dev");
    const run = await begin();
    const waiting = [405, violation('Required status check "gate" is in progress.')];
    assert.deepEqual(await refusal(merge(world, "dev", number)), waiting);
    await run.start("gate");
    assert.deepEqual(await refusal(merge(world, "dev", number)), waiting);
    await run.finish("gate", "success");
    assert.equal((await merge(world, "dev", number)).data.merged, true);
  });

  it("keeps a merge that needs the workflow waiting, even after an earlier success", async () => {
    const { id } = repository(world.server.state, "governance");
    const workflows = [{ repository_id: id, path, ref: "refs/heads/main" }];
    await world.ruleset({ rules: [{ type: "workflows", parameters: { workflows } }] });
    const number = await openPull(world, "dev");
    await (await begin()).finish("gate", "success");
    const again = await begin();
    const open = [405, violation(`Required workflow '${path}' is not satisfied`)];
    assert.deepEqual(await refusal(merge(world, "dev", number)), open);
    await again.finish("gate", "success");
    assert.equal((await merge(world, "dev", number)).data.merged, true);
  });

  const outcomes: [Conclusion[], Conclusion][] = [
    [["success", "failure", "cancelled"], "failure"],
    [["success", "cancelled"], "cancelled"],
    [["skipped", "skipped"], "skipped"],
    [["neutral", "success"], "success"],
  ];
  for (const [conclusions, outcome] of outcomes) {
    it(`ends as ${outcome} after jobs that ended as ${conclusions.join(", ")}`, async () => {
      await openPull(world, "dev");
      const run = await begin(conclusions.map((_, index) => `job ${String(index)}`));
      for (const [index, conclusion] of conclusions.entries()) await run.finish(`job ${String(index)}`, conclusion);
      assert.deepEqual((await seen(run.id))[0], ["completed", outcome]);
    });
  }

  it("can be cancelled, which leaves alone what has ended", async () => {
    await openPull(world, "dev");
    const run = await begin(["build", "gate"]);
    await run.finish("build", "success");
    await run.cancel();
    await run.cancel();
    assert.deepEqual(await seen(run.id), [
      ["completed", "cancelled"],
      ["build", 15368, "completed", "success"],
      ["gate", 15368, "completed", "cancelled"],
    ]);
  });

  it("is found by its status and by its conclusion", async () => {
    await openPull(world, "dev");
    const run = await begin();
    const { rest } = world.as("dev");
    const ids = async (status: "queued" | "completed" | "success") => {
      const { data } = await rest.actions.listWorkflowRunsForRepo({ ...shop, status });
      return data.workflow_runs.map(({ id }) => id);
    };
    assert.deepEqual([await ids("queued"), await ids("completed")], [[run.id], []]);
    await run.finish("gate", "success");
    assert.deepEqual([await ids("queued"), await ids("completed"), await ids("success")], [[], [run.id], [run.id]]);
  });

  it("has no job twice, and none that it was not begun with", async () => {
    await commitFile(world, "dev", "feature", "b.txt", "b");
    const run = await begin();
    await run.start("gate");
    await assert.rejects(run.start("gate"), { message: /has no job gate that is queued\.$/ });
    await run.finish("gate", "success");
    await assert.rejects(run.finish("gate", "failure"), { message: /no job gate that is queued or in_progress\.$/ });
    await assert.rejects(run.finish("other", "failure"), { message: /no job other / });
  });
});
