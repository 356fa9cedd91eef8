import assert from "node:assert/strict";
import fc from "fast-check";
import type { State } from "../../../../local/github/core/state.ts";
import { advanceQueues } from "../../../../local/github/git/merge-queue.ts";
import { at, gateAppId, repository } from "../world.ts";
import { QueueWorld } from "./queue-world.ts";

/** Three pull requests in a queue, and verdicts on whatever they are tried as at that time. */
describe("whatever the order of verdicts, a merge queue", () => {
  let queue: QueueWorld;
  const numbers: number[] = [];
  before(async () => {
    queue = await QueueWorld.start();
    for (const branch of ["a", "b", "c"]) numbers.push(await queue.greenPull(branch));
    for (const number of numbers) await queue.enqueue(number);
    assert.equal((await queue.line()).length, 3);
  });
  after(() => queue.world.stop());

  const verdict = fc.record({ index: fc.nat(2), conclusion: fc.constantFrom("success", "failure") });

  function post(state: State, number: number, conclusion: string): void {
    const shop = repository(state, "shop");
    const headSha = shop.git.mergeQueue?.find((entry) => entry.pullNumber === number)?.group?.headSha;
    if (!headSha) return;
    shop.git.checkRuns.push({
      ...{ id: shop.git.checkRuns.length + 1, appId: gateAppId, name: "ci", headSha, status: "completed", conclusion },
      ...{ externalId: "", detailsUrl: null, output: { title: null, summary: null, text: null } },
      ...{ startedAt: at.toISOString(), completedAt: at.toISOString() },
    });
    advanceQueues({ state, now: at }, shop);
  }

  it("puts only commits at the tip of the base that passed, and loses no pull request", () => {
    fc.assert(
      fc.property(fc.array(verdict, { maxLength: 12 }), (verdicts) => {
        const state = structuredClone(queue.world.server.state);
        const { git } = repository(state, "shop");
        const start = git.refs["refs/heads/main"];
        const removed = new Set<number>();
        for (const { index, conclusion } of verdicts) {
          post(state, numbers[index] ?? 0, conclusion);
          const tip = git.refs["refs/heads/main"];
          const passed = git.checkRuns.filter((run) => run.conclusion === "success").map((run) => run.headSha);
          assert.ok(tip === start || passed.includes(tip ?? ""), `${tip} is at the tip and did not pass`);
          const stays = new Set((git.mergeQueue ?? []).map((entry) => entry.pullNumber));
          for (const { number, merged } of git.pulls) {
            if (merged === null && !stays.has(number)) removed.add(number);
            assert.ok(merged === null || !removed.has(number), `${number} was removed and merged all the same`);
          }
        }
        const waiting = new Set((git.mergeQueue ?? []).map((entry) => entry.pullNumber));
        for (const { number, merged, state: kept } of git.pulls) {
          assert.equal(kept, merged === null ? "open" : "closed");
          assert.ok(merged === null || !waiting.has(number), `${number} is merged and still waits`);
        }
        const branches = Object.keys(git.refs).filter((ref) => ref.includes("gh-readonly-queue"));
        assert.equal(branches.length, waiting.size);
      }),
      { numRuns: 60 },
    );
  });

  it("merges all that succeed in turn, each on top of the one before", () => {
    const state = structuredClone(queue.world.server.state);
    for (const number of numbers) post(state, number, "success");
    const { git } = repository(state, "shop");
    assert.deepEqual(
      git.pulls.map((pull) => pull.merged !== null),
      [true, true, true],
    );
    assert.deepEqual(git.mergeQueue, []);
  });
});
