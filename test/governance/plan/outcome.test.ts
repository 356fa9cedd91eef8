import assert from "node:assert/strict";
import {
  absentValue,
  compareControl,
  compareStrength,
  joinedStrengths,
  type Strength,
} from "../../../governance/plan/outcome.ts";

const control = (value: boolean | number | readonly string[], undecided = false) => ({ value, undecided });

describe("compareControl", () => {
  for (const [says, before, after, expected] of [
    ["a switch that goes off", control(true), control(false), ["weakened"]],
    ["a switch that goes on", control(false), control(true), ["strengthened"]],
    ["a switch that is gone", control(true), undefined, ["weakened"]],
    ["a switch that is new", undefined, control(true), ["strengthened"]],
    ["nothing on either side", undefined, undefined, []],
    ["a smaller number", control(2), control(1), ["weakened"]],
    ["a larger number", control(1), control(2), ["strengthened"]],
    ["a number that is gone", control(2), undefined, ["weakened"]],
    ["a number that is new", undefined, control(1), ["strengthened"]],
    ["no number for none", control(0), undefined, []],
    ["a name less", control(["a", "b"]), control(["a"]), ["weakened"]],
    ["a name more", control(["a"]), control(["a", "b"]), ["strengthened"]],
    ["another name", control(["a"]), control(["b"]), ["weakened", "strengthened"]],
    ["names that are gone", control(["a"]), undefined, ["weakened"]],
    ["names that are new", undefined, control(["a"]), ["strengthened"]],
    ["no names for none", control([]), undefined, []],
    ["a switch that may still be on", control(true), control(false, true), ["undecided"]],
    ["a switch that may have been on, and is off", control(false, true), control(false), ["undecided"]],
    ["a switch that may have been on, and is on", control(false, true), control(true), []],
    ["names that may have been more", control(["a"], true), control(["a", "b"]), ["undecided"]],
    ["another name beside unknown ones before", control(["a"], true), control(["b"]), ["weakened"]],
  ] as const) {
    it(`says ${expected.join(" and ") || "nothing"} of ${says}`, () => {
      assert.deepEqual(compareControl(before, after), expected);
    });
  }
});

describe("absentValue", () => {
  it("is the least of its kind", () => {
    assert.deepEqual([absentValue(true), absentValue(3), absentValue(["a"])], [false, 0, []]);
  });
});

describe("compareStrength", () => {
  const strength = (kind: Strength["kind"], open: boolean, ...things: readonly string[]): Strength => ({
    kind,
    things: new Set(things),
    open,
  });
  const list = (...things: readonly string[]) => strength("list", false, ...things);
  const open = (...things: readonly string[]) => strength("list", true, ...things);
  const value = (...things: readonly string[]) => strength("value", false, ...things);
  for (const [says, before, after, expected] of [
    ["a thing less", list("a", "b"), list("a"), ["weakened"]],
    ["a thing more", list("a"), list("a", "b"), ["strengthened"]],
    ["another thing", list("a"), list("b"), ["weakened", "strengthened"]],
    ["another value", value("a"), value("b"), ["undecided"]],
    ["a value that is gone", value("a"), undefined, ["weakened"]],
    ["a value that is new", undefined, value("a"), ["strengthened"]],
    ["nothing on either side", undefined, undefined, []],
    ["a thing less beside unknown ones", list("a", "b"), open("a"), ["undecided"]],
    ["unknown things that stay unknown", open("a"), open("a"), ["undecided"]],
    ["another thing beside unknown ones before", open("a"), list("b"), ["weakened"]],
    ["unknown things where none were", list("a"), open("a"), []],
  ] as const) {
    it(`says ${expected.join(" and ") || "nothing"} of ${says}`, () => {
      assert.deepEqual(compareStrength(before, after), expected);
    });
  }

  it("adds rules up, which stay open while one of them is", () => {
    const joined = joinedStrengths([
      new Map([
        ["x", open("a")],
        ["y", list("c")],
      ]),
      new Map([
        ["x", list("b")],
        ["z", value("d")],
      ]),
    ]);
    assert.deepEqual(
      [...joined],
      [
        ["x", { kind: "list", things: new Set(["a", "b"]), open: true }],
        ["y", { kind: "list", things: new Set(["c"]), open: false }],
        ["z", { kind: "value", things: new Set(["d"]), open: false }],
      ],
    );
  });
});
