import assert from "node:assert/strict";
import { githubTypes } from "../../../../governance/index.ts";
import { bypassersOf } from "../../../../governance/policy/branch/protection-bypassers.ts";
import { record } from "../records.ts";

describe("bypassersOf", () => {
  it("takes Base64 for a node id, with one or two characters of padding", () => {
    for (const account of ["U29tZUFjY291bnQ=", "QW5vdGhlckFjY291bnQxMA=="]) {
      const { apps, nodeIds } = bypassersOf(record(githubTypes.branchProtection, { forcePushBypassers: [account] }));
      assert.deepEqual({ apps, nodeIds }, { apps: [], nodeIds: [account] });
    }
  });
});
