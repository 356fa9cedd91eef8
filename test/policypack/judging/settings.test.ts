import assert from "node:assert/strict";
import { z } from "zod";
import { configSchemaOf, role, ruleSettings, settingsOf, SettingsError } from "../../../policypack/judging/settings.ts";

const schema = z.strictObject({
  role,
  inventory: z.record(z.string(), z.string()),
  days: z.int().min(183).default(183),
});

describe("settings of a rule", () => {
  it("are returned with their defaults", () => {
    assert.deepEqual(settingsOf(schema, { role: "repository", inventory: { docs: "standard" } }), {
      role: "repository",
      inventory: { docs: "standard" },
      days: 183,
    });
  });

  it("refuse a misspelt key, suggest the nearest one and list all other problems", () => {
    assert.throws(
      () => settingsOf(schema, { role: "team", inventori: {}, days: 10 }),
      (error) => {
        assert.ok(error instanceof SettingsError);
        assert.equal(
          error.message,
          [
            "The rule cannot judge: its settings in the --policy-pack-config file are missing or wrong.",
            '  at role: found "team". Invalid option: expected one of "organization"|"repository"',
            "  at inventory: missing.",
            "  at days: found 10. Too small: expected number to be >=183",
            '  unknown key "inventori". Did you mean "inventory"?',
            "Make the file from the declaration: ai-governance pack configure --role repository",
          ].join("\n"),
        );
        return true;
      },
    );
  });

  it("say of a key that is built into the pack that it is, and what the file can set", () => {
    const { read } = ruleSettings(schema, { facts: { role: "repository", inventory: {} } });
    assert.throws(() => read({ inventory: { docs: "none" }, undecidd: "mandatory" }), {
      name: "SettingsError",
      message: [
        "The rule cannot judge: its settings in the --policy-pack-config file are missing or wrong.",
        '  "inventory" is built into this pack.',
        '  unknown key "undecidd". Did you mean "undecided"?',
        "The file can set enforcementLevel and undecided; to change the rest, build the pack anew.",
      ].join("\n"),
    });
  });

  it("that are built into the pack are what the rule is told, beside what the file may set", () => {
    const facts = { role: "repository", inventory: { docs: "standard" } };
    const { read, configSchema } = ruleSettings(schema, { facts, undecided: "mandatory" });
    const told = { ...facts, days: 183, waivers: [] };
    assert.deepEqual(read({}), { ...told, undecided: "mandatory" });
    assert.deepEqual(read({ undecided: "advisory" }), { ...told, undecided: "advisory" });
    assert.deepEqual(Object.keys(configSchema.properties), ["undecided"]);
  });

  it("show no stack trace in a preview", () => {
    assert.throws(
      () => settingsOf(schema, {}),
      (error) => error instanceof SettingsError && error.stack === error.message,
    );
  });

  it("are described to the engine without required keys, so that the rule itself says what is missing", () => {
    const { properties, required } = configSchemaOf(schema);
    assert.deepEqual(Object.keys(properties), ["role", "inventory", "days"]);
    assert.deepEqual(properties["role"], { type: "string", enum: ["organization", "repository"] });
    assert.equal(required, undefined);
  });

  it("leave regular expressions out for the engine, which knows no lookahead", () => {
    const { properties } = configSchemaOf(z.strictObject({ dates: z.array(z.iso.date()) }));
    assert.deepEqual(properties["dates"], { type: "array", items: { type: "string", format: "date" } });
  });
});
