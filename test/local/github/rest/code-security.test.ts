import assert from "node:assert/strict";
import { developer, eachWithLocalGitHub, org, owner, refusal } from "../fixture.ts";

const root = "/orgs/{org}/code-security/configurations";
const one = `${root}/{configuration_id}`;
const strict = {
  name: "strict",
  secret_protection: "enabled",
  secret_scanning: "enabled",
  secret_scanning_push_protection: "enabled",
};

describe("code-security configurations", () => {
  let now = Date.now();
  const github = eachWithLocalGitHub({ clock: () => new Date(now) });
  const later = () => (now += 1000);
  const call = async (route: string, parameters: object = {}, actor = owner) =>
    (await github.as(actor).request(route, { org, ...parameters })) as { status: number; data: unknown };
  const repository = async (repo: string) => (await github.as(owner).rest.repos.get({ owner: org, repo })).data;
  const created = async (more: object = {}): Promise<number> =>
    ((await call(`POST ${root}`, { ...strict, ...more })).data as { id: number }).id;
  const statuses = async (configuration_id: number) => {
    const { data } = await call(`GET ${one}/repositories`, { configuration_id });
    const items = data as { status: string; repository: { name: string } }[];
    return Object.fromEntries(items.map((item) => [item.repository.name, item.status]));
  };
  it("stand beside GitHub's own one, with the defaults of what is left out", async () => {
    const id = await created({ description: "for all" });
    const { data } = await call(`GET ${root}`);
    const list = data as { id: number; name: string; target_type: string; advanced_security: string }[];
    assert.deepEqual(
      list.map(({ name, target_type, advanced_security }) => [name, target_type, advanced_security]),
      [
        ["GitHub recommended", "global", "enabled"],
        ["strict", "organization", "secret_protection"],
      ],
    );
    const found = (await call(`GET ${one}`, { configuration_id: id })).data as Record<string, unknown>;
    assert.equal(found["secret_scanning_push_protection"], "enabled");
    assert.equal(found["dependabot_alerts"], "disabled");
    assert.equal(found["enforcement"], "enforced");
    assert.equal((await refusal(call(`POST ${root}`, strict))).status, 422);
  });

  it("are attached to repositories by kind or by id, switch features on, and are in force a little later", async () => {
    const configuration_id = await created();
    assert.equal((await call(`POST ${one}/attach`, { configuration_id, scope: "private_or_internal" })).status, 202);
    assert.deepEqual(await statuses(configuration_id), { docs: "attaching", ledger: "attaching" });
    later();
    assert.deepEqual(await statuses(configuration_id), { docs: "enforced", ledger: "enforced" });
    const { security_and_analysis } = await repository("docs");
    assert.equal(security_and_analysis?.secret_scanning_push_protection?.status, "enabled");
    const { id } = await repository("site");
    const selected = { configuration_id, scope: "selected", selected_repository_ids: [id] };
    await call(`POST ${one}/attach`, selected);
    assert.deepEqual(Object.keys(await statuses(configuration_id)).sort(), ["docs", "ledger", "site"]);
    assert.equal((await refusal(call(`POST ${one}/attach`, { ...selected, scope: "all" }))).status, 422);
  });

  it("need Secret Protection to scan private repositories", async () => {
    const configuration_id = await created({ secret_protection: "disabled" });
    await call(`POST ${one}/attach`, { configuration_id, scope: "all" });
    const { security_and_analysis } = await repository("docs");
    assert.equal(security_and_analysis?.secret_scanning_push_protection?.status, "disabled");
  });

  it("fail where code scanning has no Actions to run on", async () => {
    const actions = { owner: org, repo: "docs", enabled: false };
    await github.as(owner).request("PUT /repos/{owner}/{repo}/actions/permissions", actions);
    const configuration_id = await created({ code_scanning_default_setup: "enabled" });
    await call(`POST ${one}/attach`, { configuration_id, scope: "private_or_internal" });
    later();
    assert.deepEqual(await statuses(configuration_id), { docs: "failed", ledger: "enforced" });
  });

  it("hold their features against a repository's administrator while they are enforced", async () => {
    const configuration_id = await created();
    await call(`POST ${one}/attach`, { configuration_id, scope: "all" });
    const off = { security_and_analysis: { secret_scanning_push_protection: { status: "disabled" } } };
    const change = () => github.as(developer).rest.repos.update({ owner: org, repo: "ledger", ...off });
    const message = (await refusal(change())).message;
    assert.match(
      message,
      /^An enforced security configuration prevented modifying secret scanning push protection enablement/,
    );
    await call(`PATCH ${one}`, { configuration_id, enforcement: "unenforced" });
    await change();
    assert.equal((await call(`PATCH ${one}`, { configuration_id, enforcement: "unenforced" })).status, 204);
  });

  it("leave the settings of repositories that are detached", async () => {
    const configuration_id = await created();
    await call(`POST ${one}/attach`, { configuration_id, scope: "all" });
    const { id } = await repository("docs");
    await call(`DELETE ${root}/detach`, { selected_repository_ids: [id] });
    assert.deepEqual(Object.keys(await statuses(configuration_id)).sort(), ["ledger", "site"]);
    const ofDocs = await call("GET /repos/{owner}/{repo}/code-security-configuration", { owner: org, repo: "docs" });
    assert.equal(ofDocs.status, 204);
    await call(`DELETE ${one}`, { configuration_id });
    assert.equal((await repository("docs")).security_and_analysis?.secret_scanning?.status, "enabled");
    assert.equal((await refusal(call(`GET ${one}`, { configuration_id }))).status, 404);
  });

  it("are given to new repositories of a kind, one a kind", async () => {
    const [first, second] = [await created(), await created({ name: "public" })];
    const make = (configuration_id: number, default_for_new_repos: string) =>
      call(`PUT ${one}/defaults`, { configuration_id, default_for_new_repos });
    await make(first, "all");
    await make(second, "public");
    const { data } = await call(`GET ${root}/defaults`);
    const defaults = data as { default_for_new_repos: string; configuration: { id: number } }[];
    assert.deepEqual(
      defaults.map((item) => [item.configuration.id, item.default_for_new_repos]),
      [
        [first, "private_and_internal"],
        [second, "public"],
      ],
    );
    await github.as(owner).rest.repos.createInOrg({ org, name: "new", visibility: "private" });
    assert.deepEqual(Object.keys(await statuses(first)), ["new"]);
    await make(second, "none");
    assert.equal(((await call(`GET ${root}/defaults`)).data as unknown[]).length, 1);
  });

  it("are listed page by page, by cursor", async () => {
    const configuration_id = await created();
    await call(`POST ${one}/attach`, { configuration_id, scope: "all" });
    const page = await github.as(owner).request(`GET ${one}/repositories`, { org, configuration_id, per_page: 2 });
    const next = /<([^>]+)>; rel="next"/.exec(String(page.headers.link))?.[1] ?? "";
    const rest = await github.as(owner).request(`GET ${next}`);
    assert.deepEqual([(page.data as []).length, (rest.data as []).length], [2, 1]);
    assert.match(String(rest.headers.link), /rel="prev"/);
  });

  it("are the owners' to read and to change", async () => {
    assert.equal((await refusal(call(`GET ${root}`, {}, developer))).status, 403);
    assert.equal((await refusal(call(`POST ${root}`, strict, "claude[bot]"))).status, 403);
    const recommended = { configuration_id: 17 };
    assert.equal((await refusal(call(`DELETE ${one}`, recommended))).status, 404);
  });
});
