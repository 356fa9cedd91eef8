import { z } from "zod";
import type { Failure } from "./definition.ts";
import { nearestTo } from "./nearest.ts";
import { formatPath, isAtOrBelow } from "./property-path.ts";
import { hasUnknown, isUnknown } from "./values.ts";
import type { Path, Properties, Secret } from "./values.ts";

/**
 * Checks inputs against their schema and fills in its defaults. Reports every problem, each with its path; values that
 * are not known yet pass, and values of secrets are never repeated. `title` says who knows no other properties.
 */
export function validate(
  schema: z.ZodObject,
  raw: Properties,
  secrets: readonly Secret[] = [],
  title = "this provider",
): { inputs: Properties; failures: Failure[] } {
  const known = Object.keys(schema.shape);
  const failures = Object.keys(raw)
    .filter((key) => !known.includes(key))
    .map((key) => unknownProperty([key], known, title));
  const inputs: Properties = {};
  for (const [key, property] of Object.entries(schema.shape)) {
    const parsed = z.safeParse(property, raw[key], { error: nameUnknownKeys, reportInput: true });
    // A transformation would hide an unknown inside a text.
    const value = parsed.success && !hasUnknown(raw[key]) ? parsed.data : raw[key];
    if (value !== undefined) inputs[key] = value;
    if (!parsed.success)
      failures.push(...parsed.error.issues.flatMap((issue) => failuresOf(issue, key, raw, secrets, title)));
  }
  return { inputs, failures };
}

type Issue = z.core.$ZodIssue;

function failuresOf(issue: Issue, key: string, raw: Properties, secrets: readonly Secret[], title: string): Failure[] {
  const path = [key, ...issue.path.filter((step) => typeof step !== "symbol")];
  if (issue.code === "unrecognized_keys") {
    const allowed = JSON.parse(issue.message) as string[];
    return issue.keys.map((name) => unknownProperty([...path, name], allowed, title));
  }
  const found = valueAt(raw, path);
  if (isUnknown(found) || (wholeValueIssues.has(issue.code) && hasUnknown(found))) return [];
  const secret = secrets.some((one) => isAtOrBelow(path, one.path));
  return [{ property: formatPath(path), reason: reasonOf(issue, found, secret) }];
}

/** These judge a value by all of its parts, so that one unknown part leaves them undecided. */
const wholeValueIssues: ReadonlySet<string> = new Set(["invalid_union", "custom", "too_small", "too_big"]);

function reasonOf(issue: Issue, found: unknown, secret: boolean): string {
  const allowed = allowedBy(issue);
  if (found === undefined) return `is missing; ${allowed}`;
  if (secret) return `found a secret value; ${allowed}`;
  const choices = issue.code === "invalid_value" ? issue.values.map(String) : [];
  return `found ${shown(found)}; ${allowed}${nearestTo(String(found), choices)}`;
}

function allowedBy(issue: Issue): string {
  switch (issue.code) {
    case "invalid_value":
      return `allowed: ${issue.values.map((value) => JSON.stringify(value)).join(", ")}`;
    case "invalid_type":
      return `must be of type ${issue.expected === "record" ? "object" : issue.expected}`;
    case "invalid_union": {
      const types = issue.errors.flat().flatMap((one) => (one.code === "invalid_type" ? [one.expected] : []));
      return types.length > 0 ? `must be of type ${[...new Set(types)].join(" or ")}` : issue.message;
    }
    default:
      return issue.message;
  }
}

/** The failure of a property that does not exist, with those that do. */
export function unknownProperty(path: Path, allowed: readonly string[], title: string): Failure {
  const suggestion = nearestTo(String(path.at(-1)), allowed);
  const reason = `is unknown to ${title}; known: ${[...allowed].sort().join(", ")}.${suggestion}`;
  return { property: formatPath(path), reason };
}

/** The only issue whose wording needs the schema: carries the allowed names to `failuresOf`. */
function nameUnknownKeys(issue: z.core.$ZodRawIssue): string | undefined {
  if (issue.code !== "unrecognized_keys") return undefined;
  return JSON.stringify(Object.keys((issue.inst as z.ZodObject | undefined)?.shape ?? {}));
}

function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>((at, step) => (at as Record<string | number, unknown> | undefined)?.[step], value);
}

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 80 ? `${text.slice(0, 77)}...` : text;
}
