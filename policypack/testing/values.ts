/** Property values that are more than plain data, and how they travel to a policy. */
import type { JavaScriptValue } from "google-protobuf/google/protobuf/struct_pb.js";

/** Stands for a value that preview cannot know, such as the id of a resource that does not exist yet. */
export const unknown: unique symbol = Symbol("unknown");

/** A value that Pulumi keeps secret. Policies see the plain value, as they do in the engine. */
export class Secret {
  readonly value: unknown;
  constructor(value: unknown) {
    this.value = value;
  }
}

/** Marks a value as secret. */
export function secret(value: unknown): Secret {
  return new Secret(value);
}

/**
 * How the engine writes a string that it does not know yet (`@pulumi/policy`, proxy.ts).
 * @internal
 */
export const UNKNOWN_STRING: string = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** How the engine marks a secret: https://www.pulumi.com/docs/iac/extending-pulumi/ (property serialization). */
const signature = "4dabf18193072939515e22adb298388d";
const secretSignature = "1b47061264138c4ac30d75fd1eb44270";

/**
 * Properties as the engine sends them. Undefined ones do not exist on the wire.
 * @throws TypeError naming every value that no resource can have.
 * @internal
 */
export function wireProperties(
  props: Readonly<Record<string, unknown>>,
  place: string,
): Record<string, JavaScriptValue> {
  const problems: string[] = [];
  const properties = wireValue(props, place, problems);
  if (problems.length > 0) throw new TypeError(problems.join("\n"));
  return properties as Record<string, JavaScriptValue>;
}

function wireValue(value: unknown, place: string, problems: string[]): JavaScriptValue {
  if (value === unknown) return UNKNOWN_STRING;
  if (value === null || typeof value === "string" || typeof value === "boolean") return value;
  if (typeof value === "number" && Number.isFinite(value)) return value;
  if (value instanceof Secret) {
    return { [signature]: secretSignature, value: wireValue(value.value, place, problems) };
  }
  if (Array.isArray(value)) {
    return value.map((item, index) => wireValue(item ?? null, `${place}[${index}]`, problems));
  }
  if (isPlainObject(value)) {
    const known = Object.entries(value).filter(([, property]) => property !== undefined);
    return Object.fromEntries(known.map(([key, property]) => [key, wireValue(property, `${place}.${key}`, problems)]));
  }
  problems.push(`${place} is ${kindOf(value)}; write plain data, unknown or secret(...)`);
  return null;
}

function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function kindOf(value: unknown): string {
  if (typeof value === "number") return String(value);
  if (typeof value !== "object" || value === null) return `a ${typeof value}`;
  if ("__pulumiOutput" in value) return "an Output";
  return `an object of class ${value.constructor.name}`;
}
