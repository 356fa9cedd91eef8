/**
 * Pattern matching as GitHub's rulesets do it: Ruby's `File.fnmatch` with FNM_PATHNAME (GitHub docs, "Using fnmatch syntax").
 * Stars and question marks stay within a level; only two stars as a whole level with a level after them stand for any number of
 * levels; a leading dot is matched by a literal dot only; sets are `[a-z]` and `[^a-z]`; case counts.
 */
type CharacterTest = (character: string) => boolean;
type Token = CharacterTest | "star";

/** Whether a pattern covers a branch, ref, path or repository name. */
export function matchesPattern(pattern: string, name: string): boolean {
  const wanted = pattern.split("/");
  const levels = name.split("/");
  // Remembered, because several `**` would otherwise try the same rest again and again.
  const known = new Map<number, boolean>();
  const matches = (at: number, level: number): boolean => {
    const place = at * (levels.length + 1) + level;
    const answer = known.get(place) ?? decide(at, level);
    known.set(place, answer);
    return answer;
  };
  const decide = (at: number, level: number): boolean => {
    const [want, have] = [wanted[at], levels[level]];
    if (want === undefined || have === undefined) return want === have;
    if (want !== "**" || at === wanted.length - 1) return matchesLevel(want, have) && matches(at + 1, level + 1);
    return matches(at + 1, level) || (!have.startsWith(".") && level < levels.length - 1 && matches(at, level + 1));
  };
  return matches(0, 0);
}

function matchesLevel(pattern: string, name: string): boolean {
  const hidden = name.startsWith(".");
  return !(hidden && !/^\\?\./.test(pattern)) && matchesTokens(tokensOf(pattern), [...name]);
}

// Only the last star is ever tried again, so a hostile pattern costs pattern times name, not an exponential search.
function matchesTokens(tokens: readonly Token[], characters: readonly string[]): boolean {
  let token = 0;
  let character = 0;
  let retry: { token: number; character: number } | undefined;
  while (character < characters.length) {
    const test = tokens[token];
    if (test === "star") {
      retry = { token: token + 1, character };
      token += 1;
    } else if (test?.(characters[character] ?? "")) {
      token += 1;
      character += 1;
    } else if (retry) {
      retry.character += 1;
      ({ token, character } = retry);
    } else return false;
  }
  return tokens.slice(token).every((test) => test === "star");
}

function tokensOf(pattern: string): Token[] {
  return Array.from(pattern.matchAll(/\\(.)|\[([!^]?)((?:\\.|[^\]\\])+)\]|./gsu), ([text, escaped, negated, set]) => {
    if (escaped !== undefined) return (character) => character === escaped;
    if (set !== undefined) return setTest(set, negated !== "");
    if (text === "*") return "star";
    if (text === "?") return () => true;
    // A bracket that is never closed matches nothing.
    return (character) => text !== "[" && character === text;
  });
}

function setTest(set: string, negated: boolean): CharacterTest {
  const ranges = Array.from(set.matchAll(/(\\?.)(?:-(\\?.))?/gsu), ([, low = "", high = low]) =>
    [low, high].map(unescaped),
  );
  return (character) => ranges.some(([low = "", high = ""]) => low <= character && character <= high) !== negated;
}

const unescaped = (character: string): string => (character.length > 1 ? character.replace(/^\\/, "") : character);
