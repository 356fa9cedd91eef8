import assert from "node:assert/strict";
import { UNKNOWN } from "../../../governance/index.ts";
import { passesPattern } from "../../../governance/plan/metadata-pattern.ts";

describe("passesPattern", () => {
  for (const [operator, pattern, passing, failing] of [
    ["starts_with", "claude/", "claude/a", "a/claude/"],
    ["ends_with", "@x.example", "a@x.example", "a@x.example.com"],
    ["contains", "[bot]", "1+a[bot]@b", "abot"],
    ["regex", "^[0-9]+\\+", "1+a", "a+1"],
  ] as const) {
    it(`reads ${operator}, and its opposite`, () => {
      const answers = (negate?: unknown) =>
        [passing, failing].map((text) => passesPattern({ operator, pattern, negate }, text));
      assert.deepEqual(answers(), ["yes", "no"]);
      assert.deepEqual(answers(false), ["yes", "no"]);
      assert.deepEqual(answers(true), ["no", "yes"]);
    });
  }
  for (const [says, rule] of [
    ["a rule", UNKNOWN],
    ["an operator", { operator: UNKNOWN, pattern: "a" }],
    ["a pattern", { operator: "contains", pattern: UNKNOWN }],
    ["whether it is negated", { operator: "contains", pattern: "a", negate: UNKNOWN }],
  ] as const) {
    it(`cannot tell while ${says} is unknown`, () => {
      assert.equal(passesPattern(rule, "a"), "unknown");
    });
  }
  it("cannot tell of another operator, of no pattern, nor of what RE2 does not read", () => {
    assert.equal(passesPattern({ operator: "equals", pattern: "a" }, "a"), "unknown");
    assert.equal(passesPattern({ operator: "contains" }, "undefined"), "unknown");
    assert.equal(passesPattern({ operator: "regex", pattern: "(?<=a)b" }, "ab"), "unknown");
  });
});
