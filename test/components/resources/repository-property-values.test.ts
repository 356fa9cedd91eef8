import assert from "node:assert/strict";
import fc from "fast-check";
import {
  batchesOf,
  merged,
  missingFrom,
  valuesAt,
  without,
} from "../../../components/resources/handlers/property-values.ts";
import type { Values } from "../../../components/resources/handlers/property-values.ts";
import { org, seed } from "../../local/github/fixture.ts";
import { eachWithProvider } from "./with-github.ts";

const token = "ai-governance:index:RepositoryPropertyValues";
const route = "PATCH /orgs/{org}/properties/values";
const many = Array.from({ length: 70 }, (_, index) => `service-${index}`);

describe("RepositoryPropertyValues", () => {
  const running = eachWithProvider({
    seed: { ...seed, repositories: [...(seed.repositories ?? []), ...many.map((name) => ({ name }))] },
  });

  beforeEach(async () => {
    const { octokit } = running();
    await octokit.request("PATCH /orgs/{org}/properties/schema", {
      org,
      properties: [
        { property_name: "ai-tier", value_type: "single_select", allowed_values: ["standard", "critical"] },
        { property_name: "ai-tools", value_type: "multi_select", allowed_values: ["copilot", "codex", "jules"] },
      ],
    });
  });

  async function live(repo: string): Promise<unknown> {
    const { data } = await running().octokit.request("GET /repos/{owner}/{repo}/properties/values", {
      owner: org,
      repo,
    });
    const set = data.filter(({ value }) => value !== null);
    return Object.fromEntries(set.map(({ property_name: name, value }) => [name, value]));
  }

  const inputs = {
    organization: org,
    values: { docs: { "ai-tier": "critical", "ai-tools": ["copilot", "codex"] }, site: { "ai-tier": "standard" } },
  };

  it("writes values, shows no change afterwards and unsets them on delete", async () => {
    const { provider } = running();
    const { id, state } = await provider.create(token, inputs);
    assert.deepEqual(await live("docs"), inputs.values.docs);
    assert.deepEqual(await provider.read(token, id, inputs, state), { id, inputs, state });
    await provider.delete(token, id, state);
    assert.deepEqual([await live("docs"), await live("site")], [{}, {}]);
  });

  it("writes 30 repositories a request, those with equal values together", async () => {
    const { provider, server } = running();
    const values = Object.fromEntries(many.map((name) => [name, { "ai-tier": "standard" }]));
    const { id, state } = await provider.create(token, { organization: org, values });
    assert.equal(server.requests.count(route), 3);
    assert.deepEqual(await live("service-69"), { "ai-tier": "standard" });
    server.requests.reset();
    const changed = { ...values, "service-3": { "ai-tier": "critical" } };
    await provider.update(token, id, state, { organization: org, values: changed });
    assert.equal(server.requests.count(route), 1);
  });

  it("restores what a repository had when it leaves, and what all had on delete", async () => {
    const { provider, octokit } = running();
    const before = [{ property_name: "ai-tier", value: "standard" }];
    await octokit.request(route, { org, repository_names: ["docs", "ledger"], properties: before });
    const values = { docs: { "ai-tier": "critical" }, ledger: { "ai-tier": "critical", "ai-tools": ["jules"] } };
    const { id, state } = await provider.create(token, { organization: org, values });
    const updated = await provider.update(token, id, state, { organization: org, values: { ledger: values.ledger } });
    assert.deepEqual(await live("docs"), { "ai-tier": "standard" });
    assert.deepEqual(updated["previous"], { ledger: { "ai-tier": "standard", "ai-tools": null } });
    await provider.delete(token, id, updated);
    assert.deepEqual(await live("ledger"), { "ai-tier": "standard" });
  });

  it("reports drift per repository and property", async () => {
    const { provider, octokit } = running();
    const { id, state } = await provider.create(token, inputs);
    const properties = [{ property_name: "ai-tools", value: ["codex", "jules"] }];
    await octokit.request(route, { org, repository_names: ["docs"], properties });
    await octokit.request("DELETE /repos/{owner}/{repo}", { owner: org, repo: "site" });
    const found = await provider.read(token, id, inputs, state);
    const diff = await provider.diff(token, inputs, found?.inputs ?? {});
    const paths = ["values.docs.ai-tools[0]", "values.docs.ai-tools[1]", "values.site"];
    assert.deepEqual(Object.keys(diff.details), paths);
  });

  it("takes no account of the order of a multi-select", async () => {
    const docs = { ...inputs.values.docs, "ai-tools": ["codex", "copilot"] };
    const reordered = { ...inputs, values: { ...inputs.values, docs } };
    assert.equal((await running().provider.diff(token, inputs, reordered)).changes, false);
  });

  describe("with repositories that do not exist", () => {
    const tier = { "ai-tier": "critical" };
    const all = { organization: org, values: { dosc: tier, later: tier, site: tier } };

    it("sets the others, and names the missing ones in one warning", async () => {
      const { provider, logged } = running();
      await provider.create(token, all);
      assert.deepEqual(await live("site"), tier);
      assert.deepEqual(logged, [
        `values: ${org} has no such repositories, or the token cannot see them: dosc (Did you mean docs?), later. ` +
          "They stand in the default tier until they exist; then `pulumi up --refresh` sets their values.",
      ]);
    });

    it("shows them as drift, and sets them once they exist", async () => {
      const { provider, octokit, logged } = running();
      const { id, state } = await provider.create(token, all);
      const before = await provider.read(token, id, all, state);
      const drift = await provider.diff(token, before?.inputs ?? {}, all);
      assert.deepEqual(drift.details, { "values.dosc": "ADD", "values.later": "ADD" });
      await octokit.request("POST /orgs/{org}/repos", { org, name: "later" });
      const after = await provider.read(token, id, all, state);
      assert.ok((await provider.diff(token, after?.inputs ?? {}, all)).changes);
      await provider.update(token, id, after?.state ?? {}, all);
      assert.deepEqual(await live("later"), tier);
      assert.doesNotMatch(logged.at(-1) ?? "", /later\b.*They stand/);
    });

    it("restores on delete what a repository had when it was first written, not that it was missing", async () => {
      const { provider, octokit } = running();
      const { id, state } = await provider.create(token, all);
      await octokit.request("POST /orgs/{org}/repos", { org, name: "later" });
      const properties = [{ property_name: "ai-tier", value: "standard" }];
      await octokit.request(route, { org, repository_names: ["later"], properties });
      const updated = await provider.update(token, id, state, all);
      assert.deepEqual(await live("later"), tier);
      await provider.delete(token, id, updated);
      assert.deepEqual(await live("later"), { "ai-tier": "standard" });
    });

    it("passes over one that was deleted since, in updates and on delete", async () => {
      const { provider, octokit, logged } = running();
      const { id, state } = await provider.create(token, inputs);
      await octokit.request("DELETE /repos/{owner}/{repo}", { owner: org, repo: "site" });
      const updated = await provider.update(token, id, state, {
        ...inputs,
        values: { ...inputs.values, ledger: tier },
      });
      assert.deepEqual(await live("ledger"), tier);
      assert.match(logged.join("\n"), /cannot see them: site\. They stand/);
      await provider.delete(token, id, updated);
      assert.deepEqual([await live("docs"), await live("ledger")], [{}, {}]);
    });
  });

  it("keeps the batches that were written when a later one fails, and goes on from there", async () => {
    const { provider, server } = running();
    const values = Object.fromEntries(many.map((name) => [name, { "ai-tier": "standard" }]));
    server.faults.add({ route, after: 1, status: 422, body: { message: "Validation Failed" } });
    await assert.rejects(provider.create(token, { organization: org, values }), /answered 422: Validation Failed/);
    server.requests.reset();
    await provider.update(token, org, { organization: org, values, previous: {} }, { organization: org, values });
    assert.equal(server.requests.count(route), 2);
  });

  it("imports every value of every repository", async () => {
    const { provider } = running();
    await provider.create(token, inputs);
    const found = await provider.read(token, org);
    const values = found?.inputs["values"] as Record<string, unknown>;
    assert.deepEqual([values["docs"], values["ledger"]], [inputs.values.docs, {}]);
  });
});

describe("batches of property values", () => {
  const names = fc.constantFrom("a", "b", "c", "d", "e");
  const value = fc.oneof(fc.constantFrom("x", "y"), fc.subarray(["p", "q"]), fc.constant(null));
  const values = fc.dictionary(fc.string({ minLength: 1, maxLength: 4 }), fc.dictionary(names, value, { minKeys: 1 }), {
    maxKeys: 80,
    noNullPrototype: true,
  }) as fc.Arbitrary<Values>;

  it("hold each repository once, with its values, at most 30 together", () => {
    fc.assert(
      fc.property(values, (all) => {
        const batches = batchesOf(all);
        assert.ok(batches.every(({ repositories }) => repositories.length <= 30));
        const written = batches.flatMap((batch) => batch.repositories.map((name) => [name, batch.properties] as const));
        assert.equal(written.length, Object.keys(all).length);
        assert.deepEqual(plain(Object.fromEntries(written)), plain(all));
      }),
    );
  });

  it("leave nothing to write once written", () => {
    fc.assert(
      fc.property(values, values, (live, wanted) => {
        assert.deepEqual(missingFrom(merged(wanted, live), wanted), {});
        assert.deepEqual(plain(without(wanted, wanted)), {});
        assert.deepEqual(plain(valuesAt(wanted, wanted)), plain(wanted));
      }),
    );
  });

  function plain(given: Values): unknown {
    return JSON.parse(JSON.stringify(given));
  }
});
