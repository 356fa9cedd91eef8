import assert from "node:assert/strict";
import {
  approve,
  bypass,
  commitFile,
  merge,
  onBranches,
  openPull,
  pullRequestRule,
  refusal,
  repository,
  shop,
  startWorld,
  violation,
} from "../world.ts";
import type { World } from "../world.ts";

const oneApproval = "At least 1 approving review is required by reviewers with write access.";

describe("approvals of an earlier state of a pull request", () => {
  let world: World;
  beforeEach(async () => void (world = await startWorld()));
  afterEach(() => world.stop());

  it("dismisses approvals as stale when the diff changes", async () => {
    await world.ruleset({ rules: [pullRequestRule({ dismiss_stale_reviews_on_push: true })] });
    const number = await openPull(world, "dev");
    await approve(world, "rex", number);
    await commitFile(world, "dev", "feature", "src/c.txt", "c\n");
    assert.deepEqual(await refusal(merge(world, "dev", number)), [405, violation(oneApproval)]);
    const { data } = await world.as("dev").rest.pulls.listReviews({ ...shop, pull_number: number });
    assert.deepEqual(
      data.map((review) => review.state),
      ["DISMISSED"],
    );
  });

  it("dismisses them when another base changes the diff, and keeps them where it does not", async () => {
    await world.ruleset({
      rules: [pullRequestRule({ dismiss_stale_reviews_on_push: true })],
      conditions: onBranches("refs/heads/main", "refs/heads/same"),
    });
    const { rest } = world.as("dev");
    const sha = world.tip();
    await commitFile(world, "dev", "lower", "src/lower.txt", "hidden\n");
    await rest.git.createRef({ ...shop, ref: "refs/heads/feature", sha: world.tip("lower") });
    await commitFile(world, "dev", "feature", "src/b.txt", "b\n");
    await rest.pulls.create({ ...shop, head: "feature", base: "lower", title: "x" });
    await approve(world, "rex", 1);
    await rest.pulls.update({ ...shop, pull_number: 1, base: "main" });
    assert.deepEqual(await refusal(merge(world, "dev", 1)), [405, violation(oneApproval)]);
    await approve(world, "rex", 1);
    await world.server.change((state) => void (repository(state, "shop").git.refs["refs/heads/same"] = sha));
    await rest.pulls.update({ ...shop, pull_number: 1, base: "same" });
    assert.equal((await merge(world, "dev", 1)).data.merged, true);
  });

  it("keeps approvals when only the base moves and the diff stays", async () => {
    await world.ruleset({
      rules: [pullRequestRule({ dismiss_stale_reviews_on_push: true })],
      bypassActors: [bypass("OrganizationAdmin", 1)],
    });
    const number = await openPull(world, "dev");
    await approve(world, "rex", number);
    await commitFile(world, "olivia", "main", "other.txt", "o\n");
    await world.as("dev").rest.pulls.updateBranch({ ...shop, pull_number: number });
    assert.equal((await merge(world, "dev", number)).data.merged, true);
  });

  it("wants an approval of the last push by somebody who did not push it", async () => {
    await world.ruleset({ rules: [pullRequestRule({ require_last_push_approval: true })] });
    const number = await openPull(world, "dev");
    await approve(world, "rex", number);
    await approve(world, "sam", number);
    await commitFile(world, "rex", "feature", "src/c.txt", "c\n");
    const last = "New changes require approval from someone other than the last pusher.";
    assert.deepEqual(await refusal(merge(world, "dev", number)), [405, violation(last)]);
    await approve(world, "rex", number);
    assert.deepEqual(await refusal(merge(world, "dev", number)), [405, violation(last)]);
    await approve(world, "sam", number);
    assert.equal((await merge(world, "dev", number)).data.merged, true);
  });
});
