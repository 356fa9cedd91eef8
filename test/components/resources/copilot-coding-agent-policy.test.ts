import assert from "node:assert/strict";
import type { ServiceError } from "@grpc/grpc-js";
import { developer, org, seed } from "../../local/github/fixture.ts";
import { eachWithProvider } from "./with-github.ts";

const token = "ai-governance:index:CopilotCodingAgentPolicy";
const root = "/orgs/{org}/copilot/coding-agent/permissions";
const selected = { organization: org, enabledRepositories: "selected", repositories: ["site", "docs"] };

describe("CopilotCodingAgentPolicy", () => {
  const running = eachWithProvider();

  async function policy(): Promise<unknown> {
    const { octokit } = running();
    const { data } = await octokit.request(`GET ${root}`, { org });
    if (data.enabled_repositories !== "selected") return data.enabled_repositories;
    const list = await octokit.request(`GET ${root}/repositories`, { org });
    return (list.data.repositories as { name: string }[]).map(({ name }) => name).sort();
  }

  it("selects repositories by name, shows no change afterwards and restores what it found", async () => {
    const { provider, octokit } = running();
    await octokit.request(`PUT ${root}`, { org, enabled_repositories: "all" });
    const { id, state } = await provider.create(token, selected);
    assert.deepEqual(await policy(), ["docs", "site"]);
    assert.deepEqual(await provider.read(token, id, selected, state), { id, inputs: selected, state });
    await provider.delete(token, id, state);
    assert.equal(await policy(), "all");
  });

  it("restores the selection it found, without repositories that are gone", async () => {
    const { provider, octokit, logged } = running();
    await provider.create(token, selected);
    const none = { organization: org, enabledRepositories: "none", repositories: [] };
    const { id, state } = await provider.create(token, none);
    assert.equal(await policy(), "none");
    await octokit.request("DELETE /repos/{owner}/{repo}", { owner: org, repo: "site" });
    await provider.delete(token, id, state);
    assert.deepEqual(await policy(), ["docs"]);
    assert.deepEqual(logged, ["not restored, because they are gone: site"]);
  });

  it("finds drift, updates and keeps what is to be restored", async () => {
    const { provider, octokit } = running();
    const before = await policy();
    const { id, state } = await provider.create(token, selected);
    await octokit.request(`PUT ${root}`, { org, enabled_repositories: "all" });
    const found = await provider.read(token, id, selected, state);
    const diff = await provider.diff(token, selected, found?.inputs ?? {});
    assert.deepEqual(Object.keys(diff.details), ["enabledRepositories", "repositories[0]", "repositories[1]"]);
    const updated = await provider.update(token, id, found?.state ?? {}, { ...selected, repositories: ["docs"] });
    assert.deepEqual(await policy(), ["docs"]);
    await provider.delete(token, id, updated);
    assert.equal(await policy(), before);
  });

  it("imports by the organisation's login", async () => {
    const { provider } = running();
    await provider.create(token, selected);
    const found = await provider.read(token, org);
    assert.deepEqual(found?.inputs, { ...selected, repositories: ["docs", "site"] });
  });

  it("takes no account of the order of repositories", async () => {
    const reordered = { ...selected, repositories: ["docs", "site"] };
    assert.equal((await running().provider.diff(token, selected, reordered)).changes, false);
  });

  it("refuses bad values and repositories without selection, naming what is allowed", async () => {
    const { provider } = running();
    const bad = await provider.check(token, { organization: org, enabledRepositories: "selcted" });
    assert.deepEqual(bad.failures, [
      'enabledRepositories: found "selcted"; allowed: "all", "selected", "none" Did you mean selected?',
    ]);
    const odd = await provider.check(token, { ...selected, enabledRepositories: "none" });
    assert.deepEqual(odd.failures, ['repositories: is for enabledRepositories "selected" only; found "none"']);
  });

  it("changes nothing when a repository does not exist, and names all that do not", async () => {
    const { provider } = running();
    const before = await policy();
    const create = provider.create(token, { ...selected, repositories: ["docs", "dcos", "nowhere"] });
    await assert.rejects(create, /meridian-pay has none named dcos, nowhere/);
    assert.equal(await policy(), before);
  });

  it("keeps what it found when the second of its two requests fails for good", async () => {
    const { provider, server } = running();
    server.faults.add({ route: `PUT ${root}/repositories`, status: 422, body: { message: "Validation Failed" } });
    const failed: unknown = await provider.create(token, selected).catch((error: unknown) => error);
    const [status] = (failed as ServiceError).metadata.get("grpc-status-details-bin");
    assert.match(String(status), /ErrorResourceInitFailed/);
    assert.match(String(status), /previous/);
  });

  describe("in an organisation of many repositories", () => {
    const names = Array.from({ length: 230 }, (_, index) => `service-${index}`);
    const many = [...names.map((name) => ({ name, files: {} })), ...(seed.repositories ?? [])];
    const manyRunning = eachWithProvider({ seed: { ...seed, repositories: many } });

    it("finds the ids of many names in the list of all, whatever their case, and still names those it lacks", async () => {
      const { provider, server, octokit } = manyRunning();
      const wanted = ["SERVICE-0", ...names.slice(1)];
      server.requests.reset();
      await provider.create(token, { ...selected, repositories: wanted });
      assert.equal(server.requests.count("GET /repos/{owner}/{repo}"), 0);
      assert.equal(server.requests.count("GET /orgs/{org}/repos"), 3);
      const { data } = await octokit.request(`GET ${root}/repositories`, { org });
      assert.equal(data.total_count, names.length);
      const create = provider.create(token, { ...selected, repositories: [...wanted, "dcos"] });
      await assert.rejects(create, /meridian-pay has none named dcos,/);
    });
  });

  describe("with a developer's token", () => {
    const developerRunning = eachWithProvider({ actor: developer });

    it("says which request was refused and which permission the token needs", async () => {
      const { provider, server } = developerRunning();
      const message = await provider.read(token, org).then(String, (error: Error) => error.message);
      assert.match(message, /GET \/orgs\/meridian-pay\/copilot\/coding-agent\/permissions answered (403|404): /);
      assert.match(message, /the token needs administration of the organisation: admin:org/i);
      assert.ok(!message.includes(server.tokens[developer] ?? ""));
    });
  });
});
