import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { governanceProvider } from "../../../components/resources/definition.ts";
import type { GitHubSettings } from "../../../components/resources/github/client.ts";
import { wrapSecret } from "../../../components/resources/host/values.ts";
import { effective, settings } from "../../../components/resources/settings.ts";
import { appAuth } from "./app-key.ts";
import { connectProvider } from "./provider-client.ts";
import type { ProviderClient } from "./provider-client.ts";

const app = ["GITHUB_APP_ID", "GITHUB_APP_INSTALLATION_ID", "GITHUB_APP_PEM_FILE"];
const names = ["GITHUB_OWNER", "GITHUB_BASE_URL", "GITHUB_TOKEN", "GITHUB_ORGANIZATION", "GITHUB_MAX_PER_PAGE", ...app];

describe("settings of the ai-governance provider", () => {
  let provider: ProviderClient;
  let logged: string[];
  let before: (readonly [string, string | undefined])[];

  beforeEach(async () => {
    before = names.map((name) => [name, process.env[name]] as const);
    for (const name of names) delete process.env[name];
    logged = [];
    Object.assign(process.env, {
      GITHUB_OWNER: "acme",
      GITHUB_BASE_URL: "https://github.example.com/",
      GITHUB_TOKEN: "t",
    });
    provider = await connectProvider(governanceProvider(), async (severity, message) => {
      logged.push(`${severity}: ${message}`);
    });
  });
  afterEach(() => {
    provider.close();
    for (const [name, value] of before) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  });

  it("keep the owner that the environment names, neither its token nor its address", async () => {
    assert.deepEqual(await provider.checkConfig({}), { inputs: { owner: "acme" }, failures: [] });
    process.env["GITHUB_OWNER"] = "";
    assert.deepEqual(await provider.checkConfig({}), { inputs: {}, failures: [] });
  });

  it("replace the resources when the owner or the address is another one", async () => {
    const replaces = async (olds: object, news: object) =>
      (await provider.diffConfig({ ...olds }, { ...news })).replaces;
    assert.deepEqual(await replaces({ owner: "acme" }, { owner: "other" }), ["owner"]);
    const there = { baseUrl: "https://github.example.com" };
    assert.deepEqual(await replaces(there, { baseUrl: "https://other.example.com" }), ["baseUrl"]);
    assert.deepEqual(await replaces({}, { baseUrl: "https://github.com" }), ["baseUrl"]);
    assert.deepEqual(await replaces({ token: "a" }, { token: "b" }), []);
  });

  it("see no change in another spelling, or where the environment already said the same", async () => {
    const same = { changes: false, replaces: [], deletesFirst: false };
    assert.deepEqual(await provider.diffConfig({ owner: "acme" }, { owner: "Acme" }), same);
    assert.deepEqual(await provider.diffConfig({}, { owner: "acme" }), same);
    assert.deepEqual(await provider.diffConfig({}, { baseUrl: "https://github.example.com/api/v3/" }), same);
  });

  it("have the names of the github provider's, each of them", async () => {
    const source = await readFile(new URL(import.meta.resolve("@pulumi/github/provider.d.ts")), "utf8");
    const args = source.slice(source.indexOf("interface ProviderArgs"), source.indexOf("namespace Provider"));
    const theirs = [...args.matchAll(/^ {4}(\w+)\?:/gm)].map(([, name]) => name);
    assert.deepEqual(Object.keys(settings.shape).sort(), theirs.sort());
  });

  it("are all judged, and everything wrong is said at once without the key", async () => {
    const { failures } = await provider.checkConfig({
      appAuth: { id: "1", installation: "2", pemFile: 7 },
      insecure: "perhaps",
      maxRetries: -1,
      retryableErrors: "[200, 502]",
      maxPerPage: "1000",
      writeDelayMs: 0.5,
    });
    assert.deepEqual(failures.sort(), [
      "appAuth.installation: is unknown to the ai-governance provider; known: id, installationId, pemFile. Did you mean installationId?",
      "appAuth.pemFile: found a secret value; must be of type string",
      'insecure: found "perhaps"; must be of type boolean',
      "maxPerPage: found 1000; must be from 1 to 100",
      "maxRetries: found -1; must be 0 or more",
      "retryableErrors[0]: found 200; must be a status from 400 to 599",
      "writeDelayMs: found 0.5; must be of type int",
    ]);
  });

  it("are judged together, too", async () => {
    delete process.env["GITHUB_BASE_URL"];
    process.env["GITHUB_MAX_PER_PAGE"] = "many";
    const { failures } = await provider.checkConfig({
      ...{ token: "t", owner: "acme", organization: "other", insecure: true },
      appAuth: { id: "the app", pemFile: "key.pem" },
    });
    assert.deepEqual(failures, [
      "appAuth: is given together with token; give one of them",
      "insecure: found true without baseUrl; github.com is never reached without TLS verified: remove it",
      'organization: found "other" beside the owner "acme"; remove organization',
      'maxPerPage: GITHUB_MAX_PER_PAGE is "many"; must be from 1 to 100',
      'appAuth.id: found "the app"; must be the app\'s id that GitHub shows',
      "appAuth.installationId: is missing; give it or set GITHUB_APP_INSTALLATION_ID",
      'appAuth.pemFile: found no RSA private key; must be the text of the key that GitHub made for the app, from "-----BEGIN RSA PRIVATE KEY-----" on (not the name of its file)',
    ]);
  });

  it("keep an app's key as a secret in each way it can be given, and its id readable", async () => {
    const { id, installationId, pemFile } = appAuth;
    const kept = async (given: unknown) => (await provider.checkConfig({ appAuth: given })).inputs["appAuth"];
    assert.deepEqual(await kept(appAuth), { id, installationId, pemFile: wrapSecret(pemFile) });
    const asText = JSON.stringify(appAuth);
    assert.deepEqual(await kept(asText), wrapSecret(asText));
    assert.deepEqual(await kept(wrapSecret(appAuth)), wrapSecret(appAuth));
  });

  for (const [what, given] of Object.entries({
    "an object": appAuth,
    "JSON text": JSON.stringify(appAuth),
    "JSON text with numbers": JSON.stringify({ ...appAuth, id: Number(appAuth.id), installationId: 99 }),
    "a secret as a whole": wrapSecret(appAuth),
  })) {
    it(`take an app as ${what}, and hide its key but not its id`, async () => {
      let used: GitHubSettings = {};
      const definition = governanceProvider((set) => {
        used = set;
        throw new Error(`the app ${set.app?.id} with ${appAuth.pemFile}`);
      });
      const other = await connectProvider(definition);
      const configured = other.configure({ appAuth: given }).catch(({ details }: { details: string }) => details);
      assert.doesNotMatch(String(await configured), /PRIVATE KEY/);
      if (given === appAuth) assert.equal(await configured, "the app 4711 with [secret]");
      other.close();
      assert.deepEqual([used.app?.id, used.app?.installationId, used.token], ["4711", 99, undefined]);
    });
  }

  it("take the app from the environment, whole where no token is set, and to complete what is given", () => {
    const env = { GITHUB_APP_ID: "1", GITHUB_APP_INSTALLATION_ID: "2", GITHUB_APP_PEM_FILE: "a\\nb" };
    const whole = { id: "1", installationId: 2, privateKey: "a\nb" };
    assert.deepEqual(effective({}, env).app, whole);
    assert.deepEqual(effective({ appAuth: { id: "5" } }, { ...env, GITHUB_TOKEN: "t" }).app, { ...whole, id: "5" });
    assert.equal(effective({}, { ...env, GITHUB_TOKEN: "t" }).app, undefined);
    assert.equal(effective({}, { GITHUB_APP_ID: "1" }).app, undefined);
  });

  it("take organization for the owner, say that it is deprecated, and what has no effect", async () => {
    const { inputs } = await provider.checkConfig({ organization: "other" });
    assert.deepEqual(inputs, { owner: "other", organization: "other" });
    await provider.configure({ ...inputs, legacyClient: "true", cachePath: "/tmp/cache" });
    assert.deepEqual(logged, [
      "warning: ai-governance:organization is deprecated: write ai-governance:owner.",
      "info: ai-governance:legacyClient has no effect: there is one client.",
      "info: ai-governance:cachePath has no effect: nothing is cached between runs.",
    ]);
    const moved = await provider.diffConfig(inputs, { owner: "other" });
    assert.deepEqual(moved.replaces, []);
  });
});
