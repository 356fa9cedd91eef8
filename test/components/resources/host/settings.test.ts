import assert from "node:assert/strict";
import { unknownValue } from "../../../../components/resources/host/values.ts";
import { connectProvider } from "../provider-client.ts";
import type { ProviderClient } from "../provider-client.ts";
import { shelfProvider } from "./shelf-provider.ts";
import type { Shelf } from "./shelf-provider.ts";

describe("settings of a provider that say where its resources are", () => {
  let shelf: Shelf;
  let provider: ProviderClient;

  beforeEach(async () => {
    shelf = { notes: new Map(), settings: {} };
    provider = await connectProvider(shelfProvider(shelf));
  });
  afterEach(() => provider.close());

  it("keeps what the environment sets, so that a change of it shows, but not over what is given", async () => {
    shelf.environment = { room: "cellar" };
    assert.deepEqual((await provider.checkConfig({})).inputs, { room: "cellar" });
    assert.deepEqual((await provider.checkConfig({ room: "attic" })).inputs, { room: "attic" });
  });

  it("replaces the resources, the old ones first, when a setting says that they are elsewhere", async () => {
    const diff = await provider.diffConfig({ room: "attic" }, { room: "cellar" });
    assert.deepEqual(diff, { changes: true, replaces: ["room"], deletesFirst: true });
  });

  it("replaces nothing for another setting, another spelling, or a value that is not known yet", async () => {
    const kept = { changes: true, replaces: [], deletesFirst: false };
    const { diffConfig } = provider;
    assert.deepEqual(await diffConfig({ room: "attic", key: "a" }, { room: "attic", key: "b" }), kept);
    assert.deepEqual(await diffConfig({ room: "attic" }, { room: unknownValue }), kept);
    assert.deepEqual(await diffConfig({ room: "attic" }, { room: "Attic" }), { ...kept, changes: false });
  });
});
