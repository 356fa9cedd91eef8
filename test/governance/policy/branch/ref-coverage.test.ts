import assert from "node:assert/strict";
import { coversDefaultBranch, patternCoversDefaultBranch } from "../../../../governance/policy/branch/ref-coverage.ts";
import { UNKNOWN } from "../../../../governance/index.ts";

const main = "refs/heads/main";

describe("coversDefaultBranch", () => {
  for (const [says, refName, defaultBranch, answer] of [
    ["the default branch by its alias", { includes: ["~DEFAULT_BRANCH"] }, undefined, "yes"],
    ["all branches", { includes: ["~ALL"] }, undefined, "yes"],
    ["all branches by a pattern", { includes: ["refs/heads/**/*"] }, undefined, "yes"],
    ["the branch by name", { includes: [main] }, "main", "yes"],
    ["another branch", { includes: ["refs/heads/release"] }, "main", "no"],
    ["no branch", { includes: [] }, "main", "no"],
    ["nothing at all", undefined, "main", "no"],
    ["a named branch while only GitHub knows the default one", { includes: [main] }, undefined, "unclear"],
    ["a named branch while the default one is unknown", { includes: [main] }, UNKNOWN, "unknown"],
    ["an unknown pattern", { includes: [UNKNOWN] }, "main", "unknown"],
    ["an unknown pattern besides the branch", { includes: [main, UNKNOWN] }, "main", "yes"],
    ["an unknown pattern besides an unclear one", { includes: [main, UNKNOWN] }, undefined, "unknown"],
    ["all but the branch", { includes: ["~ALL"], excludes: [main] }, "main", "no"],
    ["all but another branch", { includes: ["~ALL"], excludes: ["refs/heads/release"] }, "main", "yes"],
    [
      "all but a named branch, which may be the default one",
      { includes: ["~ALL"], excludes: [main] },
      undefined,
      "unclear",
    ],
    ["all but an unknown pattern", { includes: ["~ALL"], excludes: [UNKNOWN] }, "main", "unknown"],
    [
      "all but an unclear and an unknown pattern",
      { includes: ["~ALL"], excludes: [main, UNKNOWN] },
      undefined,
      "unclear",
    ],
    ["none, whatever is excluded", { includes: [], excludes: [UNKNOWN] }, "main", "no"],
  ] as const) {
    it(`answers ${answer} for ${says}`, () => {
      assert.equal(coversDefaultBranch(refName, defaultBranch), answer);
    });
  }
});

describe("patternCoversDefaultBranch", () => {
  for (const [pattern, defaultBranch, answer] of [
    ["main", "main", "yes"],
    ["m*", "main", "yes"],
    ["release", "main", "no"],
    ["main", undefined, "unclear"],
    ["main", UNKNOWN, "unknown"],
    [UNKNOWN, "main", "unknown"],
    [undefined, "main", "no"],
  ] as const) {
    it(`answers ${answer} for ${String(pattern)} where the default branch is ${String(defaultBranch)}`, () => {
      assert.equal(patternCoversDefaultBranch(pattern, defaultBranch), answer);
    });
  }
});
