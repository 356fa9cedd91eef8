import assert from "node:assert/strict";
import { claude, developer, eachWithLocalGitHub, org, owner, refusal, seed } from "../fixture.ts";

const ledger = { owner: org, repo: "ledger" };
const encrypted = { encrypted_value: "c2VjcmV0", key_id: "1" };
const withSecrets = {
  ...seed,
  secrets: [
    { name: "claude_key", repositories: ["docs", "ledger"] },
    { name: "EVERYWHERE" },
    { name: "HIDDEN", visibility: "private" as const },
    { name: "REGISTRY", store: "dependabot" as const },
  ],
};

describe("the secrets of an organisation", () => {
  const github = eachWithLocalGitHub({ seed: withSecrets });
  const actions = (actor = owner) => github.as(actor).rest.actions;
  const claudeKey = { org, secret_name: "CLAUDE_KEY" };
  const id = async (repo: string) => (await github.as(owner).rest.repos.get({ owner: org, repo })).data.id;
  const selected = async () =>
    (await actions().listSelectedReposForOrgSecret(claudeKey)).data.repositories.map(({ name }) => name);

  it("are listed by store without a value", async () => {
    const { data } = await actions().listOrgSecrets({ org });
    assert.deepEqual(
      data.secrets.map(({ name, visibility }) => [name, visibility]),
      [
        ["CLAUDE_KEY", "selected"],
        ["EVERYWHERE", "all"],
        ["HIDDEN", "private"],
      ],
    );
    const { data: dependabot } = await github.as(owner).rest.dependabot.listOrgSecrets({ org });
    assert.deepEqual([dependabot.total_count, dependabot.secrets[0]?.name], [1, "REGISTRY"]);
  });

  it("are made, changed and deleted, and no part of a value stays", async () => {
    const key = (await actions().getOrgPublicKey({ org })).data;
    assert.equal(Buffer.from(key.key, "base64").length, 32);
    const made = { org, secret_name: "new_one", ...encrypted, key_id: key.key_id };
    assert.equal((await actions().createOrUpdateOrgSecret({ ...made, visibility: "all" })).status, 201);
    const ids = [await id("site")];
    const narrower = { ...made, visibility: "selected", selected_repository_ids: ids } as const;
    assert.equal((await actions().createOrUpdateOrgSecret(narrower)).status, 204);
    const { data } = await actions().getOrgSecret({ org, secret_name: "New_One" });
    assert.deepEqual([data.name, data.visibility], ["NEW_ONE", "selected"]);
    assert.equal(
      data.selected_repositories_url,
      `${github.server().apiUrl}/orgs/${org}/actions/secrets/NEW_ONE/repositories`,
    );
    assert.ok(!JSON.stringify(github.server().state).includes(encrypted.encrypted_value));
    await actions().deleteOrgSecret({ org, secret_name: "NEW_ONE" });
    assert.equal((await refusal(actions().getOrgSecret({ org, secret_name: "NEW_ONE" }))).status, 404);
  });

  it("are withdrawn from repositories and given to them, one by one or all at once", async () => {
    assert.deepEqual(await selected(), ["docs", "ledger"]);
    await actions().removeSelectedRepoFromOrgSecret({ ...claudeKey, repository_id: await id("docs") });
    await actions().addSelectedRepoToOrgSecret({ ...claudeKey, repository_id: await id("site") });
    assert.deepEqual(await selected(), ["ledger", "site"]);
    await actions().setSelectedReposForOrgSecret({ ...claudeKey, selected_repository_ids: [] });
    assert.deepEqual(await selected(), []);
  });

  it("take no list of repositories unless their visibility is selected", async () => {
    const everywhere = { org, secret_name: "EVERYWHERE" };
    const docs = await id("docs");
    const calls = [
      () => actions().setSelectedReposForOrgSecret({ ...everywhere, selected_repository_ids: [docs] }),
      () => actions().addSelectedRepoToOrgSecret({ ...everywhere, repository_id: docs }),
      () => actions().removeSelectedRepoFromOrgSecret({ ...everywhere, repository_id: docs }),
    ];
    for (const call of calls) assert.equal((await refusal(call())).status, 409);
    const both = { ...everywhere, ...encrypted, visibility: "all" as const, selected_repository_ids: [docs] };
    assert.equal((await refusal(actions().createOrUpdateOrgSecret(both))).status, 422);
  });

  it("reach no repository that is not the organisation's", async () => {
    const call = actions().setSelectedReposForOrgSecret({ ...claudeKey, selected_repository_ids: [1] });
    assert.equal((await refusal(call)).status, 404);
  });

  it("have names of letters, digits and underscores", async () => {
    for (const secret_name of ["1ST", "GITHUB_TOKEN", "A-B"]) {
      const call = actions().createOrUpdateOrgSecret({ org, secret_name, ...encrypted, visibility: "all" });
      assert.equal((await refusal(call)).status, 422, secret_name);
    }
  });

  it("are the owners' alone, and an app's that was given the permission", async () => {
    for (const actor of [developer, claude]) {
      assert.equal((await refusal(actions(actor).listOrgSecrets({ org }))).status, 403, actor);
    }
    await github.server().change((state) => {
      const [installation] = state.organizations[0]?.installations ?? [];
      if (installation !== undefined) installation.permissions = { organization_secrets: "read" };
    });
    assert.equal((await actions(claude).listOrgSecrets({ org })).data.total_count, 3);
    assert.equal((await refusal(github.as(claude).rest.dependabot.listOrgSecrets({ org }))).status, 403);
    assert.equal((await refusal(actions(claude).deleteOrgSecret(claudeKey))).status, 403);
  });

  it("lose the repositories that are deleted", async () => {
    await github.as(owner).rest.repos.delete(ledger);
    assert.deepEqual(await selected(), ["docs"]);
  });
});

describe("the secrets of a repository", () => {
  const github = eachWithLocalGitHub({ seed: withSecrets });
  const actions = (actor = developer) => github.as(actor).rest.actions;

  it("are made, listed and deleted by those who may write", async () => {
    const deploy = { ...ledger, secret_name: "deploy" };
    assert.equal((await actions().createOrUpdateRepoSecret({ ...deploy, ...encrypted })).status, 201);
    assert.equal((await actions().createOrUpdateRepoSecret({ ...deploy, ...encrypted })).status, 204);
    assert.deepEqual(
      (await actions().listRepoSecrets(ledger)).data.secrets.map(({ name }) => name),
      ["DEPLOY"],
    );
    assert.equal((await github.as(developer).rest.dependabot.listRepoSecrets(ledger)).data.total_count, 0);
    assert.equal((await refusal(actions("dev-emil").listRepoSecrets(ledger))).status, 404);
    await actions().deleteRepoSecret(deploy);
    assert.equal((await refusal(actions().getRepoSecret(deploy))).status, 404);
  });

  it("give their public key to readers", async () => {
    assert.match((await actions("dev-emil").getRepoPublicKey(ledger)).data.key, /^[A-Za-z0-9+/]{43}=$/);
  });

  it("come beside those that the organisation shares with it", async () => {
    const shared = async (repo: string) =>
      (await actions(owner).listRepoOrganizationSecrets({ owner: org, repo })).data.secrets.map(({ name }) => name);
    assert.deepEqual(await shared("ledger"), ["CLAUDE_KEY", "EVERYWHERE", "HIDDEN"]);
    assert.deepEqual(await shared("site"), ["EVERYWHERE"]);
    await github.server().change((state) => void state.organizations.forEach((one) => (one.plan = "free")));
    assert.deepEqual(await shared("ledger"), []);
  });
});
