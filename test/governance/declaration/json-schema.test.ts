import assert from "node:assert/strict";
import { Ajv } from "ajv";
import { parse } from "yaml";
import { declarationJsonSchema, type JsonSchema } from "../../../governance/index.ts";
import { exampleText } from "../example.ts";

describe("declarationJsonSchema", () => {
  const validate = new Ajv({ strict: true, formats: { date: true } }).compile(declarationJsonSchema());

  it("accepts the example", () => {
    assert.equal(validate(parse(exampleText)), true, JSON.stringify(validate.errors));
  });

  it("refuses an unknown field and an unknown state", () => {
    const declaration = parse(exampleText) as { tools: { devin: Record<string, unknown> } };
    declaration.tools.devin["state"] = "stopped";
    assert.equal(validate(declaration), false);
    declaration.tools.devin["state"] = "disabled";
    declaration.tools.devin["stat"] = "disabled";
    assert.equal(validate(declaration), false);
  });

  it("asks for nothing that has a default", () => {
    const declaration = parse(exampleText) as Record<string, unknown>;
    delete declaration["automation"];
    assert.equal(validate(declaration), true);
  });

  it("describes every field for editors", () => {
    assert.deepEqual(undescribed(declarationJsonSchema(), ""), []);
  });
});

function undescribed(schema: JsonSchema, path: string): string[] {
  const fields = Object.entries(schema.properties ?? {});
  const below = fields.flatMap(([name, field]) => [
    ...(field.description ? [] : [`${path}.${name}`]),
    ...undescribed(field, `${path}.${name}`),
  ]);
  return [...below, ...(schema.additionalProperties ? undescribed(schema.additionalProperties, `${path}.*`) : [])];
}
