import assert from "node:assert/strict";
import fc from "fast-check";
import { effectiveState, isStopped, stricter, toolStates } from "../../../governance/index.ts";
import { parsed } from "../example.ts";

const state = fc.constantFrom(...toolStates);

describe("effectiveState", () => {
  it("is the declaration's without an overlay", () => {
    assert.deepEqual(effectiveState(parsed()), {
      copilot: "enabled",
      "claude-code": "enabled",
      codex: "constrained",
      cursor: "constrained",
      devin: "quarantined",
      jules: "disabled",
      openhands: "disabled",
    });
  });

  it("takes the stricter of declaration and overlay, and ignores unknown tools", () => {
    const overlay = { "claude-code": "disabled", devin: "enabled", elsewhere: "disabled" } as const;
    const states = effectiveState(parsed(), overlay);
    assert.equal(states["claude-code"], "disabled");
    assert.equal(states["devin"], "quarantined");
    assert.equal(states["elsewhere"], undefined);
  });
});

describe("stricter", () => {
  it("never trusts more than either state", () => {
    fc.assert(
      fc.property(state, state, (one, other) => {
        const rank = toolStates.indexOf(stricter(one, other));
        assert.equal(rank, Math.max(toolStates.indexOf(one), toolStates.indexOf(other)));
      }),
    );
  });

  it("knows the stopped states", () => {
    assert.deepEqual(toolStates.filter(isStopped), ["quarantined", "disabled"]);
  });
});
