import assert from "node:assert/strict";
import { AiPathOwnership, type AiPathOwnershipArgs } from "../../components/ai-path-ownership.ts";
import { assertGolden } from "../support/golden.ts";
import { named, record } from "../support/recorder.ts";

const args: AiPathOwnershipArgs = { repository: "docs", owners: ["@acme/platform"] };
const ownership = (changes: Partial<AiPathOwnershipArgs> = {}) =>
  record(() => [new AiPathOwnership("docs", { ...args, ...changes })]);

describe("AiPathOwnership", () => {
  it("declares exactly this", async () =>
    assertGolden(
      "ai-path-ownership",
      await ownership({ reviewerTeamId: 11, forbiddenPaths: ["**/CLAUDE.local.md"], codeowners: ["* @acme/docs"] }),
    ));

  it("has no push ruleset where no path is forbidden", async () =>
    assert.deepEqual(
      (await ownership()).map(([, name]) => name),
      ["docs", "docs-ai-paths", "docs-codeowners"],
    ));

  it("lets nobody pass the review of AI paths", async () =>
    assert.deepEqual(named(await ownership(), "docs-ai-paths")[2].bypassActors, []));
});
