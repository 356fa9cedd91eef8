import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { runGate } from "../../../cli/gate/run-gate.ts";

const declaration = fileURLToPath(import.meta.resolve("../../../stacks/organization/governance.yaml"));

describe("a defect of the gate", () => {
  it("blocks as what nobody can tell, and shows its place without what the pull request says", async () => {
    const printed = { out: "", err: "" };
    const exitCode = await runGate(
      {
        ...{ declaration, today: "2026-11-26", outputs: { annotations: true } },
        change: () => Promise.reject(new TypeError("text of the change\n    at nothing")),
      },
      {
        input: async () => undefined,
        out: (text) => void (printed.out += text),
        err: (text) => void (printed.err += text),
      },
    );
    assert.equal(exitCode, 2);
    assert.match(printed.err, /^the gate itself failed, please report it: TypeError\n {4}at .*run-gate\.test\.ts:\d+/);
    assert.doesNotMatch(printed.err + printed.out, /text of the change|at nothing/);
    assert.match(printed.out, /^::error title=The AI governance gate cannot tell::the gate itself failed/);
  });
});
