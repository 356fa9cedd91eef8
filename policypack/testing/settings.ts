import type { EnforcementLevel, Policies, PolicyConfigSchema, PolicyPackConfig } from "@pulumi/policy";
import { Ajv, type ErrorObject, type ValidateFunction } from "ajv";

const levels: readonly string[] = ["advisory", "mandatory", "remediate", "disabled"] satisfies EnforcementLevel[];

export interface Settings {
  readonly level: EnforcementLevel | undefined;
  /** What the policy reads by `getConfig()`: as given, with the defaults of its schema. */
  readonly config: object;
}

/**
 * A policy's configuration as the engine makes it from a `--policy-pack-config` file: level apart, defaults of the schema filled
 * in, and refused where the schema does not allow it. Keys that the schema does not have are let through, as the engine does.
 *
 * @throws Error naming the policy and every problem.
 */
export function settingsOf(policy: Policies[number], given: PolicyPackConfig[string] = {}): Settings {
  const { enforcementLevel, ...settings } = typeof given === "string" ? { enforcementLevel: given } : given;
  const defaults = Object.entries(policy.configSchema?.properties ?? {}).flatMap(([key, property]) =>
    property.default === undefined ? [] : [[key, property.default as unknown] as const],
  );
  const config = { ...Object.fromEntries(defaults), ...settings };
  const problems = [...levelProblems(enforcementLevel), ...schemaProblems(policy.configSchema, config)];
  if (problems.length === 0) return { level: enforcementLevel, config };
  throw new Error([`policy '${policy.name}' refuses its configuration:`, ...problems].join("\n  "));
}

function levelProblems(level: unknown): string[] {
  if (level === undefined || (typeof level === "string" && levels.includes(level))) return [];
  return [`at enforcementLevel: found ${JSON.stringify(level)}, allowed: ${levels.join(", ")}`];
}

// Made once a schema: making it costs more than a run.
const checks = new WeakMap<PolicyConfigSchema, ValidateFunction>();
const ajv = new Ajv({ allErrors: true, strict: false, verbose: true, validateFormats: false });

function schemaProblems(schema: PolicyConfigSchema | undefined, config: object): string[] {
  if (schema === undefined) return [];
  const { properties, required = [] } = schema;
  const validate = checks.get(schema) ?? ajv.compile({ type: "object", properties, required });
  checks.set(schema, validate);
  return validate(config) ? [] : (validate.errors ?? []).map(problemOf);
}

function problemOf({ instancePath, keyword, params, data, message = "is not allowed" }: ErrorObject): string {
  if (keyword === "required") {
    return `at ${[...instancePath.split("/").slice(1), String(params["missingProperty"])].join(".")}: missing`;
  }
  return `at ${instancePath.split("/").slice(1).join(".")}: found ${JSON.stringify(data)}, ${message}`;
}
