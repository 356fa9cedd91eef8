import { dialects, type DialectId } from "./index.ts";
import type { Claim, Dialect } from "./dialect.ts";

/** A trailer as one line without its end, e.g. `Assisted-by: claude-code:claude-opus-4-6`. */
export function trailerLine(id: DialectId, claim: Claim): string {
  const { token, render } = rows.get(id) ?? unreachable(id);
  return `${token}: ${render(claim)}`;
}

const rows = new Map<string, Dialect>(dialects.map((dialect) => [dialect.id, dialect]));

function unreachable(id: string): never {
  throw new Error(`no dialect ${id}`);
}
