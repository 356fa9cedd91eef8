/** Parameters of a rule as GraphQL names and types them: those of REST in camel case, one object type for each rule. */
import { getNullableType, isListType, isNonNullType, isObjectType } from "graphql";
import type { GraphQLOutputType } from "graphql";
import type { Rule } from "../../core/state.ts";
import { githubSchema } from "../schema.ts";

/** `null` for a rule that has none, e.g. `deletion`. */
export function ruleParameters({ type, parameters }: Rule): Record<string, unknown> | null {
  const described = githubSchema().getType(`${pascalCase(type)}Parameters`);
  if (!isObjectType(described)) return null;
  const given = camelCased(parameters ?? {}) as Record<string, unknown>;
  const fields = Object.entries(described.getFields());
  const values = fields.map(([name, field]) => [name, given[name] ?? leftOut(field.type)]);
  return { __typename: described.name, ...(Object.fromEntries(values) as Record<string, unknown>) };
}

/** What a parameter is that the ruleset does not name: off, none or nothing. */
function leftOut(type: GraphQLOutputType): unknown {
  if (!isNonNullType(type)) return null;
  const inner = getNullableType(type);
  if (isListType(inner)) return [];
  return { Boolean: false, Int: 0, String: "" }[String(inner)] ?? null;
}

/** Renames keys at every depth; values stay. */
export function camelCased(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(camelCased);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [camelCase(key), camelCased(inner)]));
}

const camelCase = (text: string): string =>
  text.replaceAll(/_([a-z])/g, (_match, letter: string) => letter.toUpperCase());
const pascalCase = (text: string): string => camelCase(`_${text}`);
