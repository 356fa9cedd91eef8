import assert from "node:assert/strict";
import { approve, commitFile, merge, openPull, shop, startWorld } from "../world.ts";
import type { World } from "../world.ts";
import { Recorded } from "./recorded.ts";

describe("the feed of events", () => {
  let world: World;
  let feed: Recorded;
  beforeEach(async () => {
    world = await startWorld();
    feed = new Recorded(world.server);
  });
  afterEach(() => world.stop());

  const update = (pull_number: number, change: object) =>
    world.as("dev").rest.pulls.update({ ...shop, pull_number, ...change });

  const setDraft = async (pull_number: number, mutation: string) => {
    const { data } = await world.as("dev").rest.pulls.get({ ...shop, pull_number });
    const query = `mutation ($id: ID!) { ${mutation}(input: { pullRequestId: $id }) { pullRequest { number } } }`;
    await world.as("dev").graphql(query, { id: data.node_id });
  };

  it("tells of a pull request that is opened and of every push", async () => {
    const number = await openPull(world, "dev");
    assert.deepEqual(feed.take(), ["push by dev", "push by dev", "pull_request opened by dev"]);
    await commitFile(world, "rex", "feature", "c.txt", "c");
    assert.deepEqual(feed.take(), ["push by rex", "pull_request synchronize by rex"]);
    await merge(world, "sam", number);
    assert.deepEqual(feed.take(), ["push by sam", "pull_request closed by sam"]);
  });

  it("tells of edits, of drafts, of closing and opening again", async () => {
    const number = await openPull(world, "dev");
    feed.take();
    await update(number, { title: "Add b at last" });
    await update(number, { title: "Add b at last" });
    assert.deepEqual(feed.take(), ["pull_request edited by dev"]);
    await setDraft(number, "convertPullRequestToDraft");
    await setDraft(number, "markPullRequestReadyForReview");
    assert.deepEqual(feed.take(), ["pull_request converted_to_draft by dev", "pull_request ready_for_review by dev"]);
    await update(number, { state: "closed" });
    await update(number, { state: "open" });
    assert.deepEqual(feed.take(), ["pull_request closed by dev", "pull_request reopened by dev"]);
  });

  it("tells of reviews and of their dismissal", async () => {
    const number = await openPull(world, "dev");
    feed.take();
    const { data } = await approve(world, "rex", number);
    await world.as("olivia").rest.pulls.dismissReview({
      ...shop,
      ...{ pull_number: number, review_id: data.id, message: "no" },
    });
    assert.deepEqual(feed.take(), ["pull_request_review submitted by rex", "pull_request_review dismissed by olivia"]);
  });

  it("tells of a draft of a review once it is submitted", async () => {
    const pull_number = await openPull(world, "dev");
    feed.take();
    const { rest } = world.as("rex");
    const { data } = await rest.pulls.createReview({ ...shop, pull_number, body: "Hm" });
    assert.deepEqual(feed.take(), []);
    await rest.pulls.submitReview({ ...shop, pull_number, review_id: data.id, event: "APPROVE" });
    assert.deepEqual(feed.take(), ["pull_request_review submitted by rex"]);
  });

  it("marks what a workflow's token did", async () => {
    await openPull(world, "dev");
    feed.take();
    await commitFile(world, "workflow:shop", "feature", "c.txt", "c");
    assert.deepEqual(feed.take(), [
      "push by github-actions[bot] (workflow)",
      "pull_request synchronize by github-actions[bot] (workflow)",
    ]);
  });

  it("tells nothing of what was read or refused, and nobody who stopped listening", async () => {
    await world.as("dev").rest.pulls.list(shop);
    await assert.rejects(commitFile(world, "reader", "main", "c.txt", "c"));
    assert.deepEqual(feed.take(), []);
    feed.end();
    await commitFile(world, "dev", "main", "c.txt", "c");
    assert.deepEqual(feed.take(), []);
  });

  it("has stored the change before it tells of it", async () => {
    const seen: boolean[] = [];
    world.server.onEvent(({ payload }) => {
      const { ref, after } = payload as { ref: string; after: string };
      seen.push(world.tip(ref.slice("refs/heads/".length)) === after);
    });
    await commitFile(world, "dev", "main", "c.txt", "c");
    assert.deepEqual(seen, [true]);
  });

  it("keeps a change whose listener fails", async () => {
    world.server.onEvent(() => {
      throw new Error("broken");
    });
    assert.notEqual(await commitFile(world, "dev", "main", "c.txt", "c"), "");
  });
});
