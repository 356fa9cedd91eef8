/** Trailers in a commit message while it is written. Where git itself puts them is git's: `git interpret-trailers`. */
import { ownTokens, provenanceTokens } from "./trailers.ts";

// `git merge --squash` indents the messages that it joins.
const trailerLine = new RegExp(`^(?: {4})?(${provenanceTokens.join("|")}): (.*\\S)\\s*$`, "i");
const ownLine = new RegExp(`^(${ownTokens.join("|")}): (.*\\S)\\s*$`, "i");
const scissors = /^\S+ -{24} >8 -{24}\r?$/;

/** All provenance trailers of a text, each once, as `Token: value`. */
export function provenanceIn(text: string): string[] {
  const found = new Map<string, string>();
  for (const line of aboveScissors(text)) {
    const [, token, value] = trailerLine.exec(line) ?? [];
    if (token !== undefined && value !== undefined) found.set(sameness(token, value), `${token}: ${value}`);
  }
  return [...found.values()];
}

/** The message without the lines of these trailers, wherever they stand; indented text and what is below the scissors stays. */
export function withoutTrailers(text: string, trailers: readonly string[]): string {
  const gone = new Set(trailers.map((trailer) => normal(trailer)));
  return changedAbove(text, (lines) => lines.filter((line) => !gone.has(normal(line))));
}

/** The message with each of our own trailers once: the first stays. */
export function withoutRepeated(text: string): string {
  const seen = new Set<string>();
  return changedAbove(text, (lines) =>
    lines.filter((line) => {
      if (!ownLine.test(line)) return true;
      const key = normal(line);
      return !seen.has(key) && seen.add(key);
    }),
  );
}

/** Whether each of the trailers stands in the text as a line of its own. */
export function hasTrailers(text: string, trailers: readonly string[]): boolean {
  const lines = new Set(text.split("\n").map(normal));
  return trailers.every((trailer) => lines.has(normal(trailer)));
}

/** In how many lines of the text the trailer stands. */
export function countOf(text: string, trailer: string): number {
  return aboveScissors(text).filter((line) => normal(line) === normal(trailer)).length;
}

/** What is above the line below which git shows the change (`commit --verbose`). */
export function aboveScissors(text: string): string[] {
  const lines = text.split("\n");
  const at = lines.findIndex((line) => scissors.test(line));
  return at < 0 ? lines : lines.slice(0, at);
}

function changedAbove(text: string, change: (lines: readonly string[]) => readonly string[]): string {
  const above = aboveScissors(text);
  const changed = change(above);
  return changed.length === above.length ? text : [...changed, ...text.split("\n").slice(above.length)].join("\n");
}

function normal(line: string): string {
  const at = line.indexOf(":");
  return at < 0 ? line : sameness(line.slice(0, at), line.slice(at + 1).trim());
}

// The token's case does not count, the value's does.
function sameness(token: string, value: string): string {
  return `${token.toLowerCase()}: ${value}`;
}
