import assert from "node:assert/strict";
import { commitOf } from "../../../../local/github/git/objects.ts";
import { approve, bypass, commitFile, merge, openPull, organization, pullRequestRule } from "../world.ts";
import { refusal, repository, shop, violation } from "../world.ts";
import { QueueWorld } from "./queue-world.ts";

const onlyByQueue = violation("Changes must be made through the merge queue");

/** Type and message of the one error of a GraphQL call that must fail. */
async function failure(call: Promise<unknown>): Promise<[type: string | undefined, message: string | undefined]> {
  try {
    await call;
  } catch (error) {
    const [first] = (error as { errors: { type?: string; message: string }[] }).errors;
    return [first?.type, first?.message];
  }
  return assert.fail("the call was answered, not refused");
}

describe('a branch with a merge queue: "Merges must be performed via a merge queue."', () => {
  let queue: QueueWorld;
  beforeEach(async () => void (queue = await QueueWorld.start()));
  afterEach(() => queue.world.stop());

  it("refuses a direct merge of a green pull request, and a direct push", async () => {
    const number = await queue.greenPull("a");
    assert.deepEqual(await refusal(merge(queue.world, "dev", number)), [405, onlyByQueue]);
    const [status, message] = await refusal(commitFile(queue.world, "dev", "main", "x", "x"));
    assert.equal(status, 409);
    assert.match(message, /Changes must be made through the merge queue/);
  });

  it("lets those merge directly who may bypass it", async () => {
    const number = await queue.greenPull("a");
    assert.equal((await merge(queue.world, "olivia", number)).data.merged, true);
  });

  it("shows a pull request that may be queued as mergeable", async () => {
    const number = await queue.greenPull("a");
    assert.equal((await queue.pull(number)).mergeable_state, "clean");
  });

  it("says what the queue is like", async () => {
    const query = `{ repository(owner: "acme", name: "shop") { mergeQueue { url configuration {
      checkResponseTimeout maximumEntriesToBuild maximumEntriesToMerge mergeMethod mergingStrategy minimumEntriesToMerge minimumEntriesToMergeWaitTime } } } }`;
    assert.deepEqual(await queue.world.as("dev").graphql(query), {
      repository: {
        mergeQueue: {
          url: `${queue.world.server.url}/acme/shop/queue/main`,
          configuration: {
            checkResponseTimeout: 60,
            maximumEntriesToBuild: 5,
            maximumEntriesToMerge: 5,
            mergeMethod: "MERGE",
            mergingStrategy: "ALLGREEN",
            minimumEntriesToMerge: 1,
            minimumEntriesToMergeWaitTime: 5,
          },
        },
      },
    });
    assert.equal(await queue.entries("feature"), undefined);
  });
});

describe("a queued pull request", () => {
  let queue: QueueWorld;
  beforeEach(async () => void (queue = await QueueWorld.start()));
  afterEach(() => queue.world.stop());

  it("is tried as a merge commit on a branch of the queue", async () => {
    const number = await queue.greenPull("a");
    const [base, head] = [queue.world.tip(), queue.world.tip("a")];
    await queue.enqueue(number);
    const sha = await queue.group(number);
    const branch = `gh-readonly-queue/main/pr-${number}-${base}`;
    assert.deepEqual(queue.queueBranches(), [`refs/heads/${branch}`]);
    assert.equal(queue.world.tip(branch), sha);
    assert.deepEqual(commitOf(repository(queue.world.server.state, "shop").git, sha).parents, [base, head]);
    assert.deepEqual(await queue.line(), [[number, "AWAITING_CHECKS"]]);
    assert.equal(queue.world.tip(), base);
  });

  it("shows that it is in the queue", async () => {
    const number = await queue.greenPull("a");
    const query = `{ repository(owner: "acme", name: "shop") { pullRequest(number: ${number}) {
      isInMergeQueue isMergeQueueEnabled mergeQueueEntry { position enqueuer { login } mergeQueue { entries(first: 1) { totalCount } } } } } }`;
    const ask = async () =>
      (await queue.world.as("dev").graphql<{ repository: { pullRequest: object } }>(query)).repository.pullRequest;
    assert.deepEqual(await ask(), { isInMergeQueue: false, isMergeQueueEnabled: true, mergeQueueEntry: null });
    await queue.enqueue(number);
    assert.deepEqual(await ask(), {
      isInMergeQueue: true,
      isMergeQueueEnabled: true,
      mergeQueueEntry: { position: 1, enqueuer: { login: "dev" }, mergeQueue: { entries: { totalCount: 1 } } },
    });
  });

  it("is merged as that commit when its required check is green there", async () => {
    const number = await queue.greenPull("a");
    await queue.enqueue(number);
    const sha = await queue.group(number);
    await queue.check(sha, "success");
    const { merged, merge_commit_sha, merged_by } = await queue.pull(number);
    assert.deepEqual([merged, merge_commit_sha, merged_by?.login], [true, sha, "dev"]);
    assert.deepEqual([queue.world.tip(), queue.queueBranches(), await queue.line()], [sha, [], []]);
  });

  it("that was green before does not merge when its merge group is red, and leaves the queue", async () => {
    const number = await queue.greenPull("a");
    await queue.enqueue(number);
    await queue.judge(number, "failure");
    const { merged, state } = await queue.pull(number);
    assert.deepEqual([merged, state, await queue.line(), queue.queueBranches()], [false, "open", [], []]);
    assert.deepEqual(await refusal(merge(queue.world, "dev", number)), [405, onlyByQueue]);
  });

  it("waits while only other checks, other apps and other commits are green", async () => {
    const number = await queue.greenPull("a");
    await queue.enqueue(number);
    const sha = await queue.group(number);
    await queue.check(sha, "success", "gate[bot]", "lint");
    await queue.check(sha, "success", "workflow:shop");
    await queue.check(queue.world.tip("a"), "success");
    await queue.world.as("dev").rest.repos.createCommitStatus({ ...shop, sha, state: "success", context: "ci" });
    assert.deepEqual(await queue.line(), [[number, "AWAITING_CHECKS"]]);
  });

  it("waits while the required check runs, and merges when it is updated", async () => {
    const number = await queue.greenPull("a");
    await queue.enqueue(number);
    const { rest } = queue.world.as("gate[bot]");
    const head_sha = await queue.group(number);
    const { data } = await rest.checks.create({ ...shop, name: "ci", head_sha, status: "in_progress" });
    assert.deepEqual(await queue.line(), [[number, "AWAITING_CHECKS"]]);
    await rest.checks.update({ ...shop, check_run_id: data.id, conclusion: "success" });
    assert.deepEqual(await queue.isMerged(number), [true]);
  });

  it("waits for required checks even where whoever queued it may bypass them", async () => {
    await queue.world.server.change((state) => {
      const owners = bypass("OrganizationAdmin", 1);
      for (const ruleset of organization(state).rulesets) ruleset.bypassActors.push(owners);
    });
    const number = await openPull(queue.world, "dev");
    await queue.enqueue(number, "olivia");
    assert.deepEqual(await queue.line(), [[number, "AWAITING_CHECKS"]]);
    await queue.judge(number, "failure");
    assert.deepEqual([await queue.line(), await queue.isMerged(number)], [[], [false]]);
  });

  it("takes its head branch with it where the repository says so", async () => {
    await queue.world.server.change((state) => void (repository(state, "shop").merging.deleteBranchOnMerge = true));
    const number = await queue.greenPull("a");
    await queue.enqueue(number);
    await queue.judge(number, "success");
    assert.equal(queue.world.tip("a"), "");
  });

  it('is assumed to have failed by a check that is silent too long: "Maximum time for a required status check to report a conclusion."', async () => {
    const number = await queue.greenPull("a");
    await queue.enqueue(number);
    await queue.later(59);
    assert.deepEqual(await queue.line(), [[number, "AWAITING_CHECKS"]]);
    await queue.later(60);
    assert.deepEqual([await queue.line(), await queue.isMerged(number)], [[], [false]]);
  });

  const leavings: Record<string, (number: number) => Promise<unknown>> = {
    "it is taken out": (number) => queue.dequeue(number),
    "its head changes": () => commitFile(queue.world, "claude[bot]", "a", "late.txt", "late"),
    "it is closed": (pull_number) => queue.world.as("dev").rest.pulls.update({ ...shop, pull_number, state: "closed" }),
    "it becomes a draft": async (number) => {
      const { node_id: id } = await queue.pull(number);
      const mutation = `mutation ($id: ID!) { convertPullRequestToDraft(input: { pullRequestId: $id }) { clientMutationId } }`;
      await queue.world.as("dev").graphql(mutation, { id });
    },
    "the rule goes": (number) =>
      queue.world.server.change((state) => {
        repository(state, "shop").rulesets = [];
        assert.ok(number);
      }),
  };
  for (const [what, leave] of Object.entries(leavings)) {
    it(`leaves the queue when ${what}, and a green check of its old group merges nothing`, async () => {
      const number = await queue.greenPull("a");
      await queue.enqueue(number);
      const sha = await queue.group(number);
      await leave(number);
      await queue.check(sha, "success");
      assert.deepEqual([await queue.line(), queue.queueBranches(), await queue.isMerged(number)], [[], [], [false]]);
    });
  }

  it("leaves the queue when a reviewer asks for changes", async () => {
    await queue.world.ruleset({ rules: [pullRequestRule()] });
    const number = await queue.greenPull("a");
    await approve(queue.world, "rex", number);
    await queue.enqueue(number);
    const review = { ...shop, pull_number: number, event: "REQUEST_CHANGES" as const, body: "Not yet" };
    await queue.world.as("sam").rest.pulls.createReview(review);
    assert.deepEqual([await queue.line(), await queue.isMerged(number)], [[], [false]]);
  });

  it("is refused while a rule is unfulfilled, in that rule's words", async () => {
    const number = await openPull(queue.world, "claude[bot]");
    const message = violation('Required status check "ci" is expected.');
    assert.deepEqual(await failure(queue.enqueue(number)), ["UNPROCESSABLE", message]);
    assert.deepEqual(await queue.line(), []);
  });

  it("is refused twice, as a draft, with another head, in conflict, without a queue, and to readers", async () => {
    const number = await queue.greenPull("a");
    const unprocessable = async (call: Promise<unknown>) => (await failure(call))[1];
    const other = queue.enqueue(number, "dev", { expectedHeadOid: queue.world.tip() });
    assert.equal(await unprocessable(other), `Head sha didn't match expected sha: ${queue.world.tip()}`);
    const reader = "reader does not have the correct permissions to execute `EnqueuePullRequest`";
    assert.deepEqual(await failure(queue.enqueue(number, "reader")), ["FORBIDDEN", reader]);
    await queue.enqueue(number);
    assert.equal(await unprocessable(queue.enqueue(number)), "Pull request is already in the queue");
    assert.equal((await failure(queue.dequeue(number, "reader")))[0], "FORBIDDEN");
    await queue.dequeue(number);
    assert.equal(await unprocessable(queue.dequeue(number)), "Pull request is not in the queue");
    await queue.world.server.change((state) => void (repository(state, "shop").rulesets = []));
    assert.equal(await unprocessable(queue.enqueue(number)), "The base branch does not have a merge queue.");
  });
});
