import assert from "node:assert/strict";
import { UNKNOWN } from "../../../governance/index.ts";
import { rulesetControls } from "../../../governance/policy/ruleset-controls.ts";
import { repositoryRuleset } from "./records.ts";

const on = { value: true, undecided: false };
const off = { value: false, undecided: false };
const open = { value: false, undecided: true };
const context = { automationAppIds: [29110] };
const controlsOf = (over: Record<string, unknown>) => rulesetControls(repositoryRuleset(over), context);

describe("rulesetControls", () => {
  for (const enforcement of ["disabled", "evaluate", undefined, null, 1]) {
    it(`takes nothing from a ruleset whose enforcement is ${enforcement}`, () => {
      assert.deepEqual(controlsOf({ enforcement }), {});
    });
  }

  for (const [says, rules] of [
    ["null", null],
    ["a text", "all"],
    ["a list", []],
    ["lists in place of settings", { pullRequest: [], mergeQueue: [] }],
    ["of wrong types", { pullRequest: "yes", nonFastForward: "true", requiredStatusChecks: [], mergeQueue: "yes" }],
  ] as const) {
    it(`takes nothing from rules that are ${says}`, () => {
      for (const { value } of Object.values(controlsOf({ rules })))
        assert.ok(!value || value === 0 || isEmptyList(value));
    });
  }

  describe("about checks on what is merged", () => {
    const requiredChecks = [{ context: "build" }];
    const strict = { strictRequiredStatusChecksPolicy: true, requiredChecks };
    for (const [says, rules, state] of [
      ["asks branches to be up to date", { requiredStatusChecks: strict }, on],
      ["has a merge queue", { mergeQueue: {} }, on],
      [
        "has a queue beside checks that are not strict",
        { mergeQueue: {}, requiredStatusChecks: { requiredChecks } },
        on,
      ],
      ["has neither", { requiredStatusChecks: { requiredChecks } }, off],
      ["is strict about no check", { requiredStatusChecks: { ...strict, requiredChecks: [] } }, off],
      ["may be strict", { requiredStatusChecks: { ...strict, strictRequiredStatusChecksPolicy: UNKNOWN } }, open],
      ["may name a check", { requiredStatusChecks: { ...strict, requiredChecks: UNKNOWN } }, open],
      ["may have a queue", { mergeQueue: UNKNOWN }, open],
      ["has no queue", { mergeQueue: null }, off],
      ["is strict while a queue is unknown", { mergeQueue: UNKNOWN, requiredStatusChecks: strict }, on],
    ] as const) {
      it(`is ${state === open ? "open" : state.value ? "on" : "off"} where the ruleset ${says}`, () => {
        assert.deepEqual(controlsOf({ rules })["checks-current"], state);
      });
    }
  });
});

const isEmptyList = (value: unknown): boolean => Array.isArray(value) && value.length === 0;
