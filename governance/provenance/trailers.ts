/** Trailers of a message, wherever they stand: a squash merge moves them out of the last paragraph, where git looks for them. */
import { linesOf, type Line } from "./lines.ts";
import { cleaned } from "./text.ts";

export interface Trailer {
  /** In small letters. */
  readonly token: string;
  /** Continued lines are joined by a space. */
  readonly value: string;
  /** Its first line, from 1. */
  readonly line: number;
}

/** Longer than any token that a dialect knows. */
const longestToken = 40;

/**
 * `Token: value` counts in any paragraph where the token is of a known dialect, so that "Note: ..." in prose is none. Tokens are compared
 * without case and without what nobody sees; up to three spaces may stand before one. Lines that begin with a space or tab continue the trailer above them, as in
 * git, unless they are trailers themselves. Takes time in proportion to the message.
 */
export function trailersOf(message: string | readonly Line[], isToken: (token: string) => boolean): Trailer[] {
  const lines = typeof message === "string" ? linesOf(message) : message;
  const found: { token: string; values: string[]; line: number }[] = [];
  let continues = false;
  for (const { text, number, kind } of lines) {
    const token = kind === "said" ? tokenOf(text) : undefined;
    if (token !== undefined && isToken(token)) {
      found.push({ token, values: [text.slice(text.indexOf(":") + 1).trim()], line: number });
      continues = true;
    } else {
      continues &&= kind !== "quoted" && /^[ \t]+\S/.test(text);
      if (continues) found.at(-1)?.values.push(text.trim());
    }
  }
  return found.map(({ token, values, line }) => ({ token, value: values.join(" ").trim(), line }));
}

function tokenOf(line: string): string | undefined {
  const start = line.slice(0, longestToken);
  const colon = start.indexOf(":");
  return colon < 0 ? undefined : cleaned(start.slice(0, colon)).toLowerCase();
}
