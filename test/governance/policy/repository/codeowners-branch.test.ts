import assert from "node:assert/strict";
import { aiPathOwnerFindings, githubTypes, UNKNOWN } from "../../../../governance/index.ts";
import { codeowners, governed, record } from "../records.ts";

describe("aiPathOwnerFindings about a file without a branch", () => {
  it("judges it as the default branch's, whatever that is called", () => {
    for (const branch of ["develop", UNKNOWN]) {
      const named = record(githubTypes.branchDefault, { repository: "payments-api", branch });
      const outcomes = (content: string) =>
        aiPathOwnerFindings([named, codeowners({ content })], governed.aiPathOwners).map(({ outcome }) => outcome);
      assert.deepEqual(outcomes("* @devs"), ["violation"]);
    }
  });
});
