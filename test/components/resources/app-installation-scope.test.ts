import assert from "node:assert/strict";
import type { ServiceError } from "@grpc/grpc-js";
import { governanceProvider } from "../../../components/resources/definition.ts";
import { connectGitHub } from "../../../components/resources/github/client.ts";
import { fakeInstallations } from "./fake-installations.ts";
import { connectProvider } from "./provider-client.ts";
import type { ProviderClient } from "./provider-client.ts";

const token = "ai-governance:index:AppInstallationScope";
const declared = { organization: "acme", appSlug: "claude", repositories: ["ledger", "site"] };

describe("AppInstallationScope", () => {
  let fake: Awaited<ReturnType<typeof fakeInstallations>>;
  let provider: ProviderClient;
  let logged: string[];

  beforeEach(async () => {
    fake = await fakeInstallations();
    logged = [];
    const definition = governanceProvider((given) => connectGitHub(given, 5));
    provider = await connectProvider(definition, async (_severity, message) => void logged.push(message));
    await provider.configure({ baseUrl: fake.url, token: "ghp_owner" });
  });
  afterEach(async () => {
    provider.close();
    await fake.close();
  });

  const writes = () => fake.github.writes.map((line) => line.replace("/user/installations/7/repositories", ""));

  describe("by an owner's classic token", () => {
    it("makes the app reach what is declared, shows no change afterwards, and leaves it on delete", async () => {
      const { id, state } = await provider.create(token, declared);
      assert.deepEqual(fake.github.reached.sort(), ["ledger", "site"]);
      assert.deepEqual(state, {
        ...declared,
        installationId: 7,
        effective: "as declared",
        remaining: [],
        declared: declared.repositories,
      });
      assert.deepEqual(await provider.read(token, id, declared, state), { id, inputs: declared, state });
      await provider.delete(token, id, state);
      assert.deepEqual(fake.github.reached.sort(), ["ledger", "site"]);
      assert.deepEqual(logged, ["the app claude of acme keeps the repositories that it reaches"]);
    });

    it("takes away before it gives, but never the last one first", async () => {
      await provider.create(token, declared);
      assert.deepEqual(writes(), ["PUT /2", "DELETE /1", "PUT /3"]);
      fake.github.writes.length = 0;
      await provider.create(token, { ...declared, repositories: ["site", "docs"] });
      assert.deepEqual(writes(), ["DELETE /2", "PUT /1"]);
    });

    it("says which repository is left where none is declared, and a refresh shows it", async () => {
      fake.github.reached = ["docs", "site"];
      const nothing = { ...declared, repositories: [] };
      const { id, state } = await provider.create(token, nothing);
      assert.deepEqual([state["effective"], state["remaining"]], ["one repository left", ["docs"]]);
      assert.deepEqual(fake.github.reached, ["docs"]);
      assert.match(
        logged.join(),
        /claude reaches more than is declared: .* here docs; .*installations\/7\) > Uninstall/,
      );
      const found = await provider.read(token, id, nothing, state);
      assert.deepEqual(found?.inputs["repositories"], ["docs"]);
      assert.deepEqual([found?.state["effective"], found?.state["remaining"]], ["one repository left", ["docs"]]);
      const again = await provider.read(token, id, found?.inputs, found?.state);
      assert.deepEqual(again, found);
      fake.github.installed = false;
      assert.deepEqual((await provider.read(token, id, found?.inputs, found?.state))?.inputs, nothing);
    });

    it("says what is reached beside what is declared, however often it is refreshed", async () => {
      const { id, state } = await provider.create(token, declared);
      fake.github.reached = ["docs", "ledger", "site"];
      const first = await provider.read(token, id, declared, state);
      assert.deepEqual([first?.state["effective"], first?.state["remaining"]], ["not as declared", ["docs"]]);
      assert.deepEqual(await provider.read(token, id, first?.inputs, first?.state), first);
      fake.github.reached = ["ledger"];
      const lacking = await provider.read(token, id, first?.inputs, first?.state);
      assert.deepEqual([lacking?.state["effective"], lacking?.state["remaining"]], ["not as declared", []]);
      fake.github.reached = ["ledger", "site"];
      const back = await provider.read(token, id, lacking?.inputs, lacking?.state);
      assert.deepEqual(back, { id, inputs: declared, state });
    });

    it("tells from a state of an earlier release what was declared, or that it cannot know", async () => {
      fake.github.reached = ["docs"];
      const { installationId } = (await provider.create(token, { ...declared, repositories: ["docs"] })).state;
      const old = (repositories: string[], remaining: string[]) => {
        const inputs = { ...declared, repositories };
        return provider.read(token, "acme:claude", inputs, {
          ...inputs,
          installationId,
          effective: "unknown",
          remaining,
        });
      };
      const outcome = async (repositories: string[], remaining: string[]) => {
        const found = await old(repositories, remaining);
        return [found?.state["effective"], found?.state["remaining"]];
      };
      assert.deepEqual(await outcome(["docs"], ["docs"]), ["one repository left", ["docs"]]);
      assert.deepEqual(await outcome(["docs"], []), ["as declared", []]);
      assert.deepEqual(await outcome(["*"], ["*"]), ["unknown", []]);
    });

    it("changes nothing of an installation on all repositories, says what to click, and a refresh shows it", async () => {
      fake.github.selection = "all";
      const { id, state } = await provider.create(token, declared);
      assert.deepEqual([state["effective"], state["remaining"]], ["all repositories", ["*"]]);
      assert.deepEqual(writes(), []);
      assert.match(logged.join(), /on all repositories, which only a person can change here: .* > Only select/);
      const found = await provider.read(token, id, declared, state);
      assert.deepEqual(found?.inputs["repositories"], ["*"]);
      assert.equal((await provider.diff(token, found?.inputs ?? {}, declared)).changes, true);
    });

    it("finds drift and imports by organisation and slug", async () => {
      const { id, state } = await provider.create(token, declared);
      fake.github.reached = ["docs", "site"];
      const found = await provider.read(token, id, declared, state);
      assert.deepEqual(found?.inputs["repositories"], ["docs", "site"]);
      assert.deepEqual((await provider.read(token, "acme:claude"))?.inputs["repositories"], ["docs", "site"]);
      await assert.rejects(provider.read(token, "claude"), /write organisation:slug or organisation:slug:enterprise/);
      fake.github.installed = false;
      assert.equal(await provider.read(token, id, declared, state), undefined);
    });

    it("follows a renamed repository and says what to write", async () => {
      fake.github.renamed.set("handbook", "docs");
      const former = { ...declared, repositories: ["handbook"] };
      const { id, state } = await provider.create(token, former);
      assert.deepEqual((await provider.read(token, id, former, state))?.inputs, former);
      const line = "the repository handbook is called docs now: write docs in the program";
      assert.deepEqual(logged, [line, line]);
    });

    it("changes nothing when a repository or the app does not exist", async () => {
      const wrong = { ...declared, repositories: ["nowhere", "site", "gone"] };
      await assert.rejects(provider.create(token, wrong), /repositories: acme has none named nowhere, gone/);
      fake.github.installed = false;
      await assert.rejects(
        provider.create(token, declared),
        /app claude is not installed on acme: .*https:\/\/github.com\/apps\/claude\/installations\/new/,
      );
      assert.deepEqual(writes(), []);
    });

    it("does not say that the scope is narrow after a change that broke off", async () => {
      fake.github.failNextWrite = true;
      const failed: unknown = await provider.create(token, declared).catch((error: unknown) => error);
      assert.match(String((failed as ServiceError).metadata.get("grpc-status-details-bin")[0]), /unknown/);
    });

    const refused: Record<string, { token: string; scopes: string | undefined; says: RegExp }> = {
      "a classic token without the scope repo": {
        token: "ghp_owner",
        scopes: "admin:org, gist",
        says: /^the token lacks the scope repo; it has admin:org, gist; it needs ownership of the organisation: admin:org and repo of a classic token, the only kind accepted\. Nothing was changed\.$/,
      },
      "a fine-grained token": {
        token: "github_pat_1",
        scopes: undefined,
        says: /^the token is a fine-grained one, which is not accepted here; it needs/,
      },
      "an app's token": { token: "ghs_1", scopes: undefined, says: /^the token is an app's, which is not accepted/ },
    };
    for (const [what, { token: given, scopes, says }] of Object.entries(refused)) {
      it(`changes nothing with ${what}`, async () => {
        fake.github.scopes = scopes;
        await provider.configure({ baseUrl: fake.url, token: given });
        const failed = (await provider.create(token, declared).catch((error: unknown) => error)) as ServiceError;
        assert.match(failed.details, says);
        assert.deepEqual(writes(), []);
      });
    }
  });

  describe("by an app of the enterprise", () => {
    const enterprise = { ...declared, enterprise: "acme-inc" };
    beforeEach(async () => {
      fake.github.scopes = undefined;
      await provider.configure({ baseUrl: fake.url, token: "ghs_enterprise" });
    });

    it("narrows an installation on all repositories", async () => {
      fake.github.selection = "all";
      const { id, state } = await provider.create(token, enterprise);
      assert.deepEqual([fake.github.selection, fake.github.reached], ["selected", ["ledger", "site"]]);
      assert.deepEqual(await provider.read(token, id, enterprise, state), { id, inputs: enterprise, state });
      assert.deepEqual(logged, []);
    });

    it("gives before it takes away, in one request each", async () => {
      await provider.create(token, enterprise);
      const paths = fake.github.writes.map((line) => line.replace(/^.*installations\/7/, ""));
      assert.deepEqual(paths, [
        '/repositories/add {"repositories":["ledger","site"]}',
        '/repositories/remove {"repositories":["docs"]}',
      ]);
    });

    it("uninstalls an app that may reach nothing if it is to, which is then as declared", async () => {
      const nothing = { ...enterprise, repositories: [], uninstallWhenEmpty: true };
      const { id, state } = await provider.create(token, nothing);
      assert.equal(fake.github.installed, false);
      assert.equal(state["effective"], "as declared");
      assert.deepEqual((await provider.read(token, id, nothing, state))?.inputs, nothing);
    });

    for (const selection of ["all", "selected"] as const) {
      it(`keeps an app on ${selection} repositories with one of them where none is declared, and says so`, async () => {
        Object.assign(fake.github, { selection, reached: ["docs", "site"] });
        const nothing = { ...enterprise, repositories: [] };
        const { id, state } = await provider.create(token, nothing);
        assert.deepEqual([fake.github.installed, fake.github.reached], [true, ["docs"]]);
        assert.deepEqual([state["effective"], state["remaining"]], ["one repository left", ["docs"]]);
        assert.match(logged.join(), /here docs; uninstallWhenEmpty takes the app away altogether/);
        const found = await provider.read(token, id, nothing, state);
        assert.equal(found?.state["effective"], "one repository left");
      });
    }

    it("is not open to a person's token", async () => {
      fake.github.scopes = "admin:org, repo";
      await provider.configure({ baseUrl: fake.url, token: "ghp_owner" });
      await assert.rejects(
        provider.create(token, enterprise),
        /the token is a classic one, which is not accepted here; it needs a GitHub App that is installed on the enterprise/,
      );
    });
  });

  it("refuses to uninstall by an owner's token, which cannot", async () => {
    const { failures } = await provider.check(token, { ...declared, uninstallWhenEmpty: true });
    assert.deepEqual(failures, [
      "uninstallWhenEmpty: needs enterprise, the only way to uninstall; add it, or leave this out",
    ]);
  });

  it("refuses names that cannot be", async () => {
    const { failures } = await provider.check(token, {
      organization: "acme",
      appSlug: "Claude",
      repositories: ["a/b"],
    });
    assert.deepEqual(failures, [
      'appSlug: found "Claude"; must be the app\'s name in its address, https://github.com/apps/<slug>',
      'repositories[0]: found "a/b"; must be the name of a repository, without owner',
    ]);
  });
});
