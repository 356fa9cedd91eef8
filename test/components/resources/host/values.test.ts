import assert from "node:assert/strict";
import fc from "fast-check";
import { runtime } from "@pulumi/pulumi";
import { changesBetween, sameMembers } from "../../../../components/resources/host/comparison.ts";
import { formatPath, parsePath } from "../../../../components/resources/host/property-path.ts";
import {
  conceal,
  hasUnknown,
  redact,
  reveal,
  unknownValue,
  wrapSecret,
} from "../../../../components/resources/host/values.ts";
import type { Properties } from "../../../../components/resources/host/values.ts";

const key = fc.string({ minLength: 1, maxLength: 6 }).filter((text) => text !== "*" && text !== "__proto__");
const plain = fc.letrec((tie) => ({
  value: fc.oneof({ maxDepth: 3 }, fc.boolean(), fc.integer(), tie("list"), tie("map")),
  list: fc.array(tie("value"), { maxLength: 3 }),
  map: fc.dictionary(key, tie("value"), { maxKeys: 3, noNullPrototype: true }),
}));
const properties = plain.map as fc.Arbitrary<Properties>;

describe("property values", () => {
  it("use the sentinels of the SDK", () => {
    assert.equal(unknownValue, runtime.unknownValue);
    assert.deepEqual(wrapSecret("x"), { [runtime.specialSigKey]: runtime.specialSecretSig, value: "x" });
  });

  it("come back as they were after secrets were taken out", () => {
    fc.assert(
      fc.property(properties, key, fc.string({ minLength: 1 }), (rest, name, secret) => {
        const wrapped = { ...rest, [name]: { inner: [wrapSecret(secret), wrapSecret([1, { deep: true }])] } };
        const { value, secrets } = reveal(wrapped);
        assert.deepEqual(value, { ...rest, [name]: { inner: [secret, [1, { deep: true }]] } });
        assert.deepEqual(conceal(value, secrets), wrapped);
      }),
    );
  });

  it("wrap every text that contains a secret, wherever it went", () => {
    const { secrets } = reveal({ password: wrapSecret("hunter2") });
    assert.deepEqual(conceal({ url: "https://me:hunter2@host", other: ["x", "hunter2"] }, secrets), {
      url: wrapSecret("https://me:hunter2@host"),
      other: ["x", wrapSecret("hunter2")],
    });
  });

  it("take nested secrets out of texts, the longer first", () => {
    const { secrets } = reveal({ a: wrapSecret("abc"), b: wrapSecret({ c: "abcdef" }) });
    assert.equal(redact("abcdef and abc", secrets), "[secret] and [secret]");
  });

  it("are unknown when any part is", () => {
    assert.equal(hasUnknown({ a: [{ b: unknownValue }] }), true);
    assert.equal(hasUnknown({ a: [{ b: "x" }] }), false);
  });
});

describe("property paths", () => {
  it("survive being written and read", () => {
    const path = fc.tuple(key, fc.array(fc.oneof(key, fc.nat(20)), { maxLength: 4 }));
    fc.assert(
      fc.property(path, ([first, rest]) => assert.deepEqual(parsePath(formatPath([first, ...rest])), [first, ...rest])),
    );
  });

  it("are written as Pulumi writes them", () => {
    assert.equal(formatPath(["rules", 0, "mode"]), "rules[0].mode");
    assert.equal(formatPath(["tags", "a.b"]), 'tags["a.b"]');
  });
});

describe("comparison", () => {
  it("finds no change between equal values and some between different ones", () => {
    fc.assert(
      fc.property(properties, properties, (left, right) => {
        assert.deepEqual(changesBetween(left, structuredClone(left)), []);
        const equal = JSON.stringify(sorted(left)) === JSON.stringify(sorted(right));
        assert.equal(changesBetween(left, right).length === 0, equal);
      }),
    );
  });

  it("sees through the order of members where order is of no account", () => {
    assert.equal(sameMembers(["a", "b"], ["b", "a"]), true);
    assert.equal(sameMembers(["a", "b"], ["b", "a", "a"]), false);
    assert.equal(sameMembers(undefined, ["a"]), false);
  });
});

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1));
  return entries.map(([name, item]) => [name, sorted(item)]);
}
