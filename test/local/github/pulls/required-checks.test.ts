import assert from "node:assert/strict";
import {
  bypass,
  checksRule,
  commitFile,
  gateAppId,
  merge,
  openPull,
  refusal,
  shop,
  startWorld,
  violation,
} from "../world.ts";
import type { World } from "../world.ts";

describe("merging a pull request with a required check", () => {
  let world: World;
  beforeEach(async () => void (world = await startWorld()));
  afterEach(() => world.stop());

  const post = (login: string, head_sha: string, conclusion: "success" | "failure", name = "gate") =>
    world.as(login).rest.checks.create({ ...shop, name, head_sha, conclusion });

  it("waits for it, and refuses while it is expected, in progress or failing", async () => {
    await world.ruleset({ rules: [checksRule([{ context: "gate" }])] });
    const number = await openPull(world, "dev");
    const head = world.tip("feature");
    const outcomes = async () => (await refusal(merge(world, "dev", number)))[1];
    assert.equal(await outcomes(), violation(`Required status check "gate" is expected.`));
    await world.as("gate[bot]").rest.checks.create({ ...shop, name: "gate", head_sha: head, status: "in_progress" });
    assert.equal(await outcomes(), violation(`Required status check "gate" is in progress.`));
    await post("gate[bot]", head, "failure");
    assert.equal(await outcomes(), violation(`Required status check "gate" is failing.`));
    await post("gate[bot]", head, "success");
    assert.equal((await merge(world, "dev", number)).data.merged, true);
  });

  it("takes a forged check of the workflow token where no app is pinned", async () => {
    await world.ruleset({ rules: [checksRule([{ context: "gate" }])] });
    const number = await openPull(world, "claude[bot]");
    const { data } = await post("workflow:shop", world.tip("feature"), "success");
    assert.equal(data.app?.id, 15368);
    assert.equal((await merge(world, "dev", number)).data.merged, true);
  });

  it("takes it too where GitHub Actions itself is pinned, but not where another app is", async () => {
    await world.ruleset({ rules: [checksRule([{ context: "gate", integration_id: 15368 }])] });
    const first = await openPull(world, "claude[bot]", "one", "one.txt");
    await post("workflow:shop", world.tip("one"), "success");
    assert.equal((await merge(world, "dev", first)).data.merged, true);

    await world.ruleset({ rules: [checksRule([{ context: "gate", integration_id: gateAppId }])] });
    const second = await openPull(world, "claude[bot]", "two", "two.txt");
    await post("workflow:shop", world.tip("two"), "success");
    assert.equal((await refusal(merge(world, "dev", second)))[0], 405);
  });

  it("does not take a commit status of a person for the check of a pinned app", async () => {
    await world.ruleset({ rules: [checksRule([{ context: "gate", integration_id: gateAppId }])] });
    const number = await openPull(world, "dev");
    const sha = world.tip("feature");
    await world.as("dev").rest.repos.createCommitStatus({ ...shop, sha, state: "success", context: "gate" });
    const expected = violation(`Required status check "gate" is expected.`);
    assert.deepEqual(await refusal(merge(world, "dev", number)), [405, expected]);
    await post("gate[bot]", sha, "success");
    assert.equal((await merge(world, "dev", number)).data.merged, true);
  });

  it("wants the branch up to date where the rule is strict", async () => {
    await world.ruleset({
      rules: [checksRule([{ context: "gate" }], true)],
      bypassActors: [bypass("OrganizationAdmin", 1)],
    });
    const number = await openPull(world, "dev");
    await commitFile(world, "olivia", "main", "other.txt", "o\n");
    await post("gate[bot]", world.tip("feature"), "success");
    const expected = violation(`Required status check "gate" is expected.`);
    assert.deepEqual(await refusal(merge(world, "dev", number)), [405, expected]);
    await world.as("dev").rest.pulls.updateBranch({ ...shop, pull_number: number });
    await post("gate[bot]", world.tip("feature"), "success");
    assert.equal((await merge(world, "dev", number)).data.merged, true);
  });

  it("posts no check for a person, and none for an app on another app's check", async () => {
    const sha = world.tip();
    const byPerson = await refusal(post("dev", sha, "success"));
    assert.deepEqual(byPerson, [403, "You must authenticate via a GitHub App."]);
    const { data } = await post("gate[bot]", sha, "failure");
    const update = { ...shop, check_run_id: data.id, conclusion: "success" as const };
    assert.equal((await refusal(world.as("workflow:shop").rest.checks.update(update)))[0], 403);
  });
});
