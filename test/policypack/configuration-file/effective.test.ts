import assert from "node:assert/strict";
import { effectiveRules } from "../../../policypack/configuration-file/effective.ts";
import { packs } from "../../../policypack/packs/pack.ts";
import { rules } from "../../../policypack/rules/index.ts";

const exempt = "github-ruleset-disallow-exempt-bypass";
const { recommended, strict } = packs;

describe("the level at which a rule judges", () => {
  const effective = (...args: Parameters<typeof effectiveRules>) =>
    effectiveRules(...args).find(({ rule }) => rule === exempt);
  const inRecommended = {
    rule: exempt,
    level: "mandatory",
    packLevel: "mandatory",
    undecided: "advisory",
    packUndecided: "advisory",
    isLowered: false,
  };
  const inStrict = { ...inRecommended, undecided: "mandatory", packUndecided: "mandatory" };

  for (const [what, pack, configuration, expected] of [
    ["is the pack's", recommended, {}, inRecommended],
    ["is the pack's, the strict one's too", strict, {}, inStrict],
    ["is that of all", recommended, { all: "advisory" }, { ...inRecommended, level: "advisory", isLowered: true }],
    ["is its own before that of all", recommended, { all: "disabled", [exempt]: "mandatory" }, inRecommended],
    [
      "is that of all where it has settings only",
      recommended,
      { all: { enforcementLevel: "disabled" }, [exempt]: { undecided: "advisory" } },
      { ...inRecommended, level: "disabled", isLowered: true },
    ],
    [
      "is stricter where undecided findings refuse",
      recommended,
      { [exempt]: { undecided: "mandatory" } },
      { ...inRecommended, undecided: "mandatory" },
    ],
    [
      "is lowered where undecided findings no longer refuse",
      strict,
      { [exempt]: { undecided: "advisory" } },
      { ...inStrict, undecided: "advisory", isLowered: true },
    ],
    ["is not that of another rule", recommended, { [`${exempt}-2`]: "disabled" }, inRecommended],
  ] as const) {
    it(what, () => assert.deepEqual(effective(pack, configuration), expected));
  }

  it("is told of every rule, in the order of their ids", () => {
    const ids = rules.map(({ name }) => name);
    assert.deepEqual(
      effectiveRules(recommended, {}).map(({ rule }) => rule),
      ids,
    );
  });

  it("is not lowered where the pack only reports", () => {
    const lenient = { ...recommended, reporting: { [exempt]: "A reason." } };
    const expected = { ...inRecommended, level: "advisory", packLevel: "advisory" };
    assert.deepEqual(effective(lenient, { [exempt]: "advisory" }), expected);
    assert.deepEqual(effective(lenient, { [exempt]: "mandatory" }), { ...expected, level: "mandatory" });
    assert.deepEqual(effective(lenient, { [exempt]: "disabled" }), { ...expected, level: "disabled", isLowered: true });
  });
});
