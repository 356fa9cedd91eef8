/** A quick look at a whole text: most messages name no tool, and need no look at each line. */
import { dialects } from "./dialects/index.ts";
import { agents } from "./identities/agents.ts";

/** What a text may have. Where it is false, no line has one. */
export interface Hint {
  readonly trailers: boolean;
  /** Lines, links and titles by which tools are recognised. */
  readonly marks: boolean;
}

const anyToken = anyOf(dialects.map(({ token }) => token));
const anyMark = anyOf(
  agents.flatMap(({ marks = [], links = [], subject }) => [...marks, ...links, ...(subject ? [subject] : [])]),
);

export function hintOf(text: string): Hint {
  const small = text.toLowerCase();
  return { trailers: anyToken.test(small), marks: anyMark.test(small) };
}

function anyOf(words: readonly string[]): RegExp {
  return new RegExp(words.map((word) => word.toLowerCase().replace(/[^a-z0-9]/g, "\\$&")).join("|"));
}
