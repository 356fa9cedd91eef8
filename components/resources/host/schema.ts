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
  const settings = markSecret(objectOf(definition.settings).properties, definition.secretSettings);
  return {
    name: definition.name,
    version: definition.version,
    config: { variables: settings },
    provider: { inputProperties: settings },
    resources: Object.fromEntries(resources),
  };
}

function markSecret(properties: Record<string, PropertySpec>, secret: readonly string[]): Record<string, PropertySpec> {
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
  return { ...typeOf(json), ...description, ...(scalar ? { default: json.default } : {}) };
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
