import assert from "node:assert/strict";
import { pulumiResourceDisallowEscapeHatches as rule } from "../../../../policypack/rules/pulumi/pulumi-resource-disallow-escape-hatches.ts";
import { UNKNOWN_STRING } from "../../../support/policy/request.ts";
import { runStackRule, told } from "../../../support/policy/run-rule.ts";
import { knownOf } from "../../../support/policy/known.ts";

const repository = { type: "github:index/repository:Repository" };
const run = (...stack: Parameters<typeof runStackRule>[1]) =>
  runStackRule(rule, stack, rule.told(knownOf("repository")));

describe(rule.name, () => {
  it("reports code of the program's own in a stack that changes GitHub, known or not", async () => {
    for (const props of [{}, { __provider: UNKNOWN_STRING }, { __provider: null }]) {
      const dynamic = { type: "pulumi-nodejs:dynamic:Resource", name: "cleanup", props };
      assert.deepEqual(await told(run(repository, dynamic)), [
        [
          "cleanup: pulumi-nodejs:dynamic:Resource runs code that is known to the program alone; a stack that changes GitHub must declare all that it changes.",
          "Fix: Declare it with resources of the github provider, or move it to a stack that changes nothing on GitHub.",
        ],
      ]);
    }
  });

  it("allows stacks without, and stacks that change nothing on GitHub", async () => {
    assert.deepEqual(await run(repository, { type: "aws:s3/bucket:Bucket" }), { findings: [] });
    assert.deepEqual(await run({ type: "command:local:Command" }), { findings: [] });
    assert.deepEqual(await run(), { findings: [] });
  });
});
