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

describe("webhooks that are made", () => {
  const github = eachWithLocalGitHub();
  const config = { url: "https://example.test/hook", content_type: "json", secret: "not to be kept" };
  const hooks = () => github.as(developer).rest.repos;

  it("keep no secret, and lose it with a change that does not name it", async () => {
    const { data: made } = await hooks().createWebhook({ ...ledger, config, events: ["push", "pull_request"] });
    assert.deepEqual(made.config, { ...config, insecure_ssl: "0", secret: "********" });
    assert.ok(!JSON.stringify(github.server().state).includes("not to be kept"));
    const hook = { ...ledger, hook_id: made.id };
    const { data: kept } = await hooks().updateWebhook({ ...hook, add_events: ["release"], remove_events: ["push"] });
    assert.deepEqual([kept.events, kept.config.secret], [["pull_request", "release"], "********"]);
    const { data: changed } = await hooks().updateWebhook({ ...hook, config: { url: config.url }, active: false });
    assert.deepEqual([changed.active, changed.config.secret], [false, undefined]);
    assert.deepEqual((await hooks().getWebhook(hook)).data, changed);
    await hooks().deleteWebhook(hook);
    assert.equal((await refusal(hooks().getWebhook(hook))).status, 404);
  });

  it("have an address, and share it only where their events do not overlap", async () => {
    const make = (of: object, events: string[]) => hooks().createWebhook({ ...ledger, config: of, events });
    assert.equal((await refusal(make({ url: "here" }, ["push"]))).status, 422);
    await make(config, ["push"]);
    await make(config, ["release"]);
    const { status, errors } = await refusal(make(config, ["push", "issues"]));
    const message = "Hook already exists on this repository";
    assert.deepEqual([status, errors], [422, [{ resource: "Hook", code: "custom", message }]]);
  });

  it("of an organisation are made by its owners, with a token of that scope", async () => {
    const make = () => github.as(owner).rest.orgs.createWebhook({ org, name: "web", config });
    assert.equal((await refusal(make())).status, 403);
    await github.server().change((state) => {
      for (const user of state.users) user.tokenScopes = [...user.tokenScopes, "admin:org_hook"];
    });
    const { data } = await make();
    assert.deepEqual([data.events, data.url], [["push"], `${github.server().apiUrl}/orgs/${org}/hooks/${data.id}`]);
    const update = { org, hook_id: data.id, active: false };
    assert.equal((await github.as(owner).rest.orgs.updateWebhook(update)).data.active, false);
    assert.equal((await github.as(owner).rest.orgs.deleteWebhook({ org, hook_id: data.id })).status, 204);
  });
});

describe("security features of a repository", () => {
  const github = eachWithLocalGitHub();

  it("are switched on and off by its administrators", async () => {
    const { repos } = github.as(developer).rest;
    const fixes = async () => (await repos.checkAutomatedSecurityFixes(ledger)).data;
    const message = "Vulnerability alerts must be enabled to configure automated security fixes.";
    assert.deepEqual(await refusal(repos.enableAutomatedSecurityFixes(ledger)), { status: 422, message });
    await repos.enableVulnerabilityAlerts(ledger);
    assert.deepEqual(await fixes(), { enabled: false, paused: false });
    await repos.enableAutomatedSecurityFixes(ledger);
    assert.deepEqual(await fixes(), { enabled: true, paused: false });
    await repos.disableAutomatedSecurityFixes(ledger);
    assert.deepEqual(await fixes(), { enabled: false, paused: false });
    await repos.enableAutomatedSecurityFixes(ledger);
    await repos.disableVulnerabilityAlerts(ledger);
    assert.deepEqual(await fixes(), { enabled: false, paused: false });
    await repos.enablePrivateVulnerabilityReporting(ledger);
    assert.deepEqual((await repos.checkPrivateVulnerabilityReporting(ledger)).data, { enabled: true });
    await repos.disablePrivateVulnerabilityReporting(ledger);
    assert.deepEqual((await repos.checkPrivateVulnerabilityReporting(ledger)).data, { enabled: false });
    const emil = github.as("dev-emil").rest.repos.enableAutomatedSecurityFixes(ledger);
    assert.equal((await refusal(emil)).status, 403);
  });
});
