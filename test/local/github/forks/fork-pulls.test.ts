import assert from "node:assert/strict";
import { Recorded } from "../events/recorded.ts";
import { refusal } from "../world.ts";
import type { World } from "../world.ts";
import { commitTo, fork, open, openFromFork, outsider, startForkWorld, tipOf } from "./fork-world.ts";

describe("pull requests from forks", () => {
  let world: World;
  beforeEach(async () => void (world = await startForkWorld()));
  afterEach(() => world.stop());

  const get = async (pull_number: number) => (await world.as("dev").rest.pulls.get({ ...open, pull_number })).data;

  it("show the fork as their head", async () => {
    const { head, base, user } = await get(await openFromFork(world));
    assert.deepEqual(
      [head.label, head.ref, head.repo?.full_name, head.repo?.fork, head.user?.login],
      ["una:fix", "fix", "una/open", true, outsider],
    );
    assert.deepEqual([base.label, base.repo.full_name, user.login], ["acme:main", "acme/open", outsider]);
  });

  it("can be read through the base repository: head, commits, files", async () => {
    const pull_number = await openFromFork(world);
    const { rest } = world.as("dev");
    const { data: ref } = await rest.git.getRef({ ...open, ref: `pull/${String(pull_number)}/head` });
    const { data: commits } = await rest.pulls.listCommits({ ...open, pull_number });
    const { data: files } = await rest.pulls.listFiles({ ...open, pull_number });
    const tip = tipOf(world, fork, "fix");
    assert.deepEqual([ref.object.sha, commits.map(({ sha }) => sha)], [tip, [tip]]);
    assert.deepEqual(
      files.map(({ filename }) => filename),
      ["fix.txt"],
    );
    const { data: text } = await rest.repos.getContent({ ...open, path: "fix.txt", ref: ref.ref });
    assert.equal((text as { name: string }).name, "fix.txt");
  });

  it("have a ref that nobody can push to", async () => {
    const number = await openFromFork(world);
    const { git } = world.as("olivia").rest;
    const [ref, sha] = [`pull/${String(number)}/head`, tipOf(world, open)];
    const refused = [422, "Reference update failed"];
    assert.deepEqual(await refusal(git.createRef({ ...open, ref: "refs/pull/99/head", sha })), refused);
    assert.deepEqual(await refusal(git.updateRef({ ...open, ref, sha, force: true })), refused);
    assert.deepEqual(await refusal(git.deleteRef({ ...open, ref })), refused);
  });

  it("follow pushes to the fork, and close when the branch goes", async () => {
    const number = await openFromFork(world);
    const feed = new Recorded(world.server);
    const sha = await commitTo(world, outsider, fork, "fix", "more.txt");
    const [head, ref] = [(await get(number)).head.sha, `pull/${String(number)}/head`];
    const { data } = await world.as("dev").rest.git.getRef({ ...open, ref });
    assert.deepEqual([head, data.object.sha], [sha, sha]);
    const where = feed.events.map(({ name, action, repository }) => `${repository}: ${name} ${action}`);
    assert.deepEqual(where.sort(), ["acme/open: pull_request synchronize", "una/open: push "]);
    await world.as(outsider).rest.git.deleteRef({ ...fork, ref: "heads/fix" });
    assert.equal((await get(number)).state, "closed");
  });

  it("are not moved by a branch of the same name in the base repository", async () => {
    const number = await openFromFork(world);
    const { head } = await get(number);
    await commitTo(world, "dev", open, "fix", "other.txt");
    await world.as("dev").rest.git.deleteRef({ ...open, ref: "heads/fix" });
    const { state, head: after } = await get(number);
    assert.deepEqual([state, after.sha], ["open", head.sha]);
  });

  it("are reviewed and merged as others, and every branch of that name stays", async () => {
    await commitTo(world, "dev", open, "fix", "other.txt");
    const pull_number = await openFromFork(world);
    await world.as("olivia").rest.repos.update({ ...open, delete_branch_on_merge: true });
    await world.as("olivia").rest.pulls.createReview({ ...open, pull_number, event: "APPROVE" });
    assert.equal((await refusal(world.as(outsider).rest.pulls.merge({ ...open, pull_number })))[0], 404);
    const { data } = await world.as("dev").rest.pulls.merge({ ...open, pull_number });
    const { data: commit } = await world.as("dev").rest.git.getCommit({ ...open, commit_sha: data.sha });
    assert.match(commit.message, /^Merge pull request #1 from una\/fix/);
    assert.notEqual(tipOf(world, fork, "fix"), "");
    assert.notEqual(tipOf(world, open, "fix"), "");
  });

  it("are found by the owner of their head, and opened once", async () => {
    await openFromFork(world);
    const { data } = await world.as("dev").rest.pulls.list({ ...open, head: "una:fix" });
    const { data: none } = await world.as("dev").rest.pulls.list({ ...open, head: "acme:fix" });
    assert.deepEqual([data.length, none.length], [1, 0]);
    const again = { ...open, head: "una:fix", base: "main", title: "Again" };
    assert.equal((await refusal(world.as(outsider).rest.pulls.create(again)))[0], 422);
  });

  it("want a fork, a branch, and somebody who may write to one of the two", async () => {
    await commitTo(world, outsider, fork, "fix", "fix.txt");
    const create = (login: string, head: string) =>
      refusal(world.as(login).rest.pulls.create({ ...open, head, base: "main", title: "T" }));
    const refused = await Promise.all([
      create(outsider, "rex:fix"),
      create(outsider, "una:none"),
      create("reader", "una:fix"),
    ]);
    assert.deepEqual(
      refused.map(([status]) => status),
      [422, 422, 422],
    );
  });

  it("let maintainers push to their branch and to nothing else", async () => {
    const number = await openFromFork(world);
    const sha = await commitTo(world, "dev", fork, "fix", "help.txt");
    assert.equal((await get(number)).head.sha, sha);
    const denied = "Permission to una/open.git denied to dev.";
    const other = await refusal(commitTo(world, "dev", fork, "main", "help.txt"));
    assert.deepEqual(other, [403, denied]);
    const gone = await refusal(world.as("dev").rest.git.deleteRef({ ...fork, ref: "heads/fix" }));
    assert.deepEqual(gone, [403, denied]);
    assert.equal((await refusal(commitTo(world, "reader", fork, "fix", "reader.txt")))[0], 404);
    await world.as(outsider).rest.pulls.update({ ...open, pull_number: number, maintainer_can_modify: false });
    assert.equal((await refusal(commitTo(world, "dev", fork, "fix", "more.txt")))[0], 404);
  });

  it("are brought up to date in the fork", async () => {
    const pull_number = await openFromFork(world);
    await commitTo(world, "dev", open, "main", "base.txt");
    await world.as("dev").rest.pulls.updateBranch({ ...open, pull_number });
    const { data } = await world.as(outsider).rest.repos.getContent({ ...fork, path: "base.txt", ref: "fix" });
    assert.equal((data as { name: string }).name, "base.txt");
  });

  it("outlive their fork", async () => {
    const number = await openFromFork(world);
    await world.as(outsider).rest.repos.delete(fork);
    const { state, head } = await get(number);
    assert.deepEqual([state, head.repo, head.label], ["open", null, "una:fix"]);
    assert.equal((await world.as("dev").rest.pulls.merge({ ...open, pull_number: number })).data.merged, true);
  });

  it("say in GraphQL that they cross repositories", async () => {
    await openFromFork(world);
    const query = `{ repository(owner: "acme", name: "open") { isFork pullRequest(number: 1) {
      isCrossRepository headRepository { nameWithOwner isFork } headRepositoryOwner { login } } } }`;
    assert.deepEqual(await world.as("dev").graphql(query), {
      repository: {
        isFork: false,
        pullRequest: {
          isCrossRepository: true,
          headRepository: { nameWithOwner: "una/open", isFork: true },
          headRepositoryOwner: { login: outsider },
        },
      },
    });
  });
});
