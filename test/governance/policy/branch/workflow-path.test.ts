import assert from "node:assert/strict";
import { UNKNOWN } from "../../../../governance/index.ts";
import { rulesetControls } from "../../../../governance/policy/branch/ruleset-controls.ts";
import { repositoryRuleset } from "../records.ts";

describe("rulesetControls about a required workflow whose path is unknown", () => {
  it("leaves open which it is, whatever repository it comes from", () => {
    for (const repositoryId of [3, 4, UNKNOWN]) {
      const requiredWorkflows = [{ repositoryId, path: UNKNOWN, ref: "refs/tags/v1" }];
      const ruleset = repositoryRuleset({ rules: { requiredWorkflows: { requiredWorkflows } } });
      const states = rulesetControls(ruleset, { automationAppIds: [], gateRepositoryId: 3 });
      assert.deepEqual(states["gate-workflow"], { value: [], undecided: true });
    }
  });
});
