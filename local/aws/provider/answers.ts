import { isDeepStrictEqual } from "node:util";

/** The answer, or undefined where the service says by one of these error names that there is none. */
export async function unlessMissing<T>(answer: Promise<T>, ...errorNames: string[]): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof Error && errorNames.includes(error.name)) return undefined;
    throw error;
  }
}

/**
 * The live values, in the spelling of the given inputs wherever they mean the same, so that a refresh without drift changes
 * nothing. Properties that the program left to the service stay out.
 */
export function settled<I extends object>(
  given: I | undefined,
  live: I,
  same: Readonly<Record<string, (left: unknown, right: unknown) => boolean>> = {},
): I {
  if (given === undefined) return live;
  const names = Object.keys({ ...given, ...live }) as (keyof I & string)[];
  const pairs = names.map((name) => {
    const [left, right] = [given[name], live[name]];
    return [name, isDeepStrictEqual(left, right) || same[name]?.(left, right) ? left : right];
  });
  return Object.fromEntries(pairs.filter(([, value]) => value !== undefined)) as I;
}
