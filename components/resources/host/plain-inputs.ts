import * as pulumi from "@pulumi/pulumi";
import type { PackageSchema, TypeSpec } from "./package-schema.ts";
import type { Failure } from "./definition.ts";
import { formatPath } from "./property-path.ts";
import { unknownProperty } from "./validation.ts";
import { hasUnknown, isObject, reveal } from "./values.ts";
import type { Path } from "./values.ts";

type Members = Readonly<Record<string, TypeSpec>>;

interface Reading {
  readonly schema: PackageSchema;
  /** Who knows no other properties. */
  readonly title: string;
  readonly failures: Failure[];
  /** What plain values came from: the component has to wait for it. */
  readonly dependencies: Set<pulumi.Resource>;
}

/**
 * Gives a component's constructor plain values where the schema says `plain`, because they decide which children exist, and
 * leaves promises elsewhere. Reports every property that does not exist, and every plain one that is not known yet or secret.
 */
export async function constructorInputs(schema: PackageSchema, token: string, given: pulumi.Inputs) {
  const title = token.slice(token.lastIndexOf(":") + 1);
  const reading: Reading = { schema, title, failures: [], dependencies: new Set() };
  const inputs = await membersOf(reading, schema.resources[token]?.inputProperties ?? {}, given, []);
  return { inputs, failures: reading.failures, dependencies: [...reading.dependencies] };
}

async function membersOf(reading: Reading, members: Members, given: object, path: Path): Promise<pulumi.Inputs> {
  const read: pulumi.Inputs = {};
  // One after the other, so that failures come in the order of the properties.
  for (const [name, value] of Object.entries(given)) {
    const spec = Object.hasOwn(members, name) ? members[name] : undefined;
    if (spec) read[name] = await valueOf(reading, spec, value, [...path, name]);
    else reading.failures.push(unknownProperty([...path, name], Object.keys(members), reading.title));
  }
  return read;
}

async function itemsOf(reading: Reading, spec: TypeSpec, given: readonly unknown[], path: Path): Promise<unknown[]> {
  const read: unknown[] = [];
  for (const [index, item] of given.entries()) read.push(await valueOf(reading, spec, item, [...path, index]));
  return read;
}

async function valueOf(reading: Reading, spec: TypeSpec, value: unknown, path: Path): Promise<unknown> {
  // YAML lets a number stand where the schema has a text, e.g. the id of a repository.
  if (spec.type === "string" && typeof value === "number") return String(value);
  if (!spec.plain || value === undefined || value === null) return value;
  const members = membersIn(reading.schema, spec);
  if (isPromised(value)) {
    return members ? spread(reading, members, value, path) : plainOf(reading, spec, value, path);
  }
  if (members && isObject(value)) return membersOf(reading, members, value, path);
  const { items, additionalProperties } = spec;
  if (items && Array.isArray(value)) return itemsOf(reading, items, value, path);
  if (additionalProperties && isObject(value)) {
    const all = Object.fromEntries(Object.keys(value).map((name) => [name, additionalProperties]));
    return membersOf(reading, all, value, path);
  }
  return value;
}

/** The value behind a promise. What is not known in this preview, or must not be seen, cannot be given to a constructor. */
async function plainOf(reading: Reading, spec: TypeSpec, promised: unknown, path: Path): Promise<unknown> {
  const { value, secrets } = reveal<unknown>(await wireValue(promised, reading.dependencies));
  const property = formatPath(path);
  if (secrets.length > 0) {
    const reason =
      "found a secret; must be a plain value, because it decides which resources there are and shows in their names";
    reading.failures.push({ property, reason });
  } else if (hasUnknown(value)) {
    const reason =
      "found a value that is known only after an update; must be known in a preview, because it decides which resources there are";
    reading.failures.push({ property, reason });
  } else {
    return valueOf(reading, spec, value, path);
  }
  return undefined;
}

/** A promise of an object as an object of promises, so that one unknown member does not hide the others. */
async function spread(reading: Reading, members: Members, promised: unknown, path: Path): Promise<unknown> {
  const lifted = pulumi.output(promised) as unknown as Record<string, pulumi.Output<unknown>>;
  const found: Record<string, unknown> = {};
  for (const name of Object.keys(members)) {
    const absent = (await wireValue(lifted[name], new Set())) ?? undefined;
    if (absent !== undefined) found[name] = lifted[name];
  }
  return membersOf(reading, members, found, path);
}

function wireValue(promised: unknown, dependencies: Set<pulumi.Resource>): Promise<unknown> {
  return pulumi.runtime.serializeProperty("input", promised, dependencies, { keepOutputValues: false });
}

const isPromised = (value: unknown): boolean =>
  pulumi.Output.isInstance(value) || (isObject(value) && value["__pulumiUnknown"] === true);

function membersIn(schema: PackageSchema, { $ref }: TypeSpec): Members | undefined {
  const prefix = "#/types/";
  return $ref?.startsWith(prefix) ? schema.types?.[$ref.slice(prefix.length)]?.properties : undefined;
}
