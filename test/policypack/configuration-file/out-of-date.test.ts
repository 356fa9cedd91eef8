import assert from "node:assert/strict";
import fc from "fast-check";
import { outOfDate, toldOf } from "../../../policypack/configuration-file/out-of-date.ts";

const wanted = { a: { role: "repository", inventory: { docs: "standard" } }, b: { list: [1, 2] } };
const waiver = { rule: "a" };

describe("what rules are told and the declaration does not say", () => {
  for (const [what, found, expected] of [
    ["is nothing where both agree", wanted, []],
    [
      "is each setting that differs",
      { a: { role: "x", inventory: {} }, b: wanted.b },
      [{ rule: "a", settings: ["inventory", "role"] }],
    ],
    ["is a setting too many", { ...wanted, b: { ...wanted.b, more: 1 } }, [{ rule: "b", settings: ["more"] }]],
    ["is a rule that it does not name", { ...wanted, c: { more: 1 } }, [{ rule: "c", settings: ["more"] }]],
    ["is a rule that is told nothing", { b: wanted.b }, [{ rule: "a", settings: ["inventory", "role"] }]],
    ["is a rule that has a level only", { ...wanted, b: "disabled" }, [{ rule: "b", settings: ["list"] }]],
    ["is another order of a list", { ...wanted, b: { list: [2, 1] } }, [{ rule: "b", settings: ["list"] }]],
    [
      "is no level",
      { ...wanted, a: { ...wanted.a, enforcementLevel: "advisory", undecided: "mandatory" }, all: "advisory" },
      [],
    ],
    [
      "is an end of validity",
      { ...wanted, a: { ...wanted.a, validUntil: "2027-01-01" } },
      [{ rule: "a", settings: ["validUntil"] }],
    ],
    ["is no empty list of waivers", { ...wanted, a: { ...wanted.a, waivers: [] } }, []],
    ["is a waiver", { ...wanted, a: { ...wanted.a, waivers: [waiver] } }, [{ rule: "a", settings: ["waivers"] }]],
  ] as const) {
    it(what, () => assert.deepEqual(outOfDate(found, wanted), expected));
  }

  it("leaves out what is ignored", () => {
    assert.deepEqual(outOfDate({ ...wanted, b: { ...wanted.b, team: 1 } }, wanted, ["team"]), []);
  });

  it("says which of some settings any rule is told", () => {
    const found = { all: "mandatory", b: { ...wanted.b, team: 1 }, c: { team: 2, url: null } };
    assert.deepEqual(toldOf(found, ["url", "gate", "team"]), ["url", "team"]);
    assert.deepEqual(toldOf(wanted, ["team", "toString"]), []);
  });

  it("is nothing for any facts that agree, in whatever order their keys stand", () => {
    const told = fc.dictionary(fc.string(), fc.dictionary(fc.string(), fc.jsonValue()));
    fc.assert(
      fc.property(told, (facts) => {
        const reversed = Object.fromEntries(Object.entries(facts).reverse());
        assert.deepEqual(outOfDate(reversed, facts), []);
      }),
    );
  });
});
