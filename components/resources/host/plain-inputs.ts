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
  const read = Object.entries(given).map(async ([name, value]) => {
    const here = [...path, name];
    if (Object.hasOwn(members, name)) return [name, await valueOf(reading, members[name] ?? {}, value, here)] as const;
    reading.failures.push(unknownProperty(here, Object.keys(members), reading.title));
    return [name, undefined] as const;
  });
  return Object.fromEntries(await Promise.all(read));
}

async function valueOf(reading: Reading, spec: TypeSpec, value: unknown, path: Path): Promise<unknown> {
  if (!spec.plain || value === undefined || value === null) return value;
  const members = membersIn(reading.schema, spec);
  if (isPromised(value)) {
    return members ? spread(reading, members, value, path) : plainOf(reading, spec, value, path);
  }
  if (members && isObject(value)) return membersOf(reading, members, value, path);
  const { items, additionalProperties } = spec;
  if (items && Array.isArray(value)) {
    return Promise.all(value.map((item, index) => valueOf(reading, items, item, [...path, index])));
  }
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
