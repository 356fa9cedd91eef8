import assert from "node:assert/strict";
import { recordWorkflowRun } from "../../../../local/github/git/workflow-runs.ts";
import { at, commitFile, merge, openPull, refusal, repository, shop, startWorld, violation } from "../world.ts";
import type { World } from "../world.ts";

describe("merging a pull request with a required workflow", () => {
  let world: World;
  beforeEach(async () => void (world = await startWorld()));
  afterEach(() => world.stop());

  const path = ".github/workflows/gate.yml";
  const notSatisfied = violation(`Required workflow '${path}' is not satisfied`);

  beforeEach(() => {
    const { id } = repository(world.server.state, "governance");
    const workflows = [{ repository_id: id, path, ref: "refs/heads/main" }];
    return world.ruleset({ rules: [{ type: "workflows", parameters: { workflows } }] });
  });

  const record = (run: { workflowRepository?: string; ref?: string; conclusion?: "success" | "failure" }) =>
    world.server.change((state) => {
      const { workflowRepository = "acme/governance", ref = "main", conclusion = "success" } = run;
      const headSha = world.tip("feature");
      recordWorkflowRun(state, { repository: "acme/shop", headSha, workflowRepository, path, ref, conclusion }, at);
    });

  it("blocks direct pushes", async () => {
    assert.deepEqual(await refusal(commitFile(world, "dev", "main", "c.txt", "c")), [409, notSatisfied]);
  });

  it("is not fooled by a check of the same name from the workflow token", async () => {
    const number = await openPull(world, "claude[bot]");
    const head_sha = world.tip("feature");
    for (const name of ["gate", path]) {
      await world.as("workflow:shop").rest.checks.create({ ...shop, name, head_sha, conclusion: "success" });
    }
    assert.deepEqual(await refusal(merge(world, "dev", number)), [405, notSatisfied]);
  });

  it("is not fooled by a run of the same path from another repository or another ref", async () => {
    const number = await openPull(world, "claude[bot]");
    await record({ workflowRepository: "acme/shop" });
    await record({ ref: "claude/patched" });
    assert.deepEqual(await refusal(merge(world, "dev", number)), [405, notSatisfied]);
  });

  it("opens when the workflow succeeded on the head, and closes again on a new head", async () => {
    const number = await openPull(world, "claude[bot]");
    await record({ conclusion: "failure" });
    assert.deepEqual(await refusal(merge(world, "dev", number)), [405, notSatisfied]);
    await record({});
    await commitFile(world, "claude[bot]", "feature", "late.txt", "late");
    assert.deepEqual(await refusal(merge(world, "dev", number)), [405, notSatisfied]);
    await record({});
    assert.equal((await merge(world, "dev", number)).data.merged, true);
  });
});
