import * as pulumi from "@pulumi/pulumi";
import type { InputPropertyErrorDetails } from "@pulumi/pulumi/errors.js";

/** What is wrong with one value, in words; undefined where nothing is. */
export type Problem = string | undefined;

/**
 * Checks a component's plain arguments, all at once.
 * @throws InputPropertiesError naming every bad property, what was found and what to write instead.
 */
export function checkArgs(component: string, problems: Readonly<Record<string, Problem>>): void {
  const errors: InputPropertyErrorDetails[] = Object.entries(problems).flatMap(([propertyPath, reason]) =>
    reason === undefined ? [] : [{ propertyPath, reason }],
  );
  if (errors.length > 0) {
    const list = errors.map(({ propertyPath, reason }) => `\n  ${propertyPath}: ${reason}`).join("");
    throw new pulumi.InputPropertiesError({ message: `${component} has bad arguments:${list}`, errors });
  }
}

export function text(value: unknown, pattern: RegExp, allowed: string): Problem {
  return typeof value === "string" && pattern.test(value)
    ? undefined
    : `found ${JSON.stringify(value)}; must be ${allowed}`;
}

export function wholeNumber(value: unknown, least: number, most: number): Problem {
  return Number.isInteger(value) && (value as number) >= least && (value as number) <= most
    ? undefined
    : `found ${JSON.stringify(value)}; must be a whole number from ${least} to ${most}`;
}

export function oneOf(value: unknown, allowed: readonly string[]): Problem {
  return typeof value === "string" && allowed.includes(value)
    ? undefined
    : `found ${JSON.stringify(value)}; must be one of ${allowed.join(", ")}`;
}

export function nonEmptyTexts(value: unknown, what: string): Problem {
  const good =
    Array.isArray(value) && value.length > 0 && value.every((each) => typeof each === "string" && each !== "");
  return good ? undefined : `found ${JSON.stringify(value)}; must be a list of at least one ${what}`;
}
