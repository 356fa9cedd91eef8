import assert from "node:assert/strict";
import { accepted, attackIsStopped, attacks } from "../../governance/index.ts";
import { rollOut } from "./organization.ts";
import { replays } from "./replays/index.ts";
import { startTrial, type Trial } from "./trial.ts";

describe("an attack on the rolled-out governance", function () {
  this.timeout(120_000);
  let state: string;
  before(async () => void (state = await rollOut()));

  /** Runs a replay on a copy of its own and fails where an answer did not fit GitHub's description. */
  async function onCopy<T>(replay: (trial: Trial) => Promise<T>): Promise<T> {
    const trial = await startTrial(state);
    try {
      const result = await replay(trial);
      assert.deepEqual(trial.github.responseProblems, []);
      return result;
    } finally {
      await trial.close();
    }
  }

  for (const attack of attacks) {
    const { id, steps, without, foundBy } = attack;
    const replay = replays[id];

    it(`${id} ${attackIsStopped(attack) ? "is stopped" : "is not stopped by anything"}`, async () => {
      const answers = await onCopy(async (trial) => {
        await replay.attack(trial);
        return trial.answers;
      });
      assert.deepEqual(
        answers,
        steps.map(({ answer }) => answer),
      );
    });

    if (without !== undefined) {
      it(`${id} succeeds without what stops it`, async () => {
        const answers = await onCopy(async (trial) => {
          await replay.without?.(trial);
          await replay.attack(trial);
          return trial.answers;
        });
        assert.equal(answers.length, steps.length);
        assert.equal(answers.at(-1), accepted);
      });
    }

    if (foundBy !== undefined && replay.findings) {
      const { findings } = replay;
      it(`${id} leaves what ${foundBy} finds, where it succeeds`, async () => {
        assert.deepEqual(await onCopy(findings), []);
        const found = await onCopy(async (trial) => {
          await replay.without?.(trial);
          await replay.attack(trial);
          return findings(trial);
        });
        assert.notEqual(found.length, 0);
      });
    }
  }
});
