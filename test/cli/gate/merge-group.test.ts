import assert from "node:assert/strict";
import type { GateReport } from "../../../governance/gate/index.ts";
import { developer, GateWorld, owner, reviewer } from "./gate-world.ts";

describe("the gate in a merge queue", () => {
  let world: GateWorld;
  let number: number;
  let group: string;
  beforeEach(async () => {
    world = await GateWorld.start();
    await world.commit("topic", { "a.txt": "a\n" }, "Add a");
    number = await world.open("topic");
    // What the queue would make: the pull request on top of its base, on a temporary branch.
    group = await world.commit("gh-readonly-queue/main/pr-made-aside", { "a.txt": "a\n" }, "Merge");
  });
  afterEach(() => world.stop());

  const queueBranch = (base = "main") => `gh-readonly-queue/${base}/pr-${number}-${world.tip()}`;
  const judged = async (login = developer, head = group, branch = queueBranch()) => {
    const event = {
      action: "checks_requested",
      merge_group: {
        ...{ head_sha: head, head_ref: `refs/heads/${branch}`, base_sha: world.tip(), base_ref: "refs/heads/main" },
      },
      repository: { name: "docs", owner: { login: owner } },
    };
    const file = await world.write("event.json", event);
    return world.gate(["--event", file, "--event-name", "merge_group", "--json", "-"], login);
  };
  const report = async (login?: string): Promise<GateReport> => JSON.parse((await judged(login)).stdout) as GateReport;

  it("judges the pull request as it is now; the verdict is about the queue's commit", async () => {
    await world.point(queueBranch(), group);
    await world.as(reviewer).rest.pulls.createReview({ ...world.name, pull_number: number, event: "APPROVE" });
    const { head, pull, trigger, verdict, left } = await report();
    assert.deepEqual([head, pull, trigger, verdict, left], [group, number, "merge_group", "pass", []]);
  });

  it("counts approvals where the token may read teams", async () => {
    await world.point(queueBranch(), group);
    const { verdict, findings } = await report();
    assert.deepEqual([verdict, findings.map(({ rule }) => rule)], ["blocked", ["gate-change-require-approvals"]]);
  });

  it("is not undecided by a job's own token, which reads no teams", async () => {
    await world.point(queueBranch(), group);
    await world.as(reviewer).rest.pulls.createReview({ ...world.name, pull_number: number, event: "APPROVE" });
    assert.equal((await report("workflow:docs")).verdict, "pass");
    await world.commit("topic", { "AGENTS.md": "Be kind.\n" });
    await world.as(reviewer).rest.pulls.createReview({ ...world.name, pull_number: number, event: "APPROVE" });
    const { verdict, left } = await report("workflow:docs");
    assert.deepEqual([verdict, left.map(({ rule }) => rule)], ["pass", ["gate-path-require-owners"]]);
  });

  it("does not judge a commit that the queue has dropped or rebuilt", async () => {
    const message = new RegExp(
      `^the merge queue of ${owner}/docs has dropped or rebuilt the commit ${group.slice(0, 12)} that this run is about; `,
    );
    const dropped = await judged();
    assert.deepEqual([dropped.exitCode, dropped.stdout], [2, ""]);
    assert.match(dropped.stderr, message);
    await world.point(queueBranch(), world.tip("topic"));
    assert.match((await judged()).stderr, message);
  });

  it("does not judge a pull request that goes elsewhere by now", async () => {
    await world.point("release", world.tip());
    await world.point(queueBranch("release/1"), group);
    const { exitCode, stderr } = await judged(developer, group, queueBranch("release/1"));
    assert.deepEqual(
      [exitCode, stderr],
      [2, `${owner}/docs#${number} goes to main by now, not to the queue of release/1\n`],
    );
  });
});
