import * as pulumi from "@pulumi/pulumi";
import type { InputPropertyErrorDetails } from "@pulumi/pulumi/errors.js";
import { suggestion } from "../governance/index.ts";

/** What is wrong with one value, in words; undefined where nothing is. */
export type Problem = string | undefined;

/** Path of a property to what is wrong with it. */
export type Problems = readonly (readonly [path: string, problem: Problem])[];

/**
 * Checks a component's plain arguments, all at once.
 * @throws InputPropertiesError naming every bad property, what was found and what to write instead.
 */
export function checkArgs(component: string, problems: Problems): void {
  const errors: InputPropertyErrorDetails[] = problems.flatMap(([propertyPath, reason]) =>
    reason === undefined ? [] : [{ propertyPath, reason }],
  );
  if (errors.length > 0) {
    const list = errors.map(({ propertyPath, reason }) => `\n  ${propertyPath}: ${reason}`).join("");
    throw new pulumi.InputPropertiesError({ message: `${component} has bad arguments:${list}`, errors });
  }
}

/** Properties that the component does not know: a misspelt one would be dropped without a word. */
export function unknownKeys(value: unknown, known: readonly string[], path = ""): Problems {
  if (!isRecord(value)) return [];
  return Object.keys(value)
    .filter((key) => !known.includes(key))
    .map((key) => [path + key, `is unknown; known: ${known.join(", ")}.${suggestion(key, known)}`]);
}

export function text(value: unknown, pattern: RegExp, allowed: string): Problem {
  return typeof value === "string" && pattern.test(value) ? undefined : `${found(value)}; must be ${allowed}`;
}

export function wholeNumber(value: unknown, least: number, most: number): Problem {
  return Number.isInteger(value) && (value as number) >= least && (value as number) <= most
    ? undefined
    : `${found(value)}; must be a whole number from ${least} to ${most}`;
}

export function oneOf(value: unknown, allowed: readonly string[]): Problem {
  return typeof value === "string" && allowed.includes(value)
    ? undefined
    : `${found(value)}; must be one of ${allowed.join(", ")}`;
}

export function trueOrFalse(value: unknown): Problem {
  return typeof value === "boolean" ? undefined : `${found(value)}; must be true or false`;
}

export function nonEmptyTexts(value: unknown, what: string): Problem {
  const good =
    Array.isArray(value) && value.length > 0 && value.every((each) => typeof each === "string" && each !== "");
  return good ? undefined : `${found(value)}; must be a list of at least one ${what}`;
}

export function listProblem(value: unknown, what: string): Problem {
  return Array.isArray(value) ? undefined : `${found(value)}; must be a list of ${what}`;
}

export function mapProblem(value: unknown, what: string): Problem {
  return isRecord(value) ? undefined : `${found(value)}; must be an object of ${what}`;
}

/** Ids that a service gave, by name. */
export function idsProblems(value: unknown, path: string): Problems {
  return [
    [path, optional(value, (ids) => mapProblem(ids, "names to ids"))],
    ...membersOf(value, path).map(([place, one]) => [place, text(one, /\S/, "an id as text")] as const),
  ];
}

/** A check of a value that is given, or of nothing. */
export function optional(value: unknown, check: (value: unknown) => Problem): Problem {
  return value === undefined ? undefined : check(value);
}

/** A check of a value that is known now, or of nothing: what another resource gives is known only later. */
export function input(value: unknown, check: (value: unknown) => Problem): Problem {
  return pulumi.Output.isInstance(value) || value instanceof Promise ? undefined : check(value);
}

/** An id that GitHub gave: a whole number. */
export const id = (value: unknown): Problem => wholeNumber(value, 1, Number.MAX_SAFE_INTEGER);

/** The items of a list, each with its path; empty where it is none. */
export function itemsOf(value: unknown, path: string): readonly (readonly [path: string, item: unknown])[] {
  return Array.isArray(value) ? value.map((item: unknown, index) => [`${path}[${index}]`, item]) : [];
}

/** The members of an object, each with its path; empty where it is none. */
export function membersOf(value: unknown, path: string): readonly (readonly [path: string, member: unknown])[] {
  return isRecord(value) ? Object.entries(value).map(([key, member]) => [`${path}.${key}`, member]) : [];
}

/** A property of something that may be anything. */
export function at(value: unknown, key: string): unknown {
  return isRecord(value) ? value[key] : undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function found(value: unknown): string {
  return value === undefined ? "is missing" : `found ${JSON.stringify(value)}`;
}
