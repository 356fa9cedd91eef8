import type { ProviderDefinition } from "./definition.ts";
import { isAtOrBelow, parsePath } from "./property-path.ts";
import { isObject, isUnknown } from "./values.ts";
import type { Path, Properties, Secret } from "./values.ts";

/**
 * What of the settings must not be shown: what the definition names, wherever it is given, and what the program or the
 * configuration marked. Where a whole object was marked and the definition names a part of it, it stays wrapped as a whole,
 * but only the part counts as secret text: a short number beside a key must not blank out every message.
 */
export function secretsIn(
  { secretSettings }: Pick<ProviderDefinition<unknown>, "secretSettings">,
  settings: Properties,
  marked: readonly Secret[],
): Secret[] {
  const paths = secretSettings.map(parsePath);
  const named = paths.flatMap((path) => secretAt(settings, path));
  return [...marked.map((secret) => narrowed(secret, paths)), ...named];
}

function narrowed({ path, value }: Secret, named: readonly Path[]): Secret {
  const below = named.filter((one) => one.length > path.length && isAtOrBelow(one, path));
  if (below.length === 0) return { path, value };
  return { path, value: below.flatMap((one) => secretAt(value, one.slice(path.length))).map((one) => one.value) };
}

/** The value at a path. What holds it and is no object, e.g. JSON text, is secret as a whole, and its part by itself. */
function secretAt(value: unknown, path: Path, above: Path = []): Secret[] {
  const [step, ...rest] = path;
  if (value === undefined) return [];
  if (step === undefined) return [{ path: above, value }];
  if (isObject(value)) return secretAt(value[step], rest, [...above, step]);
  if (isUnknown(value)) return [];
  const inner = typeof value === "string" ? parsed(value) : undefined;
  const parts = isObject(inner) ? secretAt(inner, path).map((part) => part.value) : [];
  return [{ path: above, value: [value, ...parts] }];
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
