import assert from "node:assert/strict";
import { levelOf, readConfiguration, type Purpose } from "../../../policypack/configuration-file/problems.ts";
import { policyConfiguration } from "../../../policypack/configuration.ts";
import { parsed } from "../../governance/example.ts";

const whole = JSON.parse(JSON.stringify(policyConfiguration(parsed(), "repository"))) as Record<string, object>;
const open: Purpose = { isBuilt: false };
const built: Purpose = { isBuilt: true };
const read = (file: unknown, purpose = open) => readConfiguration(JSON.stringify(file), purpose);
const governance = "github-repository-require-governance";
const exempt = "github-ruleset-disallow-exempt-bypass";

describe("a --policy-pack-config file", () => {
  it("is taken as it was made from a declaration", () => {
    assert.deepEqual(read(whole), whole);
    assert.deepEqual(read(whole, { isBuilt: false, role: "repository" }), whole);
  });

  for (const more of [
    { all: "advisory" },
    { all: { enforcementLevel: "mandatory" } },
    { [exempt]: "advisory" },
    { [exempt]: { enforcementLevel: "disabled" } },
    { [exempt]: { undecided: "mandatory" } },
    { [governance]: "disabled" },
    { [governance]: { ...whole[governance], enforcementLevel: "advisory", undecided: "mandatory" } },
  ]) {
    it(`may also say ${JSON.stringify(more).slice(0, 90)}`, () => {
      assert.deepEqual(read({ ...whole, ...more }), { ...whole, ...more });
    });
  }

  it("needs no settings where all rules are disabled", () => {
    assert.deepEqual(read({ all: "disabled" }), { all: "disabled" });
  });

  for (const [what, text, problem] of [
    ["an empty file", " \n", "it is empty, so that the engine takes the pack as it is without a word."],
    ["damaged JSON", '{"all": ', "it is no JSON."],
    ["a list", "[]", "it must be one object, from rule ids to a level or settings."],
    ["null", "null", "it must be one object, from rule ids to a level or settings."],
    ["a level", '"mandatory"', "it must be one object, from rule ids to a level or settings."],
    ["no entry", "{}", "it has no entry, so it says nothing."],
  ] as const) {
    it(`refuses ${what}`, () => assert.deepEqual(readConfiguration(text, built), [problem]));
  }

  for (const [what, more, problems] of [
    [
      "a misspelt rule",
      { "github-repository-require-governence": "mandatory" },
      [`github-repository-require-governence: no rule has this id. Did you mean "${governance}"?`],
    ],
    ["a misspelt all", { al: "mandatory" }, ['al: no rule has this id. Did you mean "all"?']],
    ["a word that means nothing", { $schema: "x" }, ["$schema: no rule has this id."]],
    ["a name that every object has", { constructor: "mandatory" }, ["constructor: no rule has this id."]],
    [
      "what changes how the pack runs",
      { environments: ["prod"] },
      ["environments: the rules read none, and what it sets can change how the pack runs; leave it out."],
    ],
    [
      "exceptions of the engine",
      { exceptions: {} },
      ["exceptions: declare a waiver in governance.yaml instead: it has an owner and an end."],
    ],
    [
      "a misspelt level",
      { [exempt]: "mandatry", all: "advisry" },
      [
        `${exempt}: there is no level "mandatry"; it must be disabled, advisory, mandatory. Did you mean "mandatory"?`,
        'all: there is no level "advisry"; it must be disabled, advisory, mandatory. Did you mean "advisory"?',
      ],
    ],
    [
      "the level of rules that change resources",
      { [exempt]: { enforcementLevel: "remediate" } },
      [`${exempt}: there is no level "remediate"; it must be disabled, advisory, mandatory.`],
    ],
    [
      "a level of another type, and every other problem beside it",
      { [exempt]: { enforcementLevel: 1, undecidd: "mandatory" } },
      [
        `${exempt}: at enforcementLevel: found 1. Invalid option: expected one of "disabled"|"advisory"|"mandatory"`,
        `${exempt}: unknown key "undecidd". Did you mean "undecided"?`,
      ],
    ],
    [
      "a level that does not exist, and every other problem beside it",
      { [exempt]: { enforcementLevel: "on", undecided: "mandatry", rol: "x" } },
      [
        `${exempt}: there is no level "on"; it must be disabled, advisory, mandatory.`,
        `${exempt}: at undecided: found "mandatry". Invalid option: expected one of "advisory"|"mandatory"`,
        `${exempt}: unknown key "rol".`,
      ],
    ],
    ["a list for a rule", { [exempt]: [] }, [`${exempt}: found a list; it must be a level or an object of settings.`]],
    ["null for a rule", { [exempt]: null }, [`${exempt}: found null; it must be a level or an object of settings.`]],
    ["a number for all", { all: 3 }, ["all: found 3; it must be a level."]],
    ["a list for all", { all: [] }, ["all: found a list; it must be a level."]],
    [
      "settings for all",
      { all: { undecided: "mandatory" } },
      ["all: at enforcementLevel: missing.", 'all: unknown key "undecided".'],
    ],
    [
      "a level alone for a rule that must be told something",
      { [governance]: "mandatory" },
      [`${governance}: it has a level and no settings, without which it cannot judge.`],
    ],
    [
      "a wrong type",
      { [governance]: { ...whole[governance], inventory: ["docs"] } },
      [`${governance}: at inventory: found ["docs"]. Invalid input: expected record, received array`],
    ],
    [
      "another role",
      { [governance]: { ...whole[governance], role: "organization" } },
      [`${governance}: at role: found "organization"; it must be repository, as --role says.`],
    ],
  ] as const) {
    it(`refuses ${what}`, () =>
      assert.deepEqual(read({ ...whole, ...more }, { isBuilt: false, role: "repository" }), problems));
  }

  it("may mix roles where nobody says which it is for", () => {
    const mixed = { ...whole, [governance]: { ...whole[governance], role: "organization" } };
    assert.deepEqual(read(mixed), mixed);
  });

  it("is refused for each rule that it leaves without the settings it needs", () => {
    const { [governance]: _, ...without } = whole;
    assert.deepEqual(read(without), [`${governance}: missing; the rule cannot judge without its settings.`]);
  });

  it("for a built pack holds levels and what becomes of undecided findings", () => {
    const file = { all: "mandatory", [governance]: "advisory", [exempt]: { undecided: "mandatory" } };
    assert.deepEqual(read(file, built), file);
  });

  it("for a built pack holds nothing that is built in", () => {
    assert.deepEqual(read({ [governance]: { role: "repository", inventry: {} } }, built), [
      `${governance}: "role" is built into this pack.`,
      `${governance}: unknown key "inventry".`,
    ]);
  });

  for (const [entry, level] of [
    ["advisory", "advisory"],
    [{ enforcementLevel: "disabled" }, "disabled"],
    [{}, undefined],
    ["remediate", undefined],
    [undefined, undefined],
    [["advisory"], undefined],
  ] as const) {
    it(`gives level ${level} by ${JSON.stringify(entry)}`, () => assert.equal(levelOf(entry), level));
  }
});
