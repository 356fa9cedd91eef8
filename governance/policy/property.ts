/** Reading properties that may be absent, unknown or of another shape. */
import { UNKNOWN, type Unknown } from "./unknown.ts";

/** Three-valued answer. */
export type Certainty = "yes" | "no" | "unknown";

/** The value at a path of properties; `UNKNOWN` as soon as the way there is unknown, `undefined` where there is none. */
export function field(value: unknown, ...path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>((current, key) => {
    if (current === UNKNOWN) return UNKNOWN;
    if (typeof current !== "object" || current === null) return undefined;
    return Object.hasOwn(current, key) ? ((current as Record<string | number, unknown>)[key] ?? undefined) : undefined;
  }, value);
}

/** The known items of a list, and whether they are all there can be. An absent list is empty. */
export function listOf(value: unknown): { readonly items: readonly unknown[]; readonly complete: boolean } {
  if (value === UNKNOWN) return { items: [], complete: false };
  const items: readonly unknown[] = Array.isArray(value) ? value : [];
  return { items: items.filter((item) => item !== UNKNOWN), complete: !items.includes(UNKNOWN) };
}

/** The known texts of a list, and whether they are all there can be. */
export function textsOf(value: unknown): { readonly items: readonly string[]; readonly complete: boolean } {
  const { items, complete } = listOf(value);
  return { items: items.filter((item) => typeof item === "string"), complete };
}

/** Whether a value is the wanted one. */
export function is(value: unknown, wanted: string | number | boolean): Certainty {
  if (value === UNKNOWN) return "unknown";
  return value === wanted ? "yes" : "no";
}

/** Whether a value is any but the unwanted one. */
export function isNot(value: unknown, unwanted: string | number | boolean): Certainty {
  if (value === UNKNOWN) return "unknown";
  return value === unwanted ? "no" : "yes";
}

/** Whether a list of texts has one. */
export function includes(list: unknown, wanted: string): Certainty {
  const { items, complete } = textsOf(list);
  if (items.includes(wanted)) return "yes";
  return complete ? "no" : "unknown";
}

/** Whether a list is empty or absent. */
export function isEmpty(list: unknown): Certainty {
  const { items, complete } = listOf(list);
  if (items.length > 0) return "no";
  return complete ? "yes" : "unknown";
}

/**
 * The item of a list that must have exactly one, and whether it has. An unknown item counts as one that may be there, so that
 * whoever asks about the known one alone never takes the list for it.
 */
export function onlyItem(list: unknown): { readonly item: unknown; readonly alone: Certainty } {
  const { items, complete } = listOf(list);
  const wrong = items.length > 1 || (items.length === 0 && complete);
  return {
    item: complete || items.length > 0 ? items[0] : UNKNOWN,
    alone: wrong ? "no" : complete ? "yes" : "unknown",
  };
}

/** Whether a property is left out. */
export function isAbsent(value: unknown): Certainty {
  if (value === UNKNOWN) return "unknown";
  return value === undefined || value === null || (Array.isArray(value) && value.length === 0) ? "yes" : "no";
}

/** Whether a list has no text but these. A value that is neither a list nor absent is taken for one that has others. */
export function hasOnly(list: unknown, allowed: readonly string[]): Certainty {
  if (list !== UNKNOWN && list !== undefined && list !== null && !Array.isArray(list)) return "no";
  const { items, complete } = listOf(list);
  if (!items.every((item) => typeof item === "string" && allowed.includes(item))) return "no";
  return complete ? "yes" : "unknown";
}

/** Whether a list of repositories has no name but these, compared as GitHub does: without case. */
export function hasOnlyNames(list: unknown, allowed: readonly string[]): Certainty {
  const lower = (item: unknown): unknown => (typeof item === "string" ? item.toLowerCase() : item);
  return hasOnly(
    Array.isArray(list) ? list.map(lower) : list,
    allowed.map((name) => name.toLowerCase()),
  );
}

/** All must hold. */
export function every(answers: readonly Certainty[]): Certainty {
  if (answers.includes("no")) return "no";
  return answers.includes("unknown") ? "unknown" : "yes";
}

/** One must hold. */
export function some(answers: readonly Certainty[]): Certainty {
  if (answers.includes("yes")) return "yes";
  return answers.includes("unknown") ? "unknown" : "no";
}

/** The other way round. */
export function not(answer: Certainty): Certainty {
  if (answer === "unknown") return "unknown";
  return answer === "yes" ? "no" : "yes";
}

/** A number, which may travel as text; what is neither is no number. */
export function numberOf(value: unknown): number {
  return typeof value === "number" || typeof value === "string" ? Number(value) : NaN;
}

export function isUnknown(value: unknown): value is Unknown {
  return value === UNKNOWN;
}
