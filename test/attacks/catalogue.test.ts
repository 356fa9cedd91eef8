import assert from "node:assert/strict";
import { attackIsStopped, attacks, controls, controlTable } from "../../governance/index.ts";
import { recommended } from "../../policypack/packs/recommended.ts";
import { replays } from "./replays/index.ts";

describe("the catalogue of attacks", () => {
  it("has a replay for each attack, and an attack for each replay", () => {
    const ids = attacks.map(({ id }) => id);
    assert.deepEqual([...ids].sort(), Object.keys(replays).sort());
    assert.equal(new Set(ids).size, ids.length);
  });

  it("says what stops an attack, and proves it by taking that away, exactly where GitHub refuses the last step", () => {
    for (const attack of attacks) {
      const stopped = attackIsStopped(attack);
      const said = [attack.stoppedBy, attack.without, replays[attack.id].without].map((each) => each !== undefined);
      assert.deepEqual(said, [stopped, stopped, stopped], attack.id);
      if (!stopped) assert.deepEqual(attack.controls, [], attack.id);
    }
  });

  it("names controls of the table", () => {
    const known = new Set(Object.values(controlTable).flatMap((rows) => rows.map(({ id }) => id)));
    const unknown = attacks.flatMap((attack) => attack.controls.filter((id) => !known.has(id)));
    assert.deepEqual(unknown, []);
  });

  it("names rules of the policy pack, and runs what each of them judges by", () => {
    const rules = new Set(recommended.map(({ name }) => name));
    for (const { id, foundBy } of attacks) {
      assert.equal(replays[id].findings !== undefined, foundBy !== undefined, id);
      if (foundBy !== undefined) assert.ok(rules.has(foundBy), foundBy);
    }
  });

  it("attacks every control that rules bear, but for deletion, which GitHub itself refuses", () => {
    const attacked = new Set<string>(attacks.flatMap((attack) => attack.controls));
    const left = controls.filter(({ id, borneBy }) => borneBy === "rules" && !attacked.has(id)).map(({ id }) => id);
    assert.deepEqual(left, ["deletion-blocked"]);
  });
});
