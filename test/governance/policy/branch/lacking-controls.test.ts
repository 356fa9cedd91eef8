import assert from "node:assert/strict";
import { controls } from "../../../../governance/index.ts";
import { lackingText } from "../../../../governance/policy/branch/lacking-controls.ts";
import { requiredWorkflow } from "../../../../governance/policy/branch/ruleset-controls.ts";

const [approvals = assert.fail()] = controls.filter(({ id }) => id === "approvals");

describe("lackingText", () => {
  for (const [demanded, value, text] of [
    [2, 1, ", 1 of 2"],
    [2, undefined, ", 0 of 2"],
    [true, false, ""],
    [["gate", "tests"], ["gate"], ": gate, tests"],
  ] as const) {
    it(`says what lacks of ${JSON.stringify(demanded)}`, () => {
      const state = value === undefined ? undefined : { value, undecided: false };
      assert.equal(
        lackingText({ control: approvals, demanded, state, outcome: "violation" }),
        `${approvals.title}${text} [approvals]`,
      );
    });
  }

  it("does not say how much there is while that is unknown", () => {
    const state = { value: 1, undecided: true };
    const text = lackingText({ control: approvals, demanded: 2, state, outcome: "undecided" });
    assert.equal(text, `${approvals.title}, 2 [approvals]`);
  });
});

describe("requiredWorkflow", () => {
  it("runs the default branch of old where no ref is given", () => {
    const path = ".github/workflows/gate.yml";
    assert.equal(requiredWorkflow({ path }), requiredWorkflow({ path, ref: "master" }));
    assert.notEqual(requiredWorkflow({ path }), requiredWorkflow({ path, ref: "main" }));
    assert.equal(requiredWorkflow({ ref: "main" }), undefined);
  });
});
