import { closest, distance } from "fastest-levenshtein";

/** " Did you mean x?" where one of the names is near enough, else nothing. */
export function nearestTo(found: string, names: readonly string[]): string {
  if (names.length === 0) return "";
  const candidate = closest(found, [...names]);
  const limit = Math.min(4, Math.max(2, Math.floor(candidate.length / 3)));
  return distance(found.toLowerCase(), candidate.toLowerCase()) <= limit ? ` Did you mean ${candidate}?` : "";
}
