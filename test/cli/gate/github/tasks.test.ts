import assert from "node:assert/strict";
import type { Fault } from "../../../../local/github/core/faults.ts";
import type { GateReport } from "../../../../governance/gate/index.ts";
import { taskProvenance } from "../../../../cli/gate/github/tasks.ts";
import { parsed } from "../../../governance/example.ts";
import { GateWorld, owner } from "../gate-world.ts";
import { fakeGitHub } from "./fake-git-hub.ts";

const copilot = "copilot-swe-agent[bot]";
const list = /^GET .*\/agents\/repos\/meridian-pay\/docs\/tasks$/;
const details = /^GET .*\/agents\/repos\/meridian-pay\/docs\/tasks\/t1$/;
const branch = (head_ref: string) => ({ provider: "github", type: "branch", data: { head_ref, base_ref: "main" } });

describe("GitHub's list of agent tasks", () => {
  let world: GateWorld;
  let number: number;
  beforeEach(async () => void (world = await GateWorld.start()));
  afterEach(() => world.stop());

  const opened = async (message: string) => {
    await world.commit("copilot/topic", { "a.txt": "a\n" }, message, copilot);
    number = await world.open("copilot/topic", copilot);
  };
  const answers = (...faults: Fault[]) => faults.forEach((fault) => world.server.faults.add({ status: 200, ...fault }));
  const task = {
    id: "t1",
    state: "completed",
    created_at: "2026-11-26T10:00:00Z",
    artifacts: [branch("copilot/topic")],
  };
  const other = { ...task, id: "t2", artifacts: [branch("copilot/other")] };
  const session = {
    id: "s1",
    state: "completed",
    created_at: task.created_at,
    head_ref: "copilot/topic",
    prompt: "Secret",
  };

  const judged = async () => {
    const { stdout } = await world.gate(["--pull", `${owner}/docs#${number}`, "--json", "-"]);
    const { tools, findings } = JSON.parse(stdout) as GateReport;
    assert.doesNotMatch(stdout, /Secret/);
    return {
      sessions: tools.map(({ tool, sessions }) => [tool, sessions]),
      lacks: findings.filter(({ rule }) => rule === "gate-commit-require-provenance").length,
    };
  };

  it("gives the session that a commit of Copilot does not tell", async () => {
    await opened("Add a");
    answers(
      { route: list, body: { tasks: [other, task] } },
      { route: details, body: { ...task, sessions: [session] } },
    );
    assert.deepEqual(await judged(), { sessions: [["copilot", 1]], lacks: 0 });
    assert.equal(world.server.faults.pending, 0);
  });

  it("is not asked where every commit tells its session", async () => {
    await opened(
      "Add a\n\nAgent-Logs-Url: https://github.com/meridian-pay/docs/sessions/0a1b2c3d-0a1b-4c2d-8e3f-0123456789ab\n",
    );
    answers({ route: list, body: { tasks: [task] } });
    assert.equal((await judged()).lacks, 0);
    assert.equal(world.server.faults.pending, 1);
  });

  it("is not asked of a fork, whose branch may have any name", async () => {
    const { gitHub, asked } = fakeGitHub(() => ({ tasks: [task] }));
    const nobody = { name: "", email: "" };
    const message = "A\n\nCo-authored-by: Copilot <223556219+Copilot@users.noreply.github.com>";
    const commit = { id: "a", parents: [], author: nobody, committer: nobody, message, verified: false };
    const pull = {
      ...{ number: 7, author: "otto", isBot: false, title: "", body: "", head: "a", headBranch: "copilot/topic" },
      ...{ baseBranch: "main", draft: false, fromFork: true },
    };
    const found = await taskProvenance(gitHub, world.name, { pull, id: 1, commits: [commit] }, parsed());
    assert.deepEqual([found, asked()], [undefined, 0]);
  });

  for (const status of [403, 404, 500]) {
    it(`is done without where it answers ${status}: what is missing stays missing`, async () => {
      await opened("Add a");
      answers({ route: list, status, times: 10 });
      assert.deepEqual(await judged(), { sessions: [["copilot", 0]], lacks: 1 });
    });
  }
});
