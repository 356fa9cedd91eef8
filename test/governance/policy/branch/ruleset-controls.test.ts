import assert from "node:assert/strict";
import { UNKNOWN } from "../../../../governance/index.ts";
import { rulesetControls } from "../../../../governance/policy/branch/ruleset-controls.ts";
import { repositoryRuleset } from "../records.ts";

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

  describe("about the gate's workflow", () => {
    const workflows = (...ids: readonly unknown[]) => ({
      rules: {
        requiredWorkflows: {
          requiredWorkflows: ids.map((repositoryId) => ({ repositoryId, path: "gate.yml", ref: "refs/tags/v1" })),
        },
      },
    });
    const from = (gateRepositoryId: number | undefined, ...ids: readonly unknown[]) =>
      rulesetControls(repositoryRuleset(workflows(...ids)), { ...context, gateRepositoryId })["gate-workflow"];
    const found = { value: ["gate.yml@refs/tags/v1"], undecided: false };

    it("takes it from any repository where nobody looked up which one it must be", () => {
      assert.deepEqual([from(undefined, 3), from(undefined, UNKNOWN)], [found, found]);
    });
    it("takes it from that repository alone where somebody did", () => {
      assert.deepEqual([from(3, 3), from(3, "3")], [found, found]);
      assert.deepEqual(from(3, 4), { value: ["gate.yml@refs/tags/v1 of another repository"], undecided: false });
      assert.deepEqual(from(3, undefined)?.value, ["gate.yml@refs/tags/v1 of another repository"]);
    });
    it("stays open while the repository is unknown", () => {
      assert.deepEqual(from(3, UNKNOWN), { value: [], undecided: true });
      assert.deepEqual(from(3, UNKNOWN, 3), { value: found.value, undecided: true });
    });
  });

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
