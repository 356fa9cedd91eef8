/** Property values as the engine sends them: JSON, with an unknown sentinel and wrapped secrets. */

export type Properties = Record<string, unknown>;
export type Path = readonly (string | number)[];

/** What stands for a value that a preview cannot know yet (`runtime.unknownValue` of the SDK). */
export const unknownValue = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const signatureKey = "4dabf18193072939515e22adb298388d";
const secretSignature = "1b47061264138c4ac30d75fd1eb44270";

/** A secret, taken out of its wrapper, and where it was. */
export interface Secret {
  readonly path: Path;
  readonly value: unknown;
}

export function isObject(value: unknown): value is Properties {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function isUnknown(value: unknown): boolean {
  return value === unknownValue;
}

/** Whether the value is unknown or holds an unknown at any depth. */
export function hasUnknown(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(hasUnknown);
  return isObject(value) ? Object.values(value).some(hasUnknown) : isUnknown(value);
}

/** The same value without wrappers, and the secrets that were in them. */
export function reveal<T = Properties>(wrapped: unknown): { value: T; secrets: Secret[] } {
  const secrets: Secret[] = [];
  const visit = (value: unknown, path: Path): unknown => {
    if (Array.isArray(value)) return value.map((item, index) => visit(item, [...path, index]));
    if (!isObject(value)) return value;
    if (value[signatureKey] === secretSignature) {
      const plain = visit(value["value"], path);
      secrets.push({ path, value: plain });
      return plain;
    }
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, visit(item, [...path, key])]));
  };
  return { value: visit(wrapped, []) as T, secrets };
}

/**
 * Wraps what is secret: values at the places where secrets came from, and every string that contains a secret string,
 * so that an output derived from a secret input stays secret. Members that are undefined are left out.
 */
export function conceal(plain: Properties, secrets: readonly Secret[]): Properties {
  const places = new Set(secrets.map((secret) => JSON.stringify(secret.path)));
  const texts = secretTexts(secrets);
  const visit = (value: unknown, path: Path): unknown => {
    if (places.has(JSON.stringify(path))) return wrapSecret(value);
    if (typeof value === "string" && texts.some((text) => value.includes(text))) return wrapSecret(value);
    if (Array.isArray(value)) return value.map((item, index) => visit(item, [...path, index]));
    if (!isObject(value)) return value;
    const members = Object.entries(value).filter(([, item]) => item !== undefined);
    return Object.fromEntries(members.map(([key, item]) => [key, visit(item, [...path, key])]));
  };
  return visit(plain, []) as Properties;
}

export function wrapSecret(value: unknown): Properties {
  return { [signatureKey]: secretSignature, value };
}

/** The text without any of the secret strings. */
export function redact(text: string, secrets: readonly Secret[]): string {
  return secretTexts(secrets).reduce((safe, secret) => safe.replaceAll(secret, "[secret]"), text);
}

function secretTexts(secrets: readonly Secret[]): string[] {
  const texts = (value: unknown): string[] => {
    if (typeof value === "string") return value === "" || isUnknown(value) ? [] : [value];
    return typeof value === "object" && value !== null ? Object.values(value).flatMap(texts) : [];
  };
  // Longest first, so that a secret inside another one leaves nothing behind.
  return secrets.flatMap((secret) => texts(secret.value)).sort((a, b) => b.length - a.length);
}
