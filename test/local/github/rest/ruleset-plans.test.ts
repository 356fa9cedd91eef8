import assert from "node:assert/strict";
import type { Octokit } from "octokit";
import type { Plan } from "../../../../local/github/core/state.ts";
import { org, owner, refusal, seed, startFixture } from "../fixture.ts";
import { base, createInOrg, createInRepo, docs, everywhere, orgRuleset, repoRuleset } from "./ruleset-requests.ts";

describe("what the plan allows", () => {
  async function on(plan: Plan, check: (octokit: Octokit) => Promise<void>): Promise<void> {
    const fixture = await startFixture({ seed: { ...seed, organization: { login: org, plan } } });
    try {
      await check(fixture.as(owner));
    } finally {
      await fixture.end();
    }
  }
  const upgrade = {
    status: 403,
    message: "Upgrade to GitHub Pro or make this repository public to enable this feature.",
  };

  it("is, on Free, rulesets of public repositories", () =>
    on("free", async (octokit) => {
      assert.deepEqual(await refusal(createInRepo(octokit, docs, repoRuleset)), upgrade);
      assert.deepEqual(await refusal(octokit.rest.repos.getRepoRulesets(docs)), upgrade);
      assert.equal((await createInRepo(octokit, { owner: org, repo: "site" }, repoRuleset)).status, 201);
      assert.deepEqual(await refusal(createInOrg(octokit, orgRuleset)), {
        status: 403,
        message: "Upgrade to GitHub Team to enable this feature.",
      });
    }));

  it("is, on Team, all but trying out, metadata rules, required workflows and push rules of the organisation", () =>
    on("team", async (octokit) => {
      assert.equal((await createInRepo(octokit, docs, repoRuleset)).status, 201);
      assert.equal((await createInOrg(octokit, orgRuleset)).status, 201);
      const refused = async (body: object) =>
        (await refusal(createInOrg(octokit, { ...orgRuleset, name: "x", ...body }))).errors;
      assert.deepEqual(await refused({ enforcement: "evaluate" }), [
        "Enforcement evaluate is not available on this plan",
      ]);
      const pattern = { type: "commit_message_pattern", parameters: { operator: "contains", pattern: "x" } };
      assert.deepEqual(await refused({ rules: [pattern] }), [
        "Invalid rule 'commit_message_pattern': only available with GitHub Enterprise",
      ]);
      const push = { ...base, target: "push", rules: [], conditions: { repository_name: everywhere.repository_name } };
      assert.equal((await refusal(createInOrg(octokit, push))).status, 403);
      assert.equal(
        (await createInRepo(octokit, docs, { name: "push", target: "push", enforcement: "active" })).status,
        201,
      );
    }));
});
