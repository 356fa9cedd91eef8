/**
 * The names a declaration mentions and where. Read from the plain value rather than from the parsed declaration, so that a mistake in
 * one field does not hide the mistakes in the relations of the others.
 */
import { valueAt } from "../schema-problems.ts";
import type { Path } from "../problem.ts";

/** A name or number and its place. */
export interface Mention<T = string> {
  readonly value: T;
  readonly path: Path;
}

/** A tool or an automation account. */
export interface Actor {
  readonly kind: "tool" | "automation";
  readonly name: string;
  readonly path: Path;
  readonly logins: readonly Mention[];
  readonly appId: Mention<number> | undefined;
}

/** The text at a path, if it is text. */
export function textAt(declaration: unknown, path: Path): Mention | undefined {
  const value = valueAt(declaration, path);
  return typeof value === "string" ? { value, path } : undefined;
}

/** The texts of the list at a path; anything else in it is left to the schema. */
export function textsAt(declaration: unknown, path: Path): Mention[] {
  const list = valueAt(declaration, path);
  if (!Array.isArray(list)) return [];
  return list.flatMap((value: unknown, index) =>
    typeof value === "string" ? [{ value, path: [...path, index] }] : [],
  );
}

/** The places of the items of the list at a path. */
export function placesIn(declaration: unknown, path: Path): Path[] {
  const list = valueAt(declaration, path);
  return Array.isArray(list) ? list.map((_, index) => [...path, index]) : [];
}

/** The keys of the mapping at a path. */
export function keysAt(declaration: unknown, path: Path): string[] {
  const mapping = valueAt(declaration, path);
  return typeof mapping === "object" && mapping !== null && !Array.isArray(mapping) ? Object.keys(mapping) : [];
}

/** Tools first, then automation accounts, in the order of the text. */
export function actorsOf(declaration: unknown): Actor[] {
  return [
    ...keysAt(declaration, ["tools"]).map((name) => actor(declaration, "tool", name, ["tools", name], ["identities"])),
    ...keysAt(declaration, ["automation"]).map((name) =>
      actor(declaration, "automation", name, ["automation", name], []),
    ),
  ];
}

function actor(declaration: unknown, kind: Actor["kind"], name: string, path: Path, inner: Path): Actor {
  const place = [...path, ...inner];
  const appId = valueAt(declaration, [...place, "appId"]);
  return {
    kind,
    name,
    path,
    logins: textsAt(declaration, [...place, "logins"]),
    appId: typeof appId === "number" ? { value: appId, path: [...place, "appId"] } : undefined,
  };
}
