import assert from "node:assert/strict";
import { recordWorkflowRun } from "../../../../local/github/git/workflow-runs.ts";
import {
  approve,
  at,
  bypass,
  checksRule,
  claudeAppId,
  commitFile,
  gateAppId,
  merge,
  openPull,
  organization,
  pullRequestRule,
  refusal,
  repository,
  shop,
  startWorld,
  violation,
} from "../world.ts";
import type { World } from "../world.ts";

const oneApproval = "At least 1 approving review is required by reviewers with write access.";

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

  describe("with a required approval", () => {
    beforeEach(() => world.ruleset({ rules: [pullRequestRule()] }));

    it("refuses direct pushes, by refs with 422 and by contents with 409", async () => {
      const sha = await commitFile(world, "dev", "feature", "src/b.txt", "b\n");
      const message = violation("Changes must be made through a pull request.");
      const push = world.as("dev").rest.git.updateRef({ ...shop, ref: "heads/main", sha });
      assert.deepEqual(await refusal(push), [422, message]);
      assert.deepEqual(await refusal(commitFile(world, "dev", "main", "c.txt", "c")), [409, message]);
    });

    it("refuses with 405 until a person with write access approves", async () => {
      const number = await openPull(world, "claude[bot]");
      assert.deepEqual(await refusal(merge(world, "dev", number)), [405, violation(oneApproval)]);
      await approve(world, "reader", number);
      assert.deepEqual(await refusal(merge(world, "dev", number)), [405, violation(oneApproval)]);
      await approve(world, "rex", number);
      assert.equal((await merge(world, "claude[bot]", number)).data.merged, true);
    });

    it("counts no approval of another app, and lets nobody approve their own", async () => {
      const number = await openPull(world, "claude[bot]");
      await approve(world, "gate[bot]", number);
      assert.deepEqual(await refusal(merge(world, "dev", number)), [405, violation(oneApproval)]);
      const own = await refusal(approve(world, "claude[bot]", number));
      assert.deepEqual(own, [422, "Unprocessable Entity"]);
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
        for (const one of organization(state).rulesets)
          one.bypassActors = [bypass("RepositoryRole", 4, "pull_request")];
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

  describe("with a required check", () => {
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

  describe("with a required workflow", () => {
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

  it("is refused by a fence on the base, except for its bypassers", async () => {
    await world.ruleset({ rules: [{ type: "update" }], bypassActors: [bypass("Integration", claudeAppId)] });
    const number = await openPull(world, "dev");
    const refused = violation("Cannot update this protected ref.");
    assert.deepEqual(await refusal(merge(world, "dev", number)), [405, refused]);
    assert.equal((await merge(world, "claude[bot]", number)).data.merged, true);
  });
});
