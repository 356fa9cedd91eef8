import { z } from "zod";
import type { ProviderDefinition } from "./definition.ts";

type JsonSchema = z.core.JSONSchema.JSONSchema;

/** A property in Pulumi's package schema (pulumi.com/docs/iac/extending-pulumi/schema). */
type PropertySpec = Readonly<Record<string, unknown>>;

/** The package schema of a provider, made from the same zod schemas that check its inputs. */
export function schemaOf<C>(definition: ProviderDefinition<C>): Record<string, unknown> {
  const resources = Object.entries(definition.resources).map(([token, resource]) => {
    const inputs = objectOf(resource.inputs);
    const outputs = objectOf(resource.outputs);
    const spec = {
      description: resource.description,
      inputProperties: inputs.properties,
      requiredInputs: inputs.required,
      properties: { ...inputs.properties, ...outputs.properties },
      required: [...inputs.required, ...outputs.required],
    };
    return [token, spec] as const;
  });
  const { properties: settings, types } = settingsOf(definition);
  return {
    name: definition.name,
    version: definition.version,
    config: { variables: settings },
    provider: { inputProperties: settings },
    types,
    resources: Object.fromEntries(resources),
  };
}

type Specs = Record<string, PropertySpec>;

/** Settings, and the types of those that are objects: `appAuth` is an `ai-governance:index:ProviderAppAuth`. */
function settingsOf<C>({ name, settings, secretSettings }: ProviderDefinition<C>): {
  properties: Specs;
  types: object;
} {
  const { properties } = objectOf(settings);
  const types: Record<string, object> = {};
  for (const [key, schema] of Object.entries(settings.shape)) {
    const inner = schema instanceof z.ZodOptional ? schema.unwrap() : schema;
    if (!(inner instanceof z.ZodObject)) continue;
    const token = `${name}:index:Provider${key.charAt(0).toUpperCase()}${key.slice(1)}`;
    const { properties: members, required } = objectOf(inner);
    types[token] = { type: "object", properties: markSecret(members, secretBelow(key, secretSettings)), required };
    properties[key] = { $ref: `#/types/${token}`, description: schema.description };
  }
  return { properties: markSecret(properties, secretSettings), types };
}

const secretBelow = (key: string, secret: readonly string[]): string[] =>
  secret.filter((path) => path.startsWith(`${key}.`)).map((path) => path.slice(key.length + 1));

function markSecret(properties: Specs, secret: readonly string[]): Specs {
  const marked = secret
    .filter((name) => name in properties)
    .map((name) => [name, { ...properties[name], secret: true }]);
  return { ...properties, ...Object.fromEntries(marked) };
}

function objectOf(schema: z.ZodObject): { properties: Record<string, PropertySpec>; required: string[] } {
  const json = z.toJSONSchema(schema, { io: "input", unrepresentable: "any" });
  const entries = Object.entries(json.properties ?? {});
  const properties = Object.fromEntries(entries.map(([name, one]) => [name, propertyOf(one as JsonSchema)]));
  return { properties, required: json.required ?? [] };
}

function propertyOf(json: JsonSchema): PropertySpec {
  const description = json.description === undefined ? {} : { description: json.description };
  // Only scalars can have a default in a package schema; the others are filled in by check.
  const scalar = typeof json.default !== "object" && json.default !== undefined;
  const deprecated = json["deprecated"] === true ? { deprecationMessage: json.description } : {};
  return { ...typeOf(json), ...description, ...deprecated, ...(scalar ? { default: json.default } : {}) };
}

function typeOf(json: JsonSchema): PropertySpec {
  const choices = json.anyOf ?? json.oneOf;
  if (choices) return { oneOf: choices.map((one) => typeOf(one as JsonSchema)) };
  if (json.type === "array") return { type: "array", items: typeOf((json.items ?? {}) as JsonSchema) };
  if (json.type === "object" && typeof json.additionalProperties === "object") {
    return { type: "object", additionalProperties: typeOf(json.additionalProperties) };
  }
  if (json.type === "string" || json.type === "boolean" || json.type === "integer" || json.type === "number") {
    return { type: json.type };
  }
  return { $ref: "pulumi.json#/Any" };
}
