import assert from "node:assert/strict";
import type { Installation } from "../../../../local/github/core/state.ts";
import {
  approve,
  at,
  bypass,
  commitFile,
  gateAppId,
  merge,
  openPull,
  organization,
  pullRequestRule,
  refusal,
  shop,
  startWorld,
  violation,
} from "../world.ts";
import type { World } from "../world.ts";

const oneApproval = "At least 1 approving review is required by reviewers with write access.";

/** Changes the installation of the app `gate`. */
const changeGate = ({ server }: World, change: Partial<Installation>): Promise<void> =>
  server.change((state) => {
    const found = organization(state).installations.find(({ appId }) => appId === gateAppId);
    assert.ok(found);
    Object.assign(found, change);
  });

describe("merging a pull request with a required approval", () => {
  let world: World;
  beforeEach(async () => void (world = await startWorld()));
  afterEach(() => world.stop());

  beforeEach(() => world.ruleset({ rules: [pullRequestRule()] }));

  it("refuses direct pushes, by refs with 422 and by contents with 409", async () => {
    const sha = await commitFile(world, "dev", "feature", "src/b.txt", "b\n");
    const message = violation("Changes must be made through a pull request.");
    const push = world.as("dev").rest.git.updateRef({ ...shop, ref: "heads/main", sha });
    assert.deepEqual(await refusal(push), [422, message]);
    assert.deepEqual(await refusal(commitFile(world, "dev", "main", "c.txt", "c")), [409, message]);
  });

  it("refuses with 405 until somebody with write access approves", async () => {
    const number = await openPull(world, "claude[bot]");
    assert.deepEqual(await refusal(merge(world, "dev", number)), [405, violation(oneApproval)]);
    await approve(world, "reader", number);
    assert.deepEqual(await refusal(merge(world, "dev", number)), [405, violation(oneApproval)]);
    await approve(world, "rex", number);
    assert.equal((await merge(world, "claude[bot]", number)).data.merged, true);
  });

  it("counts an approval of an app that may write contents, as GitHub counts reviewers with write permissions", async () => {
    const number = await openPull(world, "claude[bot]");
    await approve(world, "gate[bot]", number);
    assert.equal((await merge(world, "dev", number)).data.merged, true);
  });

  it("counts no approval of an app that may only read contents, is suspended or does not reach the repository", async () => {
    const number = await openPull(world, "claude[bot]");
    await approve(world, "gate[bot]", number);
    const writes = { permissions: { contents: "write" }, suspendedAt: null, repositorySelection: "all" } as const;
    const changes = [
      { permissions: { contents: "read" } },
      { suspendedAt: at.toISOString() },
      { repositorySelection: "selected" },
    ] as const;
    for (const change of changes) {
      await changeGate(world, { ...writes, ...change });
      assert.deepEqual(await refusal(merge(world, "dev", number)), [405, violation(oneApproval)]);
    }
    await changeGate(world, writes);
    assert.equal((await merge(world, "dev", number)).data.merged, true);
  });

  it("lets nobody approve their own", async () => {
    const number = await openPull(world, "claude[bot]");
    assert.deepEqual(await refusal(approve(world, "claude[bot]", number)), [422, "Unprocessable Entity"]);
  });

  it("takes no app for a team's member, since GitHub has people in teams only: the team still must approve", async () => {
    const reviewer = { type: "Team", id: organization(world.server.state).teams[0]?.id };
    const required_reviewers = [{ file_patterns: ["*"], minimum_approvals: 1, reviewer }];
    await world.ruleset({ rules: [pullRequestRule({ required_reviewers })] });
    const number = await openPull(world, "claude[bot]");
    await approve(world, "gate[bot]", number);
    const waiting = `Waiting on 1 approving review from the team with id ${reviewer.id}.`;
    assert.deepEqual(await refusal(merge(world, "dev", number)), [405, violation(waiting)]);
    await approve(world, "sam", number);
    assert.equal((await merge(world, "dev", number)).data.merged, true);
  });

  it("counts an approval of a workflow only where Actions may approve", async () => {
    const number = await openPull(world, "claude[bot]");
    await world.server.change((state) => {
      organization(state).workflowPermissions.canApprovePullRequestReviews = false;
    });
    assert.deepEqual(await refusal(approve(world, "workflow:shop", number)), [422, "Unprocessable Entity"]);
    await world.server.change((state) => {
      organization(state).workflowPermissions.canApprovePullRequestReviews = true;
    });
    await approve(world, "workflow:shop", number);
    assert.equal((await merge(world, "dev", number)).data.merged, true);
  });

  it("is blocked by requested changes until that person approves", async () => {
    const number = await openPull(world, "dev");
    await approve(world, "rex", number);
    const object = { ...shop, pull_number: number, event: "REQUEST_CHANGES" as const, body: "No" };
    await world.as("sam").rest.pulls.createReview(object);
    assert.deepEqual(await refusal(merge(world, "dev", number)), [405, violation("Changes have been requested.")]);
    await approve(world, "sam", number);
    assert.equal((await merge(world, "dev", number)).data.merged, true);
  });

  it("lets a bypasser of mode pull_request merge, but not push", async () => {
    await world.server.change((state) => {
      for (const one of organization(state).rulesets) one.bypassActors = [bypass("RepositoryRole", 4, "pull_request")];
    });
    const number = await openPull(world, "dev");
    const pushed = await refusal(commitFile(world, "dev", "main", "c.txt", "c"));
    assert.equal(pushed[0], 409);
    assert.equal((await merge(world, "dev", number)).data.merged, true);
  });

  it("takes the most restrictive of several rulesets", async () => {
    await world.ruleset({ rules: [pullRequestRule({ required_approving_review_count: 2 })] });
    const number = await openPull(world, "dev");
    await approve(world, "rex", number);
    const two = "At least 2 approving reviews are required by reviewers with write access.";
    assert.deepEqual(await refusal(merge(world, "dev", number)), [405, violation(two)]);
    await approve(world, "sam", number);
    assert.equal((await merge(world, "dev", number)).data.merged, true);
  });
});
