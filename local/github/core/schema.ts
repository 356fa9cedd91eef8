/** OpenAPI 3.0 schemas turned into the JSON Schema that ajv reads, and compiled when first needed. */
import { Ajv, type ErrorObject, type ValidateFunction } from "ajv";
import formats from "ajv-formats";
import { description, type Schema } from "./description.ts";

export type Check = (value: unknown) => readonly ErrorObject[];

const prefix = "#/components/schemas/";
const mapsOfSchemas = new Set(["properties", "patternProperties"]);
const listsOfSchemas = new Set(["allOf", "anyOf", "oneOf"]);
const oneSchema = new Set(["items", "additionalProperties", "not"]);
const plain = new Set(
  `type format required pattern minLength maxLength minimum maximum exclusiveMinimum exclusiveMaximum multipleOf
   minItems maxItems uniqueItems minProperties maxProperties const`.split(/\s+/),
);

/** The description's schemas; each component is compiled once, and only if something refers to it. */
class SchemaChecks {
  // `coerceTypes` stays off: GitHub does not take "5" for 5. `verbose` gives messages the value they are about.
  // `uri` stays unchecked: GitHub itself takes and shows a homepage without a scheme.
  readonly #ajv = formats
    .default(new Ajv({ strict: false, allErrors: true, verbose: true, logger: false }))
    .addFormat("uri", true);
  readonly #compiled = new Map<Schema, ValidateFunction>();
  readonly #added = new Set<string>();

  of(schema: Schema): Check {
    let validate = this.#compiled.get(schema);
    if (validate === undefined) {
      validate = this.#ajv.compile(this.#withReferences(schema));
      this.#compiled.set(schema, validate);
    }
    const compiled = validate;
    return (value) => (compiled(value) ? [] : (compiled.errors ?? []));
  }

  #withReferences(schema: Schema): Schema {
    const names = new Set<string>();
    const converted = convert(schema, names);
    for (const name of names) this.#add(name);
    return converted;
  }

  #add(name: string): void {
    const schema = description().schemas[name];
    if (this.#added.has(name) || schema === undefined) return;
    this.#added.add(name);
    this.#ajv.addSchema(this.#withReferences(schema), idOf(name));
  }
}

const shared = new SchemaChecks();

/** A check against a schema of the description. */
export const checkOf = (schema: Schema): Check => shared.of(schema);

function idOf(name: string): string {
  return `component:${name}`;
}

/** Keeps what JSON Schema knows, turns `nullable` into a null type, and collects the components referred to in `names`. */
export function convert(schema: Schema, names: Set<string>): Schema {
  const converted: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(schema)) {
    if (key === "$ref") converted["$ref"] = reference(String(value), names);
    else if (key === "enum")
      converted[key] = [...new Set(value as unknown[])]; // some lists name a value twice
    else if (plain.has(key)) converted[key] = value;
    else if (oneSchema.has(key)) converted[key] = isSchema(value) ? convert(value, names) : value;
    else if (listsOfSchemas.has(key)) converted[key] = (value as Schema[]).map((item) => convert(item, names));
    else if (mapsOfSchemas.has(key)) converted[key] = mapValues(value as Record<string, Schema>, names);
  }
  return schema["nullable"] === true ? orNull(converted) : converted;
}

function mapValues(schemas: Record<string, Schema>, names: Set<string>): Record<string, Schema> {
  return Object.fromEntries(Object.entries(schemas).map(([key, value]) => [key, convert(value, names)]));
}

function reference(target: string, names: Set<string>): string {
  if (!target.startsWith(prefix)) return target;
  const name = target.slice(prefix.length);
  names.add(name);
  return idOf(name);
}

function orNull(schema: Record<string, unknown>): Schema {
  const { type, ...others } = schema;
  if (typeof type !== "string") return { anyOf: [schema, { type: "null" }] };
  const values = others["enum"];
  return {
    ...others,
    ...(Array.isArray(values) ? { enum: [...new Set([...(values as unknown[]), null])] } : {}),
    type: [type, "null"],
  };
}

const isSchema = (value: unknown): value is Schema => typeof value === "object" && value !== null;
