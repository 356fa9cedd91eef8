import assert from "node:assert/strict";
import { Octokit } from "octokit";
import type { JobWish } from "../../../../local/github/core/jobs.ts";
import { commitFile, openPull, refusal, repository, shop, startWorld } from "../world.ts";
import type { World } from "../world.ts";

describe("the token of a job", () => {
  let world: World;
  beforeEach(async () => void (world = await startWorld()));
  afterEach(() => world.stop());

  const start = (permissions: JobWish["permissions"], fromFork = false) => {
    const job = world.server.startJob({ repository: "acme/shop", permissions, fromFork });
    const { rest, graphql } = new Octokit({
      ...{ auth: job.token, baseUrl: world.server.apiUrl },
      ...{ throttle: { enabled: false }, retry: { enabled: false } },
    });
    return { ...job, rest, graphql };
  };
  const refused = [403, "Resource not accessible by integration"];

  it("does what the job was given and nothing else", async () => {
    const pull_number = await openPull(world, "dev");
    const { rest } = start({ "pull-requests": "read", checks: "write" });
    assert.equal((await rest.pulls.get({ ...shop, pull_number })).data.number, pull_number);
    const { data } = await rest.checks.create({ ...shop, name: "gate", head_sha: world.tip("feature") });
    assert.equal(data.app?.id, 15368);
    assert.deepEqual(
      await refusal(rest.pulls.createReview({ ...shop, pull_number, event: "COMMENT", body: "a" })),
      refused,
    );
    assert.deepEqual(await refusal(rest.repos.getContent({ ...shop, path: "README.md" })), refused);
  });

  it("shows pull requests by GraphQL to those jobs only that may read them", async () => {
    await openPull(world, "dev");
    const query = '{ repository(owner: "acme", name: "shop") { pullRequests(first: 1) { totalCount } } }';
    const ask = (permissions: JobWish["permissions"]) => start(permissions).graphql(query);
    assert.deepEqual(await ask({ "pull-requests": "read" }), { repository: { pullRequests: { totalCount: 1 } } });
    await assert.rejects(ask({ contents: "read" }), { message: /Resource not accessible by integration/ });
  });

  it("reaches its own repository only, and public ones as anybody does", async () => {
    const { rest } = start({ contents: "write" });
    assert.equal((await rest.repos.get(shop)).data.name, "shop");
    const elsewhere = { owner: "acme", repo: "governance", path: ".github/workflows/gate.yml" };
    assert.deepEqual(await refusal(rest.repos.getContent(elsewhere)), [404, "Not Found"]);
    assert.equal((await rest.repos.getContent({ owner: "acme", repo: "open", path: "README.md" })).status, 200);
  });

  it("only reads where a fork's pull request started the job", async () => {
    const { rest } = start({ contents: "write", checks: "write" }, true);
    assert.equal((await rest.repos.getContent({ ...shop, path: "README.md" })).status, 200);
    assert.deepEqual(await refusal(rest.checks.create({ ...shop, name: "gate", head_sha: world.tip() })), refused);
  });

  it("can never see members of teams or rulesets of the organisation", async () => {
    const { rest } = start({ contents: "write", "pull-requests": "write", "id-token": "write" });
    const [members, rulesets] = [
      await refusal(rest.teams.listMembersInOrg({ org: "acme", team_slug: "owners" })),
      await refusal(rest.repos.getOrgRulesets({ org: "acme" })),
    ];
    assert.deepEqual([members[0], rulesets[0]], [404, 404]);
  });

  it("is dead once the job has ended", async () => {
    const { rest, end } = start({ contents: "read" });
    end();
    assert.deepEqual(await refusal(rest.repos.get(shop)), [401, "Bad credentials"]);
  });

  it("does not make a workflow run: its changes are marked", async () => {
    const marks: boolean[] = [];
    world.server.onEvent((event) => marks.push(event.byWorkflowToken));
    const { rest } = start({ contents: "write" });
    await rest.git.createRef({ ...shop, ref: "refs/heads/made", sha: world.tip() });
    await commitFile(world, "dev", "main", "c.txt", "c");
    assert.deepEqual(marks, [true, false]);
  });

  it("is not given for what does not exist or does not run", async () => {
    const wish = { repository: "acme/shop", permissions: {} };
    assert.throws(() => world.server.startJob({ ...wish, repository: "acme/none" }), {
      message: "There is no repository acme/none.",
    });
    assert.throws(() => world.server.startJob({ ...wish, permissions: { pull_requests: "read" } }), {
      message: /^No permission of a job: pull_requests\. Name some of: actions, /,
    });
    await world.server.change((state) => void (repository(state, "shop").actions.enabled = false));
    assert.throws(() => world.server.startJob(wish), {
      message: "Actions are switched off for acme/shop: no job runs there.",
    });
  });
});
