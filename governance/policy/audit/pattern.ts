/** Patterns as AWS policies write them: `*` stands for any text, `?` for one character. */

/** The end of a wanted text that may be anything: only `*` takes it. */
const anything = "\0";

/** A text, or all texts that begin with it. */
export interface Wanted {
  readonly text: string;
  readonly open?: boolean;
}

/** Whether a pattern matches the text; where it is open, each text that begins so. */
export function covers(pattern: string, { text, open = false }: Wanted): boolean {
  return placesAfter(pattern, open ? text + anything : text).has(pattern.length);
}

/** Whether a pattern matches the text; where it is open, some text that begins so. */
export function touches(pattern: string, { text, open = false }: Wanted): boolean {
  const widest = withoutVariables(pattern);
  const places = placesAfter(widest, text);
  return open ? places.size > 0 : places.has(widest.length);
}

/** A variable of the request, `${aws:username}`, may be anything; what is not closed is taken for one too. */
function withoutVariables(pattern: string): string {
  const [before = "", ...variables] = pattern.split("${");
  return [before, ...variables.map((variable) => variable.slice(variable.indexOf("}") + 1))].join("*");
}

/** The places in a pattern that one may be at after reading a text. No backtracking: patterns come from strangers. */
function placesAfter(pattern: string, text: string): Set<number> {
  return text.split("").reduce(
    (places, character) =>
      withSkipped(
        pattern,
        [...places].flatMap((place) => step(pattern, place, character)),
      ),
    withSkipped(pattern, [0]),
  );
}

function step(pattern: string, place: number, character: string): number[] {
  if (pattern[place] === "*") return [place];
  const takes = character !== anything && (pattern[place] === "?" || pattern[place] === character);
  return takes ? [place + 1] : [];
}

/** A `*` may stand for nothing. */
function withSkipped(pattern: string, places: readonly number[]): Set<number> {
  const all = new Set(places);
  for (const place of all) if (pattern[place] === "*") all.add(place + 1);
  return all;
}
