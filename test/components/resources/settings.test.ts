import assert from "node:assert/strict";
import { governanceProvider } from "../../../components/resources/definition.ts";
import { connectProvider } from "./provider-client.ts";
import type { ProviderClient } from "./provider-client.ts";

const names = ["GITHUB_OWNER", "GITHUB_BASE_URL", "GITHUB_TOKEN"];

describe("settings of the ai-governance provider", () => {
  let provider: ProviderClient;
  let before: (readonly [string, string | undefined])[];

  beforeEach(async () => {
    before = names.map((name) => [name, process.env[name]] as const);
    Object.assign(process.env, {
      GITHUB_OWNER: "acme",
      GITHUB_BASE_URL: "https://github.example.com/",
      GITHUB_TOKEN: "t",
    });
    provider = await connectProvider(governanceProvider());
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
});
