import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import { clientOf, push } from "../../local/demo/agent.ts";
import { tryToDeleteEvidence } from "../../local/demo/evidence.ts";
import { organizationProject, type LocalEnvironment } from "../../local/environment/index.ts";
import type { LocalStack } from "../../local/environment/stack.ts";
import { startEngine, succeeded } from "../support/engine.ts";

const owner = "meridian-pay";

describe("the organisation stack on the real engine", function () {
  this.timeout(300_000);
  let environment: LocalEnvironment;
  let stack: LocalStack;

  before(async () => {
    environment = await startEngine();
    stack = await environment.stack(organizationProject, "test", "organization");
  });
  after(() => environment?.close());

  it("is rolled out by `pulumi up` under the policy pack", async () => {
    succeeded(await stack.pulumi("up", "--yes"));
  });

  it("has nothing to change afterwards", async () => {
    succeeded(await stack.pulumi("preview", "--expect-no-changes"));
  });

  it("has nothing to change after a refresh either", async () => {
    succeeded(await stack.pulumi("refresh", "--yes", "--expect-no-changes"));
    succeeded(await stack.pulumi("preview", "--expect-no-changes"));
  });

  it("keeps a tool out of repositories that are not its own", async () => {
    const claude = clientOf(environment.github, "claude[bot]");
    assert.deepEqual(await push(claude, owner, "storefront", "claude/one"), { accepted: true, message: "" });
    const elsewhere = await push(claude, owner, "ledger", "claude/one");
    assert.equal(elsewhere.accepted, false);
    assert.match(elsewhere.message, /Repository rule violations found/);
  });

  it("keeps quarantined and disabled tools out of every repository", async () => {
    for (const [login, branch] of [
      ["devin-ai-integration[bot]", "devin/one"],
      ["google-labs-jules[bot]", "jules/one"],
    ] as const) {
      const answer = await push(clientOf(environment.github, login), owner, "docs", branch);
      assert.equal(answer.accepted, false, `${login} pushed`);
    }
  });

  it("refuses the deletion of evidence", async () => {
    const attempt = await tryToDeleteEvidence(environment.aws, "meridian-pay-ai-audit");
    assert.equal(attempt.refused, true);
    assert.match(attempt.message, /Access Denied/i);
  });

  it("stops a tool by one changed line, and lets it work again by changing it back", async () => {
    const claude = clientOf(environment.github, "claude[bot]");
    const declared = await readFile(environment.declarationFile, "utf8");
    const stopped = declared.replace(/(claude-code:[\s\S]*?state: )enabled/, "$1disabled\n    reason: Under review");
    await writeFile(environment.declarationFile, stopped);
    succeeded(await stack.pulumi("up", "--yes"));
    const refused = await push(claude, owner, "storefront", "claude/one");
    assert.equal(refused.accepted, false);
    assert.match(refused.message, /Cannot update this protected ref/);

    await writeFile(environment.declarationFile, declared);
    succeeded(await stack.pulumi("up", "--yes"));
    assert.equal((await push(claude, owner, "storefront", "claude/one")).accepted, true);
  });

  it("never got an answer from local GitHub that GitHub's own description does not allow", () => {
    assert.deepEqual(environment.github.responseProblems, []);
  });
});
