/** Whether a value fits a custom property. */
import type { CustomProperty } from "../core/state.ts";

export type PropertyValue = string | string[];

const longestText = 75;

/** What is wrong with a value, e.g. `must be one of: a, b`; `undefined` if nothing is. */
export function valueProblem(property: CustomProperty, value: PropertyValue): string | undefined {
  const { valueType, allowedValues } = property;
  if (valueType === "multi_select") return choiceProblem(allowedValues, value);
  if (typeof value !== "string") return "must be a string";
  switch (valueType) {
    case "single_select":
      return choiceProblem(allowedValues, [value]);
    case "true_false":
      return value === "true" || value === "false" ? undefined : "must be true or false";
    case "url":
      return URL.canParse(value) ? undefined : "must be a URL";
    case "string":
      return textProblem(value);
  }
}

function choiceProblem(allowed: readonly string[] | null, value: PropertyValue): string | undefined {
  if (typeof value === "string") return "must be an array of strings";
  const unknown = value.filter((one) => !(allowed ?? []).includes(one));
  return unknown.length === 0 ? undefined : `must be one of: ${(allowed ?? []).join(", ")}; got: ${unknown.join(", ")}`;
}

function textProblem(value: string): string | undefined {
  if (value.includes('"')) return 'must not contain "';
  return value.length > longestText ? `must be at most ${String(longestText)} characters` : undefined;
}
