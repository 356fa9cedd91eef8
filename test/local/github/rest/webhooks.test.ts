import assert from "node:assert/strict";
import { developer, eachWithLocalGitHub, org, owner, refusal } from "../fixture.ts";

const ledger = { owner: org, repo: "ledger" };

describe("webhooks", () => {
  const github = eachWithLocalGitHub();
  beforeEach(() =>
    github.server().change((state) => {
      const at = "2026-01-05T10:00:00Z";
      const kept = { contentType: "json", insecureSsl: "0", active: true, createdAt: at, updatedAt: at } as const;
      const hook = { ...kept, id: 5, url: "https://example.test/hook", hasSecret: true, events: ["push"] };
      for (const user of state.users) user.tokenScopes = [...user.tokenScopes, "admin:org_hook"];
      for (const organization of state.organizations) organization.hooks = [hook];
      for (const repository of state.repositories) repository.hooks = [{ ...hook, id: 6, hasSecret: false }];
    }),
  );

  it("of an organisation are its owners' to see, secrets as asterisks", async () => {
    const { data } = await github.as(owner).rest.orgs.listWebhooks({ org });
    assert.deepEqual(
      data.map(({ id, config }) => [id, config]),
      [[5, { url: "https://example.test/hook", content_type: "json", insecure_ssl: "0", secret: "********" }]],
    );
    assert.equal((await github.as(owner).rest.orgs.getWebhook({ org, hook_id: 5 })).data.events[0], "push");
    assert.equal((await refusal(github.as(owner).rest.orgs.getWebhook({ org, hook_id: 7 }))).status, 404);
    assert.equal((await refusal(github.as(developer).rest.orgs.listWebhooks({ org }))).status, 403);
  });

  it("of a repository are its administrators' to see", async () => {
    const { data } = await github.as(developer).rest.repos.listWebhooks(ledger);
    assert.deepEqual(
      data.map(({ id, config }) => [id, config.secret]),
      [[6, undefined]],
    );
    const { url } = (await github.as(developer).rest.repos.getWebhook({ ...ledger, hook_id: 6 })).data;
    assert.equal(url, `${github.server().apiUrl}/repos/${org}/ledger/hooks/6`);
    assert.equal((await refusal(github.as("dev-emil").rest.repos.listWebhooks(ledger))).status, 403);
  });
});

describe("security features of a repository", () => {
  const github = eachWithLocalGitHub();

  it("are switched on and off by its administrators", async () => {
    const { repos } = github.as(developer).rest;
    assert.equal((await refusal(repos.checkAutomatedSecurityFixes(ledger))).status, 404);
    await repos.enableAutomatedSecurityFixes(ledger);
    assert.deepEqual((await repos.checkAutomatedSecurityFixes(ledger)).data, { enabled: true, paused: false });
    await repos.disableAutomatedSecurityFixes(ledger);
    assert.equal((await refusal(repos.checkAutomatedSecurityFixes(ledger))).status, 404);
    await repos.enablePrivateVulnerabilityReporting(ledger);
    assert.deepEqual((await repos.checkPrivateVulnerabilityReporting(ledger)).data, { enabled: true });
    await repos.disablePrivateVulnerabilityReporting(ledger);
    assert.deepEqual((await repos.checkPrivateVulnerabilityReporting(ledger)).data, { enabled: false });
    const emil = github.as("dev-emil").rest.repos.enableAutomatedSecurityFixes(ledger);
    assert.equal((await refusal(emil)).status, 403);
  });
});
