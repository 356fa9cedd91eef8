import assert from "node:assert/strict";
import type { ServiceError } from "@grpc/grpc-js";
import pb from "@pulumi/pulumi/proto/provider_pb.js";
import statusProto from "@pulumi/pulumi/proto/status_pb.js";
import { propertiesOf } from "../../../components/resources/host/struct.ts";
import type { Properties } from "../../../components/resources/host/values.ts";
import { org } from "../../local/github/fixture.ts";
import { eachWithProvider } from "./with-github.ts";

const token = "ai-governance:index:CodeSecurityConfiguration";
const root = "/orgs/{org}/code-security/configurations";
const one = `${root}/{configuration_id}`;
const declared = { organization: org, name: "strict", advancedSecurity: "secret_protection", attachTo: "all" };

describe("CodeSecurityConfiguration", () => {
  const running = eachWithProvider();

  const call = async (route: string, parameters: object = {}) =>
    (await running().octokit.request(route, { org, ...parameters })).data as unknown;
  const checked = async (more: Properties = {}) => {
    const { inputs, failures } = await running().provider.check(token, { ...declared, ...more });
    assert.deepEqual(failures, []);
    return inputs;
  };
  const create = async (more: Properties = {}) => {
    const inputs = await checked(more);
    return { inputs, ...(await running().provider.create(token, inputs)) };
  };
  const configurations = async () => (await call(`GET ${root}`)) as { id: number; name: string }[];
  const ids = async () => {
    const all = (await call("GET /orgs/{org}/repos")) as { id: number; name: string }[];
    return Object.fromEntries(all.map(({ id, name }) => [name, id]));
  };
  const attached = async (configuration_id: unknown) => {
    const all = (await call(`GET ${one}/repositories`, { configuration_id })) as { repository: { name: string } }[];
    return all.map(({ repository }) => repository.name).sort();
  };
  const defaults = async () => {
    const all = (await call(`GET ${root}/defaults`)) as {
      default_for_new_repos: string;
      configuration: { id: number };
    }[];
    return all.map((item) => [item.configuration.id, item.default_for_new_repos]);
  };
  const pushProtection = async (repo: string) => {
    const { octokit } = running();
    const { data } = await octokit.rest.repos.get({ owner: org, repo });
    return data.security_and_analysis?.secret_scanning_push_protection?.status;
  };
  const byHand = async (name: string, scope = "private_or_internal") => {
    const { id } = (await call(`POST ${root}`, { name })) as { id: number };
    await call(`POST ${one}/attach`, { configuration_id: id, scope });
    return id;
  };

  it("brings push protection to every repository and shows no change afterwards", async () => {
    const { provider, logged } = running();
    const { inputs, id, state } = await create();
    assert.equal(await pushProtection("docs"), "enabled");
    assert.deepEqual(await attached(state["configurationId"]), ["docs", "ledger", "site"]);
    assert.deepEqual(await defaults(), [[state["configurationId"], "all"]]);
    assert.deepEqual(state["notInForce"], []);
    const found = await provider.read(token, id, inputs, state);
    assert.deepEqual(found, { id, inputs, state });
    assert.deepEqual(logged, []);
  });

  it("deletes it, and says which repositories keep its settings", async () => {
    const { provider, logged } = running();
    const { id, state } = await create({ attachTo: "public" });
    await provider.delete(token, id, state);
    assert.deepEqual(
      (await configurations()).map(({ name }) => name),
      ["GitHub recommended"],
    );
    assert.deepEqual(logged, ["they keep the security settings of strict, as they had no configuration: site"]);
    assert.deepEqual(await defaults(), []);
    await provider.delete(token, id, state);
  });

  it("gives repositories and defaults back the configurations that they had", async () => {
    const { provider } = running();
    const earlier = await byHand("earlier");
    await call(`PUT ${one}/defaults`, { configuration_id: earlier, default_for_new_repos: "all" });
    const { id, state } = await create();
    assert.deepEqual(await attached(earlier), []);
    await provider.delete(token, id, state);
    assert.deepEqual(await attached(earlier), ["docs", "ledger"]);
    assert.deepEqual(await defaults(), [[earlier, "all"]]);
  });

  it("gives them back although somebody deleted it meanwhile", async () => {
    const { provider } = running();
    const earlier = await byHand("earlier");
    await call(`PUT ${one}/defaults`, { configuration_id: earlier, default_for_new_repos: "all" });
    const { id, state } = await create();
    await call(`DELETE ${one}`, { configuration_id: state["configurationId"] });
    await provider.delete(token, id, state);
    assert.deepEqual(await attached(earlier), ["docs", "ledger"]);
    assert.deepEqual(await defaults(), [[earlier, "all"]]);
  });

  it("selects repositories by name, and detaches those that leave the list", async () => {
    const { provider } = running();
    const earlier = await byHand("earlier");
    const { inputs, id, state } = await create({ attachTo: "selected", repositories: ["site", "docs"] });
    assert.deepEqual(await attached(state["configurationId"]), ["docs", "site"]);
    assert.deepEqual(await provider.read(token, id, inputs, state), { id, inputs, state });
    const fewer = { ...inputs, repositories: ["site"] };
    const updated = await provider.update(token, id, state, fewer);
    assert.deepEqual(await attached(state["configurationId"]), ["site"]);
    assert.deepEqual(await attached(earlier), ["docs", "ledger"]);
    assert.deepEqual((await provider.read(token, id, fewer, updated))?.inputs, fewer);
  });

  it("leaves repositories alone that have another configuration, if it is to", async () => {
    const { provider } = running();
    const earlier = await byHand("earlier", "public");
    const { inputs, id, state } = await create({ attachTo: "all_without_configurations" });
    assert.deepEqual(await attached(state["configurationId"]), ["docs", "ledger"]);
    assert.deepEqual(await attached(earlier), ["site"]);
    assert.deepEqual((await provider.read(token, id, inputs, state))?.inputs, inputs);
  });

  describe("drift", () => {
    const changes: Record<string, { body: object; found: Properties }> = {
      "a feature": {
        body: { secret_scanning_push_protection: "disabled" },
        found: { secretScanningPushProtection: "disabled" },
      },
      "the enforcement": { body: { enforcement: "unenforced" }, found: { enforcement: "unenforced" } },
      "the paid products": { body: { secret_protection: "disabled" }, found: { advancedSecurity: "disabled" } },
      "the description": { body: { description: "other" }, found: { description: "other" } },
    };
    for (const [what, { body, found }] of Object.entries(changes)) {
      it(`in ${what} is found and repaired`, async () => {
        const { provider } = running();
        const { inputs, id, state } = await create();
        await call(`PATCH ${one}`, { configuration_id: state["configurationId"], ...body });
        const read = await provider.read(token, id, inputs, state);
        assert.deepEqual(read?.inputs, { ...inputs, ...found });
        const updated = await provider.update(token, id, read?.state ?? {}, inputs);
        assert.deepEqual((await provider.read(token, id, inputs, updated))?.inputs, inputs);
      });
    }

    it("of a detached and of a new repository is found and repaired", async () => {
      const { provider, octokit } = running();
      const { inputs, id, state } = await create({ defaultForNewRepos: "none" });
      await call(`DELETE ${root}/detach`, { selected_repository_ids: [(await ids())["docs"]] });
      await octokit.rest.repos.createInOrg({ org, name: "new" });
      const read = await provider.read(token, id, inputs, state);
      assert.deepEqual(read?.inputs, { ...inputs, attachTo: "selected", repositories: ["ledger", "site"] });
      await provider.update(token, id, read?.state ?? {}, inputs);
      assert.deepEqual(await attached(state["configurationId"]), ["docs", "ledger", "new", "site"]);
    });

    it("of the default for new repositories is found and repaired", async () => {
      const { provider } = running();
      const { inputs, id, state } = await create();
      await call(`PUT ${one}/defaults`, { configuration_id: 17, default_for_new_repos: "public" });
      const read = await provider.read(token, id, inputs, state);
      assert.deepEqual(read?.inputs, { ...inputs, defaultForNewRepos: "private_and_internal" });
      await provider.update(token, id, read?.state ?? {}, inputs);
      assert.deepEqual(await defaults(), [[state["configurationId"], "all"]]);
    });

    it("of one deleted by hand is that it is gone", async () => {
      const { provider } = running();
      const { inputs, id, state } = await create();
      await call(`DELETE ${one}`, { configuration_id: state["configurationId"] });
      assert.equal(await provider.read(token, id, inputs, state), undefined);
    });
  });

  it("names repositories in which GitHub could not bring it into force, and tries again", async () => {
    const { provider, octokit, logged } = running();
    const actions = "PUT /repos/{owner}/{repo}/actions/permissions";
    await octokit.request(actions, { owner: org, repo: "docs", enabled: false });
    const { inputs, id, state } = await create({ codeScanningDefaultSetup: "enabled" });
    assert.deepEqual(state["notInForce"], ["docs"]);
    assert.match(logged.join(), /the configuration strict is not in force in docs: GitHub failed to apply it/);
    const read = await provider.read(token, id, inputs, state);
    assert.deepEqual(read?.inputs["repositories"], ["ledger", "site"]);
    await octokit.request(actions, { owner: org, repo: "docs", enabled: true });
    const updated = await provider.update(token, id, read?.state ?? {}, inputs);
    assert.deepEqual(updated["notInForce"], []);
  });

  it("takes over one that says the same, and leaves it with its repositories on delete", async () => {
    const { provider } = running();
    const { id: earlier } = await create({ attachTo: "selected", repositories: ["docs"] });
    const { id, state } = await create();
    assert.equal(id, earlier);
    await provider.delete(token, id, state);
    assert.equal((await configurations()).length, 2);
    assert.deepEqual(await attached(state["configurationId"]), ["docs"]);
  });

  it("takes over one that says something else, and restores it", async () => {
    const { provider } = running();
    const earlier = await byHand("strict");
    const { id, state } = await create();
    assert.equal(state["configurationId"], earlier);
    await provider.delete(token, id, state);
    const found = (await call(`GET ${one}`, { configuration_id: earlier })) as Record<string, unknown>;
    assert.equal(found["secret_scanning_push_protection"], "disabled");
    assert.deepEqual(await attached(earlier), ["docs", "ledger"]);
  });

  it("imports by organisation and number, and leaves it on delete", async () => {
    const { provider, logged } = running();
    const configuration = await byHand("theirs");
    const found = await provider.read(token, `${org}:${configuration}`);
    assert.equal(found?.inputs["attachTo"], "selected");
    assert.deepEqual(found?.inputs["repositories"], ["docs", "ledger"]);
    await provider.delete(token, `${org}:${configuration}`, found?.state ?? {});
    assert.equal((await configurations()).length, 2);
    assert.match(logged.join(), /theirs of meridian-pay was imported and stays as it is/);
    await assert.rejects(provider.read(token, "theirs"), /write organisation:number, e\.g\. acme:1325/);
    await assert.rejects(provider.read(token, `${org}:17`), /is no configuration of meridian-pay's own/);
  });

  it("follows a renamed repository and says what to write", async () => {
    const { provider, octokit, server, logged } = running();
    const { inputs, id, state } = await create({ attachTo: "selected", repositories: ["docs"] });
    await octokit.rest.repos.update({ owner: org, repo: "docs", name: "handbook" });
    const location = `${server.apiUrl}/repos/${org}/handbook`;
    const route = /^GET .*\/repos\/meridian-pay\/docs$/;
    server.faults.add({ route, status: 301, headers: { location }, body: { message: "Moved Permanently" } });
    assert.deepEqual((await provider.read(token, id, inputs, state))?.inputs, inputs);
    assert.deepEqual(logged, ["the repository docs is called handbook now: write handbook in the program"]);
  });

  it("changes nothing when a repository does not exist, and names all that do not", async () => {
    const attempt = create({ attachTo: "selected", repositories: ["docs", "dcos", "nowhere"] });
    await assert.rejects(attempt, /repositories: meridian-pay has none named dcos, nowhere/);
    assert.equal((await configurations()).length, 1);
  });

  it("refuses what cannot be, all at once", async () => {
    const { failures } = await running().provider.check(token, {
      ...declared,
      attachTo: "al",
      secretScanning: "on",
      advancedSecurity: undefined,
    });
    assert.deepEqual(failures, [
      'advancedSecurity: is missing; allowed: "enabled", "code_security", "secret_protection", "not_set", "disabled"',
      'secretScanning: found "on"; allowed: "enabled", "disabled", "not_set"',
      'attachTo: found "al"; allowed: "all", "all_without_configurations", "public", "private_or_internal", "selected" Did you mean all?',
    ]);
    const related = { ...declared, secretScanning: "disabled", repositories: ["docs"] };
    assert.deepEqual((await running().provider.check(token, related)).failures, [
      'secretScanningPushProtection: found "enabled"; needs secretScanning "enabled", or write "disabled" or "not_set"',
      'repositories: is for attachTo "selected" only; found "all"',
    ]);
  });

  describe("when GitHub misbehaves", () => {
    const stateIn = (failed: unknown): Properties => {
      const [bytes] = (failed as ServiceError).metadata.get("grpc-status-details-bin");
      const [any] = statusProto.Status.deserializeBinary(bytes as Buffer).getDetailsList();
      const detail = pb.ErrorResourceInitFailed.deserializeBinary(any?.getValue_asU8() ?? new Uint8Array());
      return { ...propertiesOf(detail.getProperties()), id: detail.getId() };
    };

    it("makes one configuration, although the answer to its creation was lost", async () => {
      const { server } = running();
      server.faults.add({ route: `POST ${root}`, answerLost: true, reset: true });
      await create();
      assert.equal((await configurations()).length, 2);
    });

    for (const more of [{}, { attachTo: "selected", repositories: ["docs"] }]) {
      it(`gives back what it could not at once, ${JSON.stringify(more)}`, async () => {
        const { provider, server } = running();
        const earlier = await byHand("earlier");
        const { inputs, id, state } = await create(more);
        const route = `POST ${one}/attach`;
        server.faults.add({ route, status: 422, body: { message: "Validation Failed" } });
        const fewer = { ...inputs, attachTo: "selected", repositories: ["site"] };
        await assert.rejects(provider.update(token, id, state, fewer), /attach answered 422/);
        server.faults.add({ route, status: 422, body: { message: "Validation Failed" } });
        await assert.rejects(provider.delete(token, id, state), /attach answered 422/);
        await provider.delete(token, id, state);
        assert.deepEqual(await attached(earlier), ["docs", "ledger"]);
        assert.equal((await configurations()).length, 2);
      });
    }

    for (const route of [`POST ${one}/attach`, `PUT ${one}/defaults`, `GET ${one}/repositories`]) {
      it(`keeps what it made and found when ${route} fails for good, and goes on from there`, async () => {
        const { provider, server } = running();
        const earlier = await byHand("earlier");
        const inputs = await checked();
        server.faults.add({ route, status: 502, times: 100, after: route.startsWith("GET") ? 4 : 0 });
        const kept = stateIn(await provider.create(token, inputs).catch((error: unknown) => error));
        server.faults.clear();
        const { id, ...state } = kept;
        const updated = await provider.update(token, String(id), state, inputs);
        assert.deepEqual(await attached(updated["configurationId"]), ["docs", "ledger", "site"]);
        await provider.delete(token, String(id), updated);
        assert.deepEqual(await attached(earlier), ["docs", "ledger"]);
      });
    }
  });
});
