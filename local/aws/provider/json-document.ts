import { isDeepStrictEqual } from "node:util";
import { z } from "zod";

/** A JSON document as text or as an object, kept as text. */
export const jsonDocument = z
  .union([z.string(), z.record(z.string(), z.unknown())])
  .transform((value) => (typeof value === "string" ? value : JSON.stringify(value)));

/** Whether two policy documents mean the same: members in any order, one string for a list of one, actions in any case. */
export function sameDocument(left: unknown, right: unknown): boolean {
  if (left === right) return true;
  if (typeof left !== "string" || typeof right !== "string") return false;
  try {
    return isDeepStrictEqual(normal(JSON.parse(left)), normal(JSON.parse(right)));
  } catch {
    return false;
  }
}

function normal(value: unknown, element?: string): unknown {
  if (Array.isArray(value)) return listOf(value, element);
  if (typeof value !== "object" || value === null) return element === "Action" ? String(value).toLowerCase() : value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, asList(normal(item, name), name)]));
}

/** Statements keep their order; every other list of a policy is a set. */
function listOf(values: unknown[], element?: string): unknown[] {
  const normalised = values.map((item) => normal(item, element));
  if (element === "Statement") return normalised;
  return normalised.sort((left, right) => (JSON.stringify(left) < JSON.stringify(right) ? -1 : 1));
}

const single = new Set(["Version", "Id", "Sid", "Effect"]);

function asList(value: unknown, name: string): unknown {
  const scalar = typeof value === "string" || typeof value === "boolean" || typeof value === "number";
  if (name === "Statement" && !Array.isArray(value)) return [value];
  return scalar && !single.has(name) ? [String(value)] : value;
}
