import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import grpc from "@grpc/grpc-js";
import emptyProto from "google-protobuf/google/protobuf/empty_pb.js";
import pb from "@pulumi/pulumi/proto/provider_pb.js";
import { unknownValue, wrapSecret } from "../../../../components/resources/host/values.ts";
import { connectProvider } from "../provider-client.ts";
import type { ProviderClient } from "../provider-client.ts";
import { note, shelfProvider } from "./shelf-provider.ts";
import type { Shelf } from "./shelf-provider.ts";

describe("provider service", () => {
  let shelf: Shelf;
  let provider: ProviderClient;
  let logged: string[];

  beforeEach(async () => {
    shelf = { notes: new Map(), settings: {} };
    logged = [];
    provider = await connectProvider(shelfProvider(shelf), async (_severity, message) => void logged.push(message));
    await provider.configure({ room: "attic", shelves: '[{"label":"top"}]', key: wrapSecret("open-sesame") });
  });
  afterEach(() => provider.close());

  describe("settings", () => {
    it("decodes nested settings from JSON text and unwraps secrets", () => {
      assert.deepEqual(shelf.settings, { room: "attic", shelves: [{ label: "top" }], key: "open-sesame" });
    });

    it("reports every bad setting, hides secret ones and suggests the nearest name", async () => {
      const { failures } = await provider.checkConfig({
        rom: "attic",
        shelves: "none",
        key: wrapSecret(7),
        version: "1.0.0",
      });
      assert.deepEqual(failures, [
        "rom: is unknown to the shelf; known: key, room, shelves. Did you mean room?",
        'shelves: found "none"; must be of type array',
        "key: found a secret value; must be of type string",
      ]);
    });

    it("keeps a plain secret setting as a secret", async () => {
      const { inputs } = await provider.checkConfig({ room: "attic", key: "open-sesame" });
      assert.deepEqual(inputs, { room: "attic", key: wrapSecret("open-sesame") });
    });

    it("refuses to configure with bad settings, naming each", async () => {
      await assert.rejects(provider.configure({ room: 3 }), /shelf:room: found 3; must be of type string/);
    });

    it("accepts settings as variables, as older engines send them", async () => {
      const request = new pb.ConfigureRequest();
      request.getVariablesMap().set("shelf:config:room", "cellar");
      await provider.call("configure", request);
      assert.deepEqual(shelf.settings, { room: "cellar" });
    });
  });

  describe("check", () => {
    it("fills in defaults and names from the seed", async () => {
      const seed = Uint8Array.of(1, 2, 3);
      const first = await provider.check(note, { text: "hello" }, {}, seed);
      const second = await provider.check(note, { text: "hello" }, {}, seed);
      assert.match(String(first.inputs["title"]), /^it-[0-9a-f]{7}$/);
      assert.deepEqual(first, second);
      assert.equal(first.inputs["colour"], "white");
    });

    it("keeps the name that was made up before", async () => {
      const { inputs } = await provider.check(note, { text: "hello" }, { title: "it-old", text: "x" });
      assert.equal(inputs["title"], "it-old");
    });

    it("reports all problems at once, with path, finding and nearest name", async () => {
      const news = { colour: "grean", tags: ["a", 5], tex: "hello", size: { widht: 3, height: "tall" } };
      assert.deepEqual((await provider.check(note, news)).failures, [
        "tex: is unknown to the shelf; known: colour, pin, size, tags, text, title. Did you mean text?",
        "text: is missing; must be of type string",
        'colour: found "grean"; allowed: "white", "green", "blue" Did you mean green?',
        "tags[1]: found 5; must be of type string",
        'size.height: found "tall"; must be of type number',
        "size.widht: is unknown to the shelf; known: height, width. Did you mean width?",
      ]);
    });

    it("lets unknown values pass wherever they are", async () => {
      const news = { text: unknownValue, colour: unknownValue, size: { height: unknownValue }, tags: [unknownValue] };
      const { inputs, failures } = await provider.check(note, news);
      assert.deepEqual(failures, []);
      assert.deepEqual({ ...inputs, title: "" }, { ...news, title: "" });
    });

    it("still reports unknown names beside unknown values", async () => {
      const { failures } = await provider.check(note, { text: "a", size: { height: unknownValue, depth: 1 } });
      assert.deepEqual(failures, ["size.depth: is unknown to the shelf; known: height, width."]);
    });

    it("judges relations only once every value is known", async () => {
      const clash = { text: "red", colour: "blue" };
      assert.deepEqual((await provider.check(note, clash)).failures, [
        'colour: found "blue"; must be "white" for red text',
      ]);
      assert.deepEqual((await provider.check(note, { ...clash, title: unknownValue })).failures, []);
    });

    it("returns secrets as secrets and never repeats a bad one", async () => {
      const pinned = await provider.check(note, {
        text: "a",
        pin: wrapSecret("1234"),
        size: { height: wrapSecret(3) },
      });
      assert.deepEqual(pinned.inputs["pin"], wrapSecret("1234"));
      assert.deepEqual(pinned.inputs["size"], { height: wrapSecret(3) });
      const { failures } = await provider.check(note, { text: "a", pin: wrapSecret(1234) });
      assert.deepEqual(failures, ["pin: found a secret value; must be of type string"]);
    });

    it("refuses an unknown resource type and names the nearest", async () => {
      await assert.rejects(provider.check("shelf:index:Nota", {}), {
        details:
          'the shelf has no resource type "shelf:index:Nota"; it has: shelf:index:Note. Did you mean shelf:index:Note?',
        code: grpc.status.INVALID_ARGUMENT,
      });
    });
  });

  describe("diff", () => {
    const olds = { title: "one", text: "a", colour: "white", tags: ["x", "y"], size: { height: 1 } };

    it("finds nothing between equal inputs, even when a secret became plain", async () => {
      const diff = await provider.diff(note, { ...olds, pin: wrapSecret("1") }, { ...olds, pin: "1" });
      assert.deepEqual(diff, { changes: false, replaces: [], details: {} });
    });

    it("names each changed place and what needs a new resource", async () => {
      const news = { title: "two", text: "b", colour: "white", tags: ["x", "z", "w"], size: { width: 2 } };
      assert.deepEqual(await provider.diff(note, olds, news), {
        changes: true,
        replaces: ["title"],
        details: {
          title: "UPDATE_REPLACE",
          text: "UPDATE",
          "tags[1]": "UPDATE",
          "tags[2]": "ADD",
          "size.height": "DELETE",
          "size.width": "ADD",
        },
      });
    });

    it("uses the resource's own idea of sameness", async () => {
      const diff = await provider.diff(note, { ...olds, text: "A  b" }, { ...olds, text: "A b" });
      assert.equal(diff.changes, false);
    });

    it("leaves ignored places out, nested ones too", async () => {
      const news = { ...olds, title: "two", tags: ["x", "changed"], size: { height: 2, width: 3 } };
      const diff = await provider.diff(note, olds, news, ["title", "tags[1]", "size.height"]);
      assert.deepEqual(diff, { changes: true, replaces: [], details: { "size.width": "ADD" } });
    });

    it("treats a value that is not known yet as a change", async () => {
      const diff = await provider.diff(note, olds, { ...olds, text: unknownValue });
      assert.deepEqual(diff.details, { text: "UPDATE" });
    });
  });

  describe("create, read, update, delete", () => {
    const inputs = { title: "one", text: "a", colour: "white" };

    it("previews a creation without making anything, outputs unknown", async () => {
      const created = await provider.create(note, inputs, true);
      assert.deepEqual(created, { id: "", state: { ...inputs, place: unknownValue, revision: unknownValue } });
      assert.equal(shelf.notes.size, 0);
    });

    it("keeps secrets secret, and outputs that contain them", async () => {
      const { state } = await provider.create(note, { ...inputs, title: wrapSecret("hidden") });
      assert.deepEqual(state, {
        ...inputs,
        title: wrapSecret("hidden"),
        place: wrapSecret("attic/hidden"),
        revision: 1,
      });
    });

    it("previews an update: stable outputs stay, changing ones are unknown", async () => {
      const { id, state } = await provider.create(note, inputs);
      const previewed = await provider.update(note, id, state, { ...inputs, text: "b" }, true);
      assert.deepEqual(previewed, { ...inputs, text: "b", place: "attic/one", revision: unknownValue });
      assert.equal(shelf.notes.get("one")?.text, "a");
    });

    it("updates and deletes", async () => {
      const { id, state } = await provider.create(note, inputs);
      const updated = await provider.update(note, id, state, { ...inputs, text: "b" });
      assert.deepEqual(updated, { ...inputs, text: "b", place: "attic/one", revision: 2 });
      await provider.delete(note, id, updated);
      assert.equal(shelf.notes.size, 0);
      assert.deepEqual(logged, ["took one off the shelf"]);
    });

    it("finds drift in a refresh, and a resource that is gone", async () => {
      const { id, state } = await provider.create(note, inputs);
      shelf.notes.set("one", { text: "changed", revision: 7 });
      const found = await provider.read(note, id, inputs, state);
      assert.deepEqual(found?.inputs, { ...inputs, text: "changed" });
      assert.deepEqual(found?.state, { ...inputs, text: "changed", place: "attic/one", revision: 7 });
      shelf.notes.clear();
      assert.equal(await provider.read(note, id, inputs, state), undefined);
    });

    it("reads with the id alone, as import and get do", async () => {
      await provider.create(note, inputs);
      assert.deepEqual((await provider.read(note, "one"))?.inputs, inputs);
    });

    it("keeps what a failed creation left behind", async () => {
      const failed = await provider.create(note, { ...inputs, text: "too heavy" }).catch((error: unknown) => error);
      const { metadata, details } = failed as grpc.ServiceError;
      assert.match(details, /^the shelf broke under /);
      const [status] = metadata.get("grpc-status-details-bin");
      assert.match(String(status), /pulumirpc\.ErrorResourceInitFailed/);
      assert.match(String(status), /attic\/one/);
    });

    it("takes secret settings and secret inputs out of the reasons of a failed creation", async () => {
      const attempt = provider.create(note, { ...inputs, text: "too heavy", pin: wrapSecret("1234") });
      const failed = (await attempt.catch((error: unknown) => error)) as grpc.ServiceError;
      assert.equal(failed.details, "the shelf broke under [secret] and [secret]");
      const [status] = failed.metadata.get("grpc-status-details-bin");
      assert.match(String(status), /broke under \[secret\] and \[secret\]/);
      assert.ok(!String(status).includes("open-sesame"));
    });

    it("takes secrets out of error messages", async () => {
      const attempt = provider.create(note, { ...inputs, text: "unreadable", pin: wrapSecret("1234") });
      await assert.rejects(attempt, { details: "cannot read [secret] with [secret]" });
    });

    it("stops calls in flight when the user cancels", async () => {
      const waiting = assert.rejects(provider.create(note, { ...inputs, text: "slow" }), {
        details: "cancelled by the user",
      });
      await sleep(20);
      await provider.cancel();
      await waiting;
    });

    it("stops a call at the resource's custom timeout", async () => {
      const slow = provider.create(note, { ...inputs, text: "slow" }, false, 0.02);
      await assert.rejects(slow, { details: "The operation was aborted due to timeout" });
    });
  });

  describe("functions, schema, the rest", () => {
    it("answers functions and checks their arguments", async () => {
      assert.deepEqual(await provider.invoke("shelf:index:getRoom", { upper: true }), { room: "ATTIC" });
      await assert.rejects(provider.invoke("shelf:index:getRoom", { uper: 1 }), {
        details: "shelf:index:getRoom: uper: is unknown to the shelf; known: upper. Did you mean upper?",
      });
      await assert.rejects(provider.invoke("shelf:index:getAttic", {}), /no function "shelf:index:getAttic"/);
    });

    it("tells its version and a schema made from the declarations", async () => {
      const info = await provider.call<{ getVersion(): string }>("getPluginInfo", new emptyProto.Empty());
      assert.equal(info.getVersion(), "1.2.3");
      const response = await provider.call<pb.GetSchemaResponse>("getSchema", new pb.GetSchemaRequest());
      const schema = JSON.parse(response.getSchema()) as { resources: Record<string, Record<string, unknown>> };
      assert.deepEqual(schema.resources[note]?.["requiredInputs"], ["text"]);
      assert.deepEqual(schema.resources[note]?.["required"], ["text", "place", "revision"]);
      assert.deepEqual((schema.resources[note]?.["inputProperties"] as Record<string, unknown>)["colour"], {
        type: "string",
        description: "Colour of the paper.",
        default: "white",
      });
    });

    it("leaves components to others", async () => {
      const construct = provider.call("construct", new pb.ConstructRequest());
      await assert.rejects(construct, { code: grpc.status.UNIMPLEMENTED });
    });

    it("says so when a call needs settings that are not known yet", async () => {
      const unconfigured = await connectProvider(shelfProvider(shelf));
      await assert.rejects(unconfigured.read(note, "one"), /shelf is not configured: its settings are not known yet/);
      unconfigured.close();
    });
  });
});
