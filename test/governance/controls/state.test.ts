import assert from "node:assert/strict";
import fc from "fast-check";
import {
  decided,
  joined,
  undecided,
  verdictOf,
  type ControlStates,
  type ControlValues,
} from "../../../governance/index.ts";

const values: fc.Arbitrary<ControlValues> = fc.record(
  {
    approvals: fc.nat(6),
    "pull-request": fc.boolean(),
    "gate-check": fc.array(fc.constantFrom("a", "b", "c")),
  },
  { requiredKeys: [] },
);
const states: fc.Arbitrary<ControlStates> = fc
  .tuple(values, fc.boolean())
  .map(([some, open]) => (open ? undecided(decided(some)) : decided(some)));

describe("joined", () => {
  it("keeps the strictest of all values", () => {
    const joint = joined([
      decided({ approvals: 1, "gate-check": ["a"] }),
      decided({ approvals: 2, "pull-request": true, "gate-check": ["b"] }),
    ]);
    assert.deepEqual(joint, decided({ "pull-request": true, approvals: 2, "gate-check": ["a", "b"] }));
  });

  it("stays open while one of them is", () => {
    const open = undecided(decided({ approvals: 2 }));
    for (const all of [
      [open, decided({ approvals: 1 })],
      [decided({ approvals: 1 }), open],
    ]) {
      assert.deepEqual(joined(all), { approvals: { value: 1, undecided: true } });
    }
  });

  it("adds up the checks of twenty thousand rulesets in linear time", () => {
    // Far below a second; a list that is copied for each ruleset takes half a minute.
    const all = Array.from({ length: 20_000 }, (_, index) => decided({ "gate-check": [`check ${index}`] }));
    const started = performance.now();
    const { "gate-check": checks } = joined(all);
    assert.equal((checks?.value as string[]).length, all.length);
    assert.ok(performance.now() - started < 2_000);
  });

  it("never loses what one of them meets", () => {
    fc.assert(
      fc.property(states, states, values, (one, other, demands) => {
        const joint = joined([one, other]);
        for (const [id, demanded] of Object.entries(demands) as ["approvals", number][]) {
          if (verdictOf(one[id], demanded) === "met") assert.equal(verdictOf(joint[id], demanded), "met");
        }
      }),
    );
  });
});

describe("verdictOf", () => {
  it("is unmet for a control that nothing puts in force", () => {
    assert.deepEqual(
      [true, 1, ["gate"]].map((demanded) => verdictOf(undefined, demanded)),
      ["unmet", "unmet", "unmet"],
    );
  });
  it("is undecided while something unknown could meet it", () => {
    assert.equal(verdictOf({ value: 1, undecided: true }, 2), "undecided");
    assert.equal(verdictOf({ value: ["a"], undecided: true }, ["a", "b"]), "undecided");
  });
  it("is met as soon as what is known is enough", () => {
    assert.equal(verdictOf({ value: 2, undecided: true }, 2), "met");
  });
  it("does not take a check of any app for the pinned one", () => {
    assert.equal(verdictOf({ value: ["gate"], undecided: false }, ["gate by app 7"]), "unmet");
  });
});
