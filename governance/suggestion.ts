import { closest, distance } from "fastest-levenshtein";

/** ` Did you mean "…"?` when a known name is near enough to be a slip of the pen; else an empty string. */
export function suggestion(found: string, known: readonly string[]): string {
  if (known.length === 0) return "";
  const nearest = closest(found.toLowerCase(), known.map((name) => name.toLowerCase()) as string[]);
  const name = known.find((candidate) => candidate.toLowerCase() === nearest) ?? nearest;
  const near = distance(found.toLowerCase(), nearest) <= Math.max(1, Math.floor(nearest.length / 3));
  return near ? ` Did you mean ${JSON.stringify(name)}?` : "";
}
