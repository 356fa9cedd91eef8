import assert from "node:assert/strict";
import {
  bypass,
  claudeAppId,
  merge,
  openPull,
  pullRequestRule,
  refusal,
  shop,
  startWorld,
  violation,
} from "../world.ts";
import type { World } from "../world.ts";

describe("merging a pull request", () => {
  let world: World;
  beforeEach(async () => void (world = await startWorld()));
  afterEach(() => world.stop());

  it("is open to everyone with write access where no rule is in force, and to nobody else", async () => {
    const number = await openPull(world, "dev");
    assert.deepEqual(await refusal(merge(world, "reader", number)), [404, "Not Found"]);
    const { data } = await merge(world, "dev", number);
    assert.equal(data.merged, true);
    assert.equal(world.tip(), data.sha);
  });

  it("wants conversations resolved", async () => {
    await world.ruleset({
      rules: [pullRequestRule({ required_approving_review_count: 0, required_review_thread_resolution: true })],
    });
    const number = await openPull(world, "dev");
    const { data: pull } = await world.as("dev").rest.pulls.get({ ...shop, pull_number: number });
    const comment = {
      ...shop,
      pull_number: number,
      path: "src/b.txt",
      line: 1,
      body: "Why?",
      commit_id: pull.head.sha,
    };
    await world.as("rex").rest.pulls.createReviewComment(comment);
    const open = "A conversation must be resolved before this pull request can be merged.";
    assert.deepEqual(await refusal(merge(world, "dev", number)), [405, violation(open)]);
    const threads = await world.as("dev").graphql<{
      repository: { pullRequest: { reviewThreads: { nodes: { id: string }[] } } };
    }>(
      `query ($number: Int!) { repository(owner: "acme", name: "shop") {
        pullRequest(number: $number) { reviewThreads(first: 10) { nodes { id isResolved } } } } }`,
      { number },
    );
    const threadId = threads.repository.pullRequest.reviewThreads.nodes[0]?.id;
    await world
      .as("dev")
      .graphql(
        "mutation ($threadId: ID!) { resolveReviewThread(input: { threadId: $threadId }) { thread { isResolved } } }",
        {
          threadId,
        },
      );
    assert.equal((await merge(world, "dev", number)).data.merged, true);
  });

  it("is refused by a fence on the base, except for its bypassers", async () => {
    await world.ruleset({ rules: [{ type: "update" }], bypassActors: [bypass("Integration", claudeAppId)] });
    const number = await openPull(world, "dev");
    const refused = violation("Cannot update this protected ref.");
    assert.deepEqual(await refusal(merge(world, "dev", number)), [405, refused]);
    assert.equal((await merge(world, "claude[bot]", number)).data.merged, true);
  });
});
