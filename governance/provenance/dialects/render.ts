import type { Claim } from "./dialect.ts";
import { dialects, type DialectId } from "./index.ts";

/** A trailer as one line without its end, e.g. `Assisted-by: claude-code:claude-opus-4-6`. What would end the line is left out. */
export function trailerLine(id: DialectId, claim: Claim): string {
  const row = dialects.find((dialect) => dialect.id === id);
  return `${row?.token}: ${row?.render(claim)}`;
}
