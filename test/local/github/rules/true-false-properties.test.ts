import assert from "node:assert/strict";
import type { PropertyCondition } from "../../../../local/github/core/state.ts";
import { refusal, shop, startWorld } from "../world.ts";
import type { World } from "../world.ts";

const name = "ai-autonomous";
type Side = "include" | "exclude";
type Answer = "true" | "false";

describe("organisation rulesets by a true/false property", () => {
  let world: World;
  beforeEach(async () => {
    world = await startWorld();
  });
  afterEach(() => world.stop());

  const define = (default_value: Answer | null) =>
    world.as("olivia").request("PUT /orgs/{org}/properties/schema/{custom_property_name}", {
      org: "acme",
      custom_property_name: name,
      value_type: "true_false",
      required: default_value !== null,
      default_value,
    });
  const set = (value: string | null) =>
    world.as("olivia").request("PATCH /orgs/{org}/properties/values", {
      org: "acme",
      repository_names: ["shop"],
      properties: [{ property_name: name, value }],
    });
  const target = (side: Side, ...property_values: string[]) => {
    const condition: PropertyCondition = { name, property_values };
    return world.as("olivia").request("POST /orgs/{org}/rulesets", {
      org: "acme",
      name: "people only",
      enforcement: "active",
      conditions: {
        ref_name: { include: ["~ALL"], exclude: [] },
        repository_property: { include: [], exclude: [], [side]: [condition] },
      },
      rules: [{ type: "creation" }],
    } as never);
  };
  const reached = async () => {
    const { data } = await world.as("dev").rest.repos.getBranchRules({ ...shop, branch: "not-there-yet" });
    return data.length > 0;
  };

  const table: [preset: Answer | null, value: Answer | null, side: Side, wanted: string[], reaches: boolean][] = [
    [null, "true", "include", ["true"], true],
    [null, "false", "include", ["true"], false],
    [null, null, "include", ["true"], false],
    [null, null, "include", ["false"], false],
    [null, null, "include", ["true", "false"], false],
    ["true", null, "include", ["true"], true],
    ["false", null, "include", ["true"], false],
    ["false", null, "include", ["false"], true],
    ["true", "false", "include", ["true"], false],
    ["false", "true", "include", ["true"], true],
    ["true", "false", "include", ["true", "false"], true],
    [null, "true", "exclude", ["true"], false],
    [null, "false", "exclude", ["true"], true],
    [null, null, "exclude", ["true"], true],
    [null, null, "exclude", ["true", "false"], true],
    ["true", null, "exclude", ["true"], false],
    ["false", null, "exclude", ["true"], true],
    ["true", "false", "exclude", ["true"], true],
  ];
  for (const [preset, value, side, wanted, reaches] of table) {
    const what = `the value ${value ?? "unset"} with ${preset === null ? "no default" : `the default ${preset}`}`;
    it(`${reaches ? "reach" : "do not reach"} ${what}, where ${wanted.join(" or ")} is to ${side}`, async () => {
      await define(preset);
      if (value !== null) await set(value);
      await target(side, ...wanted);
      assert.equal(await reached(), reaches);
    });
  }

  it("follow a value that is set, and one that is taken back to the default", async () => {
    await define("false");
    await target("include", "true");
    const seen = [await reached()];
    for (const value of ["true", null]) {
      await set(value);
      seen.push(await reached());
    }
    assert.deepEqual(seen, [false, true, false]);
  });

  it("rest on the strings true and false, nothing else", async () => {
    await define(null);
    const wrong = [422, `Validation failed: Property ${name} must be true or false`];
    for (const value of ["yes", "True", ""]) assert.deepEqual(await refusal(set(value)), wrong);
    assert.equal((await refusal(set(true as unknown as string)))[0], 422);
  });

  it("rest on a default that is true or false", async () => {
    assert.deepEqual(await refusal(define("maybe" as Answer)), [
      422,
      "Validation failed: Default value must be true or false",
    ]);
  });
});
