import assert from "node:assert/strict";
import { Octokit } from "octokit";
import { fineGrainedToken } from "../../../../local/github/core/actors.ts";
import { claude, developer, eachWithLocalGitHub, org, owner, refusal, seed, stranger } from "../fixture.ts";

const installed = {
  ...seed,
  apps: [
    { id: 1236702, slug: "claude", installationId: 77, repositories: ["docs", "ledger"] },
    { id: 946600, slug: "copilot", installationId: 78 },
  ],
};

describe("the repositories an app is installed on", () => {
  const github = eachWithLocalGitHub({ seed: installed });
  const apps = (actor: string | undefined = owner) => github.as(actor).rest.apps;
  const id = async (repo: string) => (await github.as(owner).rest.repos.get({ owner: org, repo })).data.id;
  const names = async (installation_id = 77) =>
    (await apps().listInstallationReposForAuthenticatedUser({ installation_id })).data.repositories.map(
      ({ name }) => name,
    );
  const entry = async (repo: string, installation_id = 77) => ({ installation_id, repository_id: await id(repo) });

  it("are listed to owners and to the app itself", async () => {
    assert.deepEqual(await names(), ["docs", "ledger"]);
    assert.deepEqual(await names(78), ["docs", "ledger", "site"]);
    const { data } = await apps(claude).listReposAccessibleToInstallation();
    assert.deepEqual([data.total_count, data.repositories[0]?.name], [2, "docs"]);
    assert.equal((await refusal(apps().listReposAccessibleToInstallation())).status, 403);
  });

  it("are added and removed by a classic token", async () => {
    await apps().addRepoToInstallationForAuthenticatedUser(await entry("site"));
    await apps().addRepoToInstallationForAuthenticatedUser(await entry("site"));
    await apps().removeRepoFromInstallationForAuthenticatedUser(await entry("docs"));
    assert.deepEqual(await names(), ["ledger", "site"]);
    assert.equal((await refusal(github.as(claude).rest.repos.get({ owner: org, repo: "docs" }))).status, 404);
  });

  it("are at least one: the last is not removed", async () => {
    await apps().removeRepoFromInstallationForAuthenticatedUser(await entry("docs"));
    const call = apps().removeRepoFromInstallationForAuthenticatedUser(await entry("ledger"));
    assert.equal((await refusal(call)).status, 422);
    assert.deepEqual(await names(), ["ledger"]);
  });

  it("are not narrowed where the app is installed on all", async () => {
    const call = apps().removeRepoFromInstallationForAuthenticatedUser(await entry("docs", 78));
    assert.match((await refusal(call)).message, /must have the repository_selection of selected/);
    await apps().addRepoToInstallationForAuthenticatedUser(await entry("docs", 78));
    assert.equal((await names(78)).length, 3);
  });

  it("are not changed by tokens of apps, by fine-grained tokens, or without an administrator of the repository", async () => {
    const site = await entry("site");
    const of = async (octokit: Pick<Octokit, "rest">) =>
      (await refusal(octokit.rest.apps.addRepoToInstallationForAuthenticatedUser(site))).status;
    const fineGrained = new Octokit({ baseUrl: github.server().apiUrl, auth: fineGrainedToken(owner) });
    assert.equal((await fineGrained.rest.orgs.get({ org })).data.login, org);
    assert.equal(await of(fineGrained), 403);
    assert.equal(await of(github.as(claude)), 403);
    assert.equal(await of(github.as(developer)), 403);
    assert.equal(await of(github.as(stranger)), 404);
    assert.equal(await of(github.as()), 401);
    assert.deepEqual(await names(), ["docs", "ledger"]);
  });

  it("need the scope repo of a classic token, and an installation that exists", async () => {
    const missing = apps().addRepoToInstallationForAuthenticatedUser(await entry("site", 79));
    assert.equal((await refusal(missing)).status, 404);
    const site = await entry("site");
    await github.server().change((state) => {
      for (const user of state.users) user.tokenScopes = ["admin:org"];
    });
    assert.equal((await refusal(apps().addRepoToInstallationForAuthenticatedUser(site))).status, 404);
  });
});
