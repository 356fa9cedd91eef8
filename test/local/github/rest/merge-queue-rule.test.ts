import assert from "node:assert/strict";
import type { Plan } from "../../../../local/github/core/state.ts";
import { org, owner, refusal, seed, startFixture } from "../fixture.ts";
import { createInOrg, createInRepo, docs, orgRuleset, repoRuleset } from "./ruleset-requests.ts";

describe("the rule merge_queue", () => {
  const parameters = {
    check_response_timeout_minutes: 60,
    grouping_strategy: "ALLGREEN",
    max_entries_to_build: 5,
    max_entries_to_merge: 5,
    merge_method: "MERGE",
    min_entries_to_merge: 1,
    min_entries_to_merge_wait_minutes: 5,
  };
  const site = { owner: org, repo: "site" };
  const unavailable = {
    status: 422,
    message: "Validation Failed",
    errors: ["Invalid rule 'merge_queue': "],
  };

  async function create(plan: Plan, home: "organization" | typeof site, rule: object) {
    const fixture = await startFixture({ seed: { ...seed, organization: { login: org, plan } } });
    try {
      const octokit = fixture.as(owner);
      const rules = [{ type: "merge_queue", ...rule }];
      if (home === "organization") return (await createInOrg(octokit, { ...orgRuleset, rules })).data.rules;
      return (await createInRepo(octokit, home, { ...repoRuleset, rules })).data.rules;
    } finally {
      await fixture.end();
    }
  }

  it("is kept with its seven parameters", async () => {
    const mine = { ...parameters, merge_method: "SQUASH", max_entries_to_build: 10 };
    assert.deepEqual(await create("enterprise", docs, { parameters: mine }), [
      { type: "merge_queue", parameters: mine },
    ]);
  });

  it("has GitHub's parameters where none are sent", async () => {
    assert.deepEqual(await create("enterprise", docs, {}), [{ type: "merge_queue", parameters }]);
  });

  it("is a rule of repositories, never of organisations", async () => {
    assert.deepEqual(await refusal(create("enterprise", "organization", { parameters })), {
      status: 422,
      message:
        "Invalid request.\n\nInvalid property /rules/0: data matches no possible input. See `documentation_url`.",
    });
  });

  it('is available "in any public repository owned by an organization, or in private repositories owned by organizations using GitHub Enterprise Cloud"', async () => {
    assert.deepEqual(await refusal(create("team", docs, { parameters })), unavailable);
    assert.equal((await create("team", site, { parameters }))?.length, 1);
  });

  it("takes values within their bounds only", async () => {
    const wrong = [{ merge_method: "FAST" }, { check_response_timeout_minutes: 0 }, { max_entries_to_merge: 101 }];
    for (const one of wrong) {
      const answer = await refusal(create("enterprise", docs, { parameters: { ...parameters, ...one } }));
      assert.equal(answer.status, 422, JSON.stringify(one));
    }
  });
});
