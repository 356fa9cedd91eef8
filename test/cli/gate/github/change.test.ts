import assert from "node:assert/strict";
import { changeOfPull, type PullSubject } from "../../../../cli/gate/github/change.ts";
import { parsed } from "../../../governance/example.ts";
import { developer, GateWorld, owner, reviewer } from "../gate-world.ts";

const declaration = parsed();

describe("the facts of a pull request", () => {
  let world: GateWorld;
  beforeEach(async () => void (world = await GateWorld.start()));
  afterEach(() => world.stop());

  const change = (number: number, more: Partial<PullSubject> = {}, login = developer) =>
    changeOfPull(world.gitHub(login), { ...world.name, trigger: "pull_request", number, ...more }, declaration);

  it("are its text, its author, its commits, its files and their text where agents obey them", async () => {
    await world.commit("main", { "AGENTS.md": "old\n", "gone.txt": "g\n", "kept.txt": "k\n" });
    const first = await world.commit(
      "topic",
      { "AGENTS.md": "new\n", "src/a.txt": "a\nb\n" },
      "One\n\nAssisted-by: none",
    );
    const head = await world.commit("topic", { "gone.txt": null }, "Two");
    await world.commit("main", { "later.txt": "not the change's\n" });
    const number = await world.open("topic", developer, { title: "Title", body: "Body", draft: true });
    const signature = { name: developer, email: "e" };
    const found = await change(number, { head });
    assert.deepEqual(
      {
        ...found,
        commits:
          "missing" in found.commits
            ? found.commits
            : found.commits.map(({ author, committer, ...one }) => {
                assert.deepEqual([author.name, committer.name], [signature.name, signature.name]);
                return one;
              }),
      },
      {
        repository: "docs",
        trigger: "pull_request",
        head,
        pull: {
          number,
          author: developer,
          isBot: false,
          title: "Title",
          body: "Body",
          head,
          headBranch: "topic",
          baseBranch: "main",
          draft: true,
          fromFork: false,
        },
        commits: [
          { id: first, parents: [parentOf(first)], message: "One\n\nAssisted-by: none", verified: false },
          { id: head, parents: [first], message: "Two", verified: false },
        ],
        files: [
          { path: "AGENTS.md", status: "modified", mode: "100644", before: "old\n", after: "new\n" },
          { path: "gone.txt", status: "removed", mode: "100644" },
          { path: "src/a.txt", status: "added", mode: "100644" },
        ],
        changedLines: 5,
      },
    );
  });

  function parentOf(sha: string): string {
    const stored = world.server.state.repositories.find(({ name }) => name === "docs")?.git.objects[sha];
    return (stored as { parents: string[] } | undefined)?.parents[0] ?? "";
  }

  it("are of the repository as GitHub calls it, which decides the tier, however it was asked for", async () => {
    await world.commit("topic", { "a.txt": "a\n" });
    const number = await world.open("topic");
    assert.equal((await change(number, { repo: "DOCS" })).repository, "docs");
  });

  it("are not told of a pull request that was moved to another organisation", async () => {
    await world.commit("topic", { "a.txt": "a\n" });
    const number = await world.open("topic");
    const { data } = await world.as(developer).rest.pulls.get({ ...world.name, pull_number: number });
    const moved = { ...data, base: { ...data.base, repo: { ...data.base.repo, full_name: "acme/docs" } } };
    world.server.faults.add({ route: /\/pulls\//, status: 200, body: moved });
    await assert.rejects(change(number), {
      name: "CannotTell",
      message: `${owner}/docs#${number} is in acme/docs by now, of another organisation; its own gate judges it`,
    });
  });

  it("name a bot as such", async () => {
    await world.commit("copilot/topic", { "a.txt": "a\n" }, "A", "copilot-swe-agent[bot]");
    const number = await world.open("copilot/topic", "copilot-swe-agent[bot]");
    const { pull } = await change(number);
    assert.deepEqual([pull?.author, pull?.isBot], ["copilot-swe-agent[bot]", true]);
  });

  it("have every commit of a long history, and nothing that its base has", async () => {
    const parent = world.tip();
    const { rest } = world.as(developer);
    const tree = (await rest.git.getCommit({ ...world.name, commit_sha: parent })).data.tree.sha;
    const made: string[] = [];
    for (let index = 0; index < 301; index++) {
      const parents = [made.at(-1) ?? parent];
      const { data } = await rest.git.createCommit({ ...world.name, message: `${index}`, tree, parents });
      made.push(data.sha);
    }
    await world.point("long", made.at(-1) ?? "");
    const { commits } = await change(await world.open("long"));
    assert.deepEqual("missing" in commits ? commits : commits.map(({ id }) => id), made);
  }).timeout(20_000);

  it("lack the commits where GitHub's list ends early", async () => {
    await world.commit("topic", { "a.txt": "a\n" });
    await world.commit("topic", { "b.txt": "b\n" });
    const number = await world.open("topic");
    const real = await world.as(developer).rest.repos.compareCommitsWithBasehead({
      ...{ ...world.name, basehead: `${world.tip()}...${world.tip("topic")}` },
    });
    const short = { ...real.data, commits: real.data.commits.slice(1) };
    world.server.faults.add({ route: /\/compare\//, status: 200, body: short });
    assert.deepEqual((await change(number)).commits, {
      missing: "GitHub listed 1 of 2 commits, not all of them; run the check again",
    });
  });

  it("are those of the base's tip now, so that merging the base in adds nothing", async () => {
    const topic = await world.commit("topic", { "a.txt": "a\n" });
    const number = await world.open("topic");
    const main = await world.commit("main", { "b.txt": "b\n" });
    await world.as(developer).rest.repos.merge({ ...world.name, base: "topic", head: main });
    const { commits, files } = await change(number);
    assert.deepEqual("missing" in commits ? commits : commits.map(({ id }) => id), [topic, world.tip("topic")]);
    assert.deepEqual("missing" in files ? files : files.map(({ path }) => path), ["a.txt"]);
  });

  it("are those beyond another base, once the pull request has one", async () => {
    const first = await world.commit("side", { "a.txt": "a\n" });
    await world.point("topic", first);
    const second = await world.commit("topic", { "b.txt": "b\n" });
    const { rest } = world.as(developer);
    const { data } = await rest.pulls.create({ ...world.name, head: "topic", base: "side", title: "T" });
    const ids = async () => {
      const { commits } = await change(data.number, { head: second });
      return "missing" in commits ? commits : commits.map(({ id }) => id);
    };
    assert.deepEqual(await ids(), [second]);
    await rest.pulls.update({ ...world.name, pull_number: data.number, base: "main" });
    assert.deepEqual(await ids(), [first, second]);
  });

  it("have no text of a file above 1 MiB, and say so", async () => {
    await world.commit("topic", { "AGENTS.md": "x".repeat(1024 * 1024 + 1), "CLAUDE.md": "y".repeat(1024 * 1024) });
    const { files } = await change(await world.open("topic"));
    assert.ok(!("missing" in files));
    const missing = "it has more than 1 MiB, which nobody reviews; make it smaller";
    assert.deepEqual(
      files.map(({ path, after }) => [path, typeof after === "string" ? after.length : after]),
      [
        ["AGENTS.md", { missing }],
        ["CLAUDE.md", 1024 * 1024],
      ],
    );
  });

  describe("when the head is another one by now", () => {
    it("are not told: the run about the new head judges it", async () => {
      const old = await world.commit("topic", { "a.txt": "a\n" });
      const number = await world.open("topic");
      const fresh = await world.commit("topic", { "b.txt": "b\n" });
      await assert.rejects(change(number, { head: old }), {
        name: "CannotTell",
        message:
          `${owner}/docs#${number} has the head ${fresh.slice(0, 12)} by now, and this run is about ${old.slice(0, 12)}; ` +
          "the run about the new head judges it, and if there is none, push or run the check again",
      });
    });
  });

  it("are not told of a closed pull request", async () => {
    await world.commit("topic", { "a.txt": "a\n" });
    const number = await world.open("topic");
    await world.as(developer).rest.pulls.update({ ...world.name, pull_number: number, state: "closed" });
    await assert.rejects(change(number), {
      message: `${owner}/docs#${number} is closed, so there is nothing to judge; reopen it, or name one that is open`,
    });
  });

  describe("when somebody asks", () => {
    const review = (number: number, login: string, event: "APPROVE" | "REQUEST_CHANGES" | "COMMENT") =>
      world.as(login).rest.pulls.createReview({ ...world.name, pull_number: number, event, body: "b" });

    it("have the last standing review of each account, and the people who own files that agents obey", async () => {
      const commit = await world.commit("topic", { "a.txt": "a\n" });
      const number = await world.open("topic");
      await review(number, reviewer, "REQUEST_CHANGES");
      await review(number, reviewer, "APPROVE");
      await review(number, reviewer, "COMMENT");
      await review(number, "lee-payments", "REQUEST_CHANGES");
      await review(number, "claude[bot]", "APPROVE");
      const { approvals, owners, reviewers } = await change(number, { trigger: "ask" });
      assert.deepEqual(approvals, [
        { account: reviewer, isBot: false, state: "approved", commit },
        { account: "lee-payments", isBot: false, state: "changes-requested", commit },
        { account: "claude[bot]", isBot: true, state: "approved", commit },
      ]);
      assert.deepEqual([owners, reviewers], [["maya-platform", "priya-platform"], undefined]);
    });

    it("have the members of the tier's reviewers", async () => {
      await world.commit("topic", { "a.txt": "a\n" });
      const withReviewers = parsed(["approvals: 1\n", "approvals: 1\n    reviewers: payments\n"]);
      const number = await world.open("topic");
      const subject = { ...world.name, trigger: "ask", number } as const;
      const { reviewers } = await changeOfPull(world.gitHub(), subject, withReviewers);
      assert.deepEqual(reviewers, ["lee-payments"]);
    });

    it("lack people whom the token may not read, and say what it needs", async () => {
      await world.commit("topic", { "a.txt": "a\n" });
      const found = await change(await world.open("topic"), { trigger: "ask" }, "workflow:docs");
      assert.deepEqual(
        [found.approvals, found.owners],
        [
          [],
          {
            missing:
              "the token cannot read the members of meridian-pay/platform-engineering; give it that of an app with the organisation's `members: read`",
          },
        ],
      );
    });
  });
});
