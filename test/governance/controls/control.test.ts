import assert from "node:assert/strict";
import { decided, undecided, verdictOf } from "../../../governance/index.ts";
import { checkName, workflowName } from "../../../governance/controls/control.ts";
import { isGovernedProperty, toolProperty } from "../../../governance/controls/properties.ts";

describe("names of controls' values", () => {
  it("tell a check of any app from that of one, and a workflow by its ref", () => {
    assert.deepEqual([checkName("build"), checkName("build", 7)], ["build", "build by app 7"]);
    assert.equal(checkName("build by app 77"), "build by app 77 by any app");
    assert.equal(checkName("build by app 7 more"), "build by app 7 more");
    assert.equal(workflowName(".github/workflows/gate.yml", "refs/tags/v1"), ".github/workflows/gate.yml@refs/tags/v1");
  });
});

describe("isGovernedProperty", () => {
  it("knows the tier, the tools, each tool and the canaries", () => {
    assert.equal(toolProperty("codex"), "ai-tool-codex");
    const names = ["ai-tier", "ai-tools", "ai-canary", "ai-tool-codex", "ai-tool-"];
    assert.deepEqual(
      names.map(isGovernedProperty),
      names.map(() => true),
    );
  });
  it("leaves the others to whoever made them", () => {
    for (const name of ["team", "ai", "my-ai-tool-codex", "ai-tool", undefined, null, 7, Symbol("unknown")]) {
      assert.equal(isGovernedProperty(name), false, String(name));
    }
  });
});

describe("what is known of a control", () => {
  it("is certain of values, and of nothing where nobody knows", () => {
    const values = { "pull-request": true, approvals: 2, "gate-check": ["a"] };
    assert.deepEqual(decided(values), {
      "pull-request": { value: true, undecided: false },
      approvals: { value: 2, undecided: false },
      "gate-check": { value: ["a"], undecided: false },
    });
    assert.deepEqual(undecided(decided(values)), {
      "pull-request": { value: false, undecided: true },
      approvals: { value: 0, undecided: true },
      "gate-check": { value: [], undecided: true },
    });
  });
  for (const [value, demanded, verdict] of [
    [true, true, "met"],
    [false, true, "unmet"],
    [undefined, true, "unmet"],
    [false, false, "met"],
    [true, false, "met"],
    [undefined, false, "met"],
    [2, 2, "met"],
    [1, 2, "unmet"],
    [undefined, 1, "unmet"],
    [undefined, 0, "met"],
    [true, 1, "unmet"],
    [["a", "b"], ["a"], "met"],
    [["a"], ["a", "b"], "unmet"],
    [undefined, ["a"], "unmet"],
    [undefined, [], "met"],
    [true, ["a"], "unmet"],
  ] as const) {
    it(`is ${verdict} where ${JSON.stringify(demanded)} is demanded of ${JSON.stringify(value) ?? "nothing"}`, () => {
      const state = (open: boolean) => (value === undefined ? undefined : { value, undecided: open });
      assert.equal(verdictOf(state(false), demanded), verdict);
      if (value !== undefined) assert.equal(verdictOf(state(true), demanded), verdict === "met" ? "met" : "undecided");
    });
  }
});
