import assert from "node:assert/strict";
import {
  every,
  field,
  includes,
  isAbsent,
  isEmpty,
  onlyItem,
  some,
  textsOf,
} from "../../../governance/policy/property.ts";
import { UNKNOWN } from "../../../governance/index.ts";

describe("field", () => {
  it("finds nothing behind null, a text or a number, and never what objects inherit", () => {
    assert.equal(field(null, "a"), undefined);
    assert.equal(field({ a: null }, "a", "b"), undefined);
    assert.equal(field({ a: "text" }, "a", "length"), undefined);
    assert.equal(field({ a: 7 }, "a", "toFixed"), undefined);
    assert.equal(field({}, "constructor"), undefined);
  });
  it("is unknown as soon as the way there is", () => {
    assert.equal(field({ a: UNKNOWN }, "a", "b", 0), UNKNOWN);
  });
});

describe("textsOf", () => {
  it("leaves out what is no text, and says whether all is known", () => {
    assert.deepEqual(textsOf(["a", 1, null, { b: "b" }]), { items: ["a"], complete: true });
    assert.deepEqual(textsOf(["a", UNKNOWN]), { items: ["a"], complete: false });
  });
  it("takes another shape for an empty list", () => {
    assert.deepEqual(textsOf("a"), { items: [], complete: true });
  });
});

describe("includes", () => {
  it("answers yes for what is there, whatever else is unknown", () => {
    assert.equal(includes(["a", UNKNOWN], "a"), "yes");
    assert.equal(includes(["b", UNKNOWN], "a"), "unknown");
    assert.equal(includes(["b"], "a"), "no");
  });
});

describe("isEmpty", () => {
  it("stays undecided while the list or its only item is unknown", () => {
    assert.equal(isEmpty(UNKNOWN), "unknown");
    assert.equal(isEmpty([UNKNOWN]), "unknown");
    assert.equal(isEmpty([UNKNOWN, "a"]), "no");
    assert.equal(isEmpty(undefined), "yes");
  });
});

describe("onlyItem", () => {
  for (const [says, list, expected] of [
    ["one item", ["a"], { item: "a", alone: "yes" }],
    ["none", [], { item: undefined, alone: "no" }],
    ["no list", undefined, { item: undefined, alone: "no" }],
    ["several", ["a", "b"], { item: "a", alone: "no" }],
    ["several, one of them unknown", ["a", "b", UNKNOWN], { item: "a", alone: "no" }],
    ["one beside an unknown one, which may not be there", ["a", UNKNOWN], { item: "a", alone: "unknown" }],
    ["an unknown one", [UNKNOWN], { item: UNKNOWN, alone: "unknown" }],
    ["an unknown list", UNKNOWN, { item: UNKNOWN, alone: "unknown" }],
  ] as const) {
    it(`judges ${says}`, () => {
      assert.deepEqual(onlyItem(list), expected);
    });
  }
});

describe("isAbsent", () => {
  for (const [value, answer] of [
    [undefined, "yes"],
    [null, "yes"],
    [[], "yes"],
    [["a"], "no"],
    [false, "no"],
    ["", "no"],
    [UNKNOWN, "unknown"],
  ] as const) {
    it(`answers ${answer} for ${String(JSON.stringify(value) ?? typeof value)}`, () => {
      assert.equal(isAbsent(value), answer);
    });
  }
});

describe("every and some", () => {
  it("let one certain answer decide over unknown ones", () => {
    assert.deepEqual([every(["yes", "unknown", "no"]), every(["yes", "unknown"]), every([])], ["no", "unknown", "yes"]);
    assert.deepEqual([some(["no", "unknown", "yes"]), some(["no", "unknown"]), some([])], ["yes", "unknown", "no"]);
  });
});
