import assert from "node:assert/strict";
import { join } from "node:path";
import { execa } from "execa";
import schema from "../../components/schema.json" with { type: "json" };
import { root } from "../../local/environment/index.ts";
import { packageSchema } from "../../local/setup/package-schema.ts";
import { prepare } from "../../local/setup/prepare.ts";

type Properties = Readonly<Record<string, { readonly description?: string }>>;
interface Spec {
  readonly description?: string;
  readonly inputProperties?: Properties;
  readonly requiredInputs?: readonly string[];
  readonly properties?: Properties;
  readonly required?: readonly string[];
}
const resources = Object.entries<Spec>(schema.resources);
const types = Object.entries(schema.types as Readonly<Record<string, Spec>>);

describe("the schema of the package", function () {
  this.timeout(900_000);

  it("is what the sources say", async () => {
    assert.deepEqual(schema, JSON.parse(await packageSchema()), "run `npm run generate`");
  });

  it("is what the engine gets from the plugin", async () => {
    const toolchain = await prepare((line) => console.log(line));
    const args = ["package", "get-schema", join(root, "components")];
    const { stdout } = await execa(toolchain.pulumi, args, { env: toolchain.env });
    assert.deepEqual(JSON.parse(stdout), schema);
  });

  it("describes every resource, input and output", () => {
    const undescribed = ([token, spec]: [string, Spec]) => [
      ...(spec.description ? [] : [token]),
      ...namesIn(spec.inputProperties, `${token} `),
      ...namesIn(spec.properties, `${token} `),
    ];
    const namesIn = (properties: Properties = {}, prefix: string) =>
      Object.keys(properties).flatMap((name) => (properties[name]?.description ? [] : [prefix + name]));
    assert.deepEqual(resources.flatMap(undescribed), []);
    assert.deepEqual(
      types.flatMap(([token, { properties }]) => namesIn(properties, `${token} `)),
      [],
    );
  });

  it("says of every optional input what happens without it", () => {
    const silent = (token: string, properties: Properties = {}, required: readonly string[] = []) =>
      Object.entries(properties).flatMap(([name, { description = "" }]) =>
        required.includes(name) || /Default/.test(description) ? [] : [`${token} ${name}`],
      );
    const inputs = resources.flatMap(([token, spec]) => silent(token, spec.inputProperties, spec.requiredInputs));
    assert.deepEqual(inputs, []);
    assert.deepEqual(
      types.flatMap(([token, spec]) => silent(token, spec.properties, spec.required)),
      [],
    );
  });

  it("has no property that anything fits into, but what was there before", () => {
    const open = JSON.stringify(schema).match(/"\w+":\{"\$ref":"pulumi\.json#\/Any"/g) ?? [];
    assert.deepEqual(new Set(open), new Set(['"previous":{"$ref":"pulumi.json#/Any"']));
  });
});
