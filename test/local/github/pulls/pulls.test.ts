import assert from "node:assert/strict";
import { approve, commitFile, openPull, organization, refusal, repository, shop, startWorld } from "../world.ts";
import type { World } from "../world.ts";

describe("pull requests", () => {
  let world: World;
  beforeEach(async () => void (world = await startWorld()));
  afterEach(() => world.stop());

  const open = (login: string, head: string, base = "main") =>
    world.as(login).rest.pulls.create({ ...shop, head, base, title: "T" });

  it("show their commits, files and numbers", async () => {
    const number = await openPull(world, "claude[bot]");
    await commitFile(world, "dev", "feature", "src/a.txt", "b\n", "Change a");
    const { rest } = world.as("reader");
    const at = { ...shop, pull_number: number };
    const { data } = await rest.pulls.get(at);
    assert.deepEqual(
      [data.number, data.user.login, data.user.type, data.commits, data.changed_files, data.additions, data.deletions],
      [1, "claude[bot]", "Bot", 2, 2, 2, 1],
    );
    assert.deepEqual([data.mergeable, data.mergeable_state, data.head.label], [true, "clean", "acme:feature"]);
    const files = await rest.pulls.listFiles(at);
    assert.deepEqual(
      files.data.map((file) => [file.filename, file.status]),
      [
        ["src/a.txt", "modified"],
        ["src/b.txt", "added"],
      ],
    );
    const commits = await rest.pulls.listCommits(at);
    assert.deepEqual(
      commits.data.map((commit) => commit.commit.message),
      ["Add b", "Change a"],
    );
    const [last] = commits.data.slice(-1);
    const found = await rest.repos.listPullRequestsAssociatedWithCommit({ ...shop, commit_sha: last?.sha ?? "" });
    assert.deepEqual(
      found.data.map((pull) => pull.number),
      [1],
    );
  });

  it("are refused without branches, without commits, and twice", async () => {
    assert.equal((await refusal(open("dev", "none")))[0], 422);
    await world.as("dev").rest.git.createRef({ ...shop, ref: "refs/heads/same", sha: world.tip() });
    assert.equal((await refusal(open("dev", "same")))[0], 422);
    await openPull(world, "dev");
    assert.equal((await refusal(open("dev", "feature")))[0], 422);
  });

  it("are opened by readers, but by workflows only where Actions may", async () => {
    await commitFile(world, "dev", "feature", "x", "x");
    await world.server.change((state) => {
      organization(state).workflowPermissions.canApprovePullRequestReviews = false;
    });
    const message = "GitHub Actions is not permitted to create or approve pull requests.";
    assert.deepEqual(await refusal(open("workflow:shop", "feature")), [403, message]);
    assert.equal((await open("reader", "feature")).status, 201);
  });

  it("are listed by state, head and base", async () => {
    await openPull(world, "dev", "one", "one.txt");
    await openPull(world, "dev", "two", "two.txt");
    const { rest } = world.as("dev");
    await rest.pulls.update({ ...shop, pull_number: 1, state: "closed" });
    const numbers = async (filter: object) =>
      (await rest.pulls.list({ ...shop, ...filter })).data.map((pull) => pull.number);
    assert.deepEqual(await numbers({}), [2]);
    assert.deepEqual(await numbers({ state: "closed" }), [1]);
    assert.deepEqual(await numbers({ state: "all", direction: "asc" }), [1, 2]);
    assert.deepEqual(await numbers({ state: "all", head: "acme:one" }), [1]);
    assert.deepEqual(await numbers({ base: "none" }), []);
  });

  it("are changed by their author and those who may write, closed, and opened again", async () => {
    const number = await openPull(world, "claude[bot]");
    const update = (login: string, change: object) =>
      world.as(login).rest.pulls.update({ ...shop, pull_number: number, ...change });
    assert.equal((await refusal(update("reader", { title: "X" })))[0], 404);
    assert.equal((await update("rex", { title: "X", body: "B" })).data.title, "X");
    assert.equal((await update("claude[bot]", { state: "closed" })).data.state, "closed");
    assert.equal((await update("dev", { state: "open" })).data.state, "open");
  });

  it("are not opened again once merged", async () => {
    const number = await openPull(world, "dev");
    await world.as("dev").rest.pulls.merge({ ...shop, pull_number: number });
    const reopened = world.as("dev").rest.pulls.update({ ...shop, pull_number: number, state: "open" });
    assert.equal((await refusal(reopened))[0], 422);
    await world.as("dev").rest.pulls.checkIfMerged({ ...shop, pull_number: number });
  });

  it("tell how mergeable they are, whoever asks", async () => {
    const number = await openPull(world, "dev");
    const state = async () =>
      (await world.as("olivia").rest.pulls.get({ ...shop, pull_number: number })).data.mergeable_state;
    const head_sha = world.tip("feature");
    await world.as("gate[bot]").rest.checks.create({ ...shop, name: "extra", head_sha, conclusion: "failure" });
    assert.equal(await state(), "unstable");
    await world.ruleset({
      rules: [{ type: "update" }],
      bypassActors: [{ actor_type: "OrganizationAdmin", actor_id: 1, bypass_mode: "always" }],
    });
    assert.equal(await state(), "blocked");
    const { refs } = repository(world.server.state, "shop").git;
    assert.deepEqual(Object.keys(refs), ["refs/heads/main", "refs/heads/feature", "refs/pull/1/head"]);
  });

  describe("reviews", () => {
    it("are written as drafts and submitted later", async () => {
      const number = await openPull(world, "dev");
      const at = { ...shop, pull_number: number };
      const { rest } = world.as("rex");
      const draft = await rest.pulls.createReview({ ...at, body: "Hm" });
      assert.equal(draft.data.state, "PENDING");
      const seen = await world.as("dev").rest.pulls.listReviews(at);
      assert.deepEqual(seen.data, []);
      const review_id = draft.data.id;
      const sent = await rest.pulls.submitReview({ ...at, review_id, event: "APPROVE" });
      assert.equal(sent.data.state, "APPROVED");
      assert.equal((await refusal(rest.pulls.submitReview({ ...at, review_id, event: "APPROVE" })))[0], 422);
    });

    it("want words when they ask for changes", async () => {
      const number = await openPull(world, "dev");
      const call = world.as("rex").rest.pulls.createReview({ ...shop, pull_number: number, event: "REQUEST_CHANGES" });
      assert.equal((await refusal(call))[0], 422);
    });

    it("are dismissed by those who may write", async () => {
      const number = await openPull(world, "dev");
      const { data } = await approve(world, "rex", number);
      const dismissal = { ...shop, pull_number: number, review_id: data.id, message: "Stale" };
      assert.equal((await refusal(world.as("reader").rest.pulls.dismissReview(dismissal)))[0], 404);
      const dismissed = await world.as("sam").rest.pulls.dismissReview(dismissal);
      assert.equal(dismissed.data.state, "DISMISSED");
      assert.equal((await refusal(world.as("sam").rest.pulls.dismissReview(dismissal)))[0], 422);
    });

    it("are asked of collaborators and teams, not of the author, and no longer once given", async () => {
      const number = await openPull(world, "dev");
      const at = { ...shop, pull_number: number };
      const { rest } = world.as("dev");
      const request = (reviewers: string[], team_reviewers: string[] = []) =>
        rest.pulls.requestReviewers({ ...at, reviewers, team_reviewers });
      assert.equal((await refusal(request(["dev"])))[0], 422);
      assert.equal((await refusal(request(["nobody"])))[0], 422);
      await request(["rex", "sam"], ["owners"]);
      await rest.pulls.removeRequestedReviewers({ ...at, reviewers: ["sam"] });
      const left = async () => {
        const { data } = await rest.pulls.listRequestedReviewers(at);
        return [...data.users.map((user) => user.login), ...data.teams.map((team) => team.slug)];
      };
      assert.deepEqual(await left(), ["rex", "owners"]);
      await approve(world, "rex", number);
      assert.deepEqual(await left(), ["owners"]);
    });
  });
});

describe("checks and statuses of a commit", () => {
  let world: World;
  beforeEach(async () => void (world = await startWorld()));
  afterEach(() => world.stop());

  it("list the last check run of each name and app", async () => {
    const head_sha = world.tip();
    const { rest } = world.as("gate[bot]");
    const first = await rest.checks.create({ ...shop, name: "gate", head_sha, status: "in_progress" });
    await rest.checks.create({ ...shop, name: "gate", head_sha, conclusion: "failure" });
    await world.as("workflow:shop").rest.checks.create({ ...shop, name: "gate", head_sha, conclusion: "success" });
    const list = async (more: object = {}) =>
      (await rest.checks.listForRef({ ...shop, ref: "main", ...more })).data.check_runs.map((run) => [
        run.app?.slug,
        run.conclusion,
      ]);
    assert.deepEqual(await list(), [
      ["gate", "failure"],
      ["github-actions", "success"],
    ]);
    assert.equal((await list({ filter: "all" })).length, 3);
    assert.deepEqual(await list({ app_id: 15368 }), [["github-actions", "success"]]);
    const done = await rest.checks.update({ ...shop, check_run_id: first.data.id, conclusion: "neutral" });
    assert.deepEqual([done.data.status, done.data.conclusion], ["completed", "neutral"]);
  });

  it('combine statuses: "failure if any of the contexts report as error or failure"', async () => {
    const sha = world.tip();
    const { rest } = world.as("dev");
    const combined = async () => (await rest.repos.getCombinedStatusForRef({ ...shop, ref: "main" })).data.state;
    const set = (context: string, state: "success" | "pending" | "error") =>
      rest.repos.createCommitStatus({ ...shop, sha, state, context });
    assert.equal(await combined(), "pending");
    await set("a", "success");
    assert.equal(await combined(), "success");
    await set("b", "pending");
    assert.equal(await combined(), "pending");
    await set("b", "error");
    assert.equal(await combined(), "failure");
    await set("b", "success");
    assert.equal(await combined(), "success");
    const { data } = await rest.repos.listCommitStatusesForRef({ ...shop, ref: "main" });
    assert.equal(data.length, 4);
  });

  it("list recorded workflow runs, with where a foreign workflow file came from", async () => {
    const [headSha, path] = [world.tip(), ".github/workflows/gate.yml"];
    const run = { repository: "acme/shop", headSha, path, ref: "main", conclusion: "success" } as const;
    await world.server.recordWorkflowRun({ ...run, workflowRepository: "acme/governance" });
    const { data } = await world.as("dev").rest.actions.listWorkflowRunsForRepo({ ...shop, head_sha: headSha });
    assert.deepEqual(
      data.workflow_runs.map((one) => [one.path, one.conclusion, one.head_branch]),
      [[`acme/governance/${path}@main`, "success", "main"]],
    );
    const unknown = world.server.recordWorkflowRun({ ...run, workflowRepository: "acme/none" });
    await assert.rejects(unknown, /There is no repository acme\/none/);
  });
});
