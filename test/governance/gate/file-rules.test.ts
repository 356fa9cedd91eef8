import assert from "node:assert/strict";
import { findingsOf } from "./changes.ts";

describe("rules about files", () => {
  it("stay undecided while the files are unknown, whoever wrote them", () => {
    const undecided = {
      outcome: "undecided",
      message: "The changed files could not be read, so nobody can tell what they bring in; every one must be read.",
      fix: "The tree is truncated.",
    };
    assert.deepEqual(findingsOf({}, { files: { missing: "The tree is truncated." } }), [
      { rule: "gate-file-disallow-hidden-text", ...undecided },
      { rule: "gate-file-disallow-dangerous-settings", ...undecided },
    ]);
  });
});
