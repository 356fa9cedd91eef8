import assert from "node:assert/strict";
import { pathText, shown } from "../../../governance/declaration/problem.ts";

describe("pathText", () => {
  it("names keys, indexes and the top", () => {
    assert.equal(pathText(["tools", "devin", "identities", "logins", 0]), "tools.devin.identities.logins[0]");
    assert.equal(pathText([]), "the top");
  });
});

describe("shown", () => {
  for (const [value, text] of [
    [undefined, "nothing"],
    [null, "nothing"],
    [[1], "a list"],
    [{}, "a mapping"],
    ["a\nb", String.raw`"a\nb"`],
    [1.5, "1.5"],
    [Number.NaN, "NaN"],
    [false, "false"],
  ] as const) {
    it(`says ${text}`, () => assert.equal(shown(value), text));
  }

  it("cuts what is longer than 80 characters, quotes included", () => {
    assert.equal(shown("x".repeat(78)), `"${"x".repeat(78)}"`);
    assert.equal(shown("x".repeat(79)), `"${"x".repeat(76)}...`);
  });
});
