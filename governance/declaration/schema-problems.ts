/** What the schema found wrong, in the words of the declaration. */
import type { z } from "zod";
import { suggestion } from "../suggestion.ts";
import { declarationJsonSchema, type JsonSchema } from "./json-schema.ts";
import { shown, type Path, type Problem } from "./problem.ts";

type Issue = z.core.$ZodIssue;

/** All problems of a value that did not pass the schema. */
export function schemaProblems(issues: readonly Issue[], value: unknown): Problem[] {
  return issues.flatMap((issue) => problemsOf(issue, value));
}

function problemsOf(issue: Issue, whole: unknown): Problem[] {
  const { path } = issue;
  const found = valueAt(whole, path);
  if (issue.code === "unrecognized_keys") return issue.keys.map((key) => unknownKey([...path, key], path));
  if (issue.code === "invalid_key") {
    return [
      {
        path,
        atKey: true,
        message: `found ${shown(path.at(-1))}, allowed: ${issue.issues[0]?.message ?? "another name"}`,
      },
    ];
  }
  if (found === undefined && path.length > 0) return [missing(path)];
  if (issue.code === "invalid_value") return [{ path, message: notInList(found, issue.values) }];
  return [{ path, message: `found ${shown(found)}, allowed: ${allowed(issue)}` }];
}

function unknownKey(path: Path, parent: Path): Problem {
  const known = Object.keys(schemaAt(parent)?.properties ?? {});
  const key = String(path.at(-1));
  return { path, atKey: true, message: `unknown field, allowed: ${known.join(", ")}.${suggestion(key, known)}` };
}

function missing(path: Path): Problem {
  const meaning = schemaAt(path)?.description ?? "this field";
  return { path, message: `missing. Write: ${meaning}` };
}

function notInList(found: unknown, values: readonly unknown[]): string {
  const names = values.map(String);
  return `found ${shown(found)}, allowed: ${names.join(", ")}.${suggestion(String(found), names)}`;
}

function allowed(issue: Issue): string {
  if (issue.code !== "invalid_type") return issue.message;
  if (issue.expected === "array") return "a list";
  return issue.expected === "object" || issue.expected === "record" ? "a mapping" : issue.message;
}

/** The value at a path; `undefined` where there is none. */
export function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>((current, key) => {
    if (typeof current !== "object" || current === null || !Object.hasOwn(current, key)) return undefined;
    return (current as Record<PropertyKey, unknown>)[key];
  }, value);
}

// Made on the first problem only: a good declaration never needs it.
let known: JsonSchema | undefined;

function schemaAt(path: Path): JsonSchema | undefined {
  known ??= declarationJsonSchema();
  return path.reduce<JsonSchema | undefined>((schema, key) => {
    if (typeof key === "number") return schema?.items;
    if (schema?.properties && Object.hasOwn(schema.properties, key)) return schema.properties[String(key)];
    return typeof schema?.additionalProperties === "object" ? schema.additionalProperties : undefined;
  }, known);
}
