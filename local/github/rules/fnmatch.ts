/**
 * Ruby's `File.fnmatch(pattern, name, File::FNM_PATHNAME)`: "Because GitHub uses the `File::FNM_PATHNAME` flag for the
 * `File.fnmatch` syntax, the `*` wildcard does not match directory separators (`/`)." (docs.github.com, "Creating rulesets for
 * a repository"). No braces, case matters, and the dot that starts a segment is matched by a literal dot only
 * (docs.ruby-lang.org, `File.fnmatch`).
 */
type Token = { kind: "any" } | { kind: "star" } | { kind: "char"; is: string } | { kind: "set"; has: CharTest };
type CharTest = (char: string) => boolean;

export function fnmatch(pattern: string, name: string): boolean {
  return matchSegments(pattern.split("/"), name.split("/"));
}

function matchSegments(pattern: readonly string[], name: readonly string[]): boolean {
  const [head, ...rest] = pattern;
  if (head === undefined) return name.length === 0;
  // `**` is recursive only as a whole segment with a slash after it.
  if (head === "**" && rest.length > 0) return matchAnywhere(rest, name);
  const [segment, ...others] = name;
  return segment !== undefined && matchSegment(head, segment) && matchSegments(rest, others);
}

/** `**\/`: zero or more whole segments, none of which starts with a dot. */
function matchAnywhere(rest: readonly string[], name: readonly string[]): boolean {
  for (let skipped = 0; skipped < name.length; skipped += 1) {
    if (matchSegments(rest, name.slice(skipped))) return true;
    if (name[skipped]?.startsWith(".")) return false;
  }
  return false;
}

function matchSegment(pattern: string, segment: string): boolean {
  const tokens = tokenize(pattern);
  if (tokens === undefined) return false;
  const first = tokens[0];
  if (segment.startsWith(".") && !(first?.kind === "char" && first.is === ".")) return false;
  return matchTokens(tokens, [...segment]);
}

/** Greedy with one resumption point, the last star: linear in practice, never exponential. */
function matchTokens(tokens: readonly Token[], chars: readonly string[]): boolean {
  let at = 0;
  let resumeToken = -1;
  let resumeChar = 0;
  for (let i = 0; i < chars.length || at < tokens.length;) {
    const token = tokens[at];
    if (token?.kind === "star") {
      resumeToken = at;
      resumeChar = i;
      at += 1;
    } else if (token !== undefined && i < chars.length && accepts(token, chars[i] ?? "")) {
      at += 1;
      i += 1;
    } else {
      resumeChar += 1;
      if (resumeToken < 0 || resumeChar > chars.length) return false;
      at = resumeToken + 1;
      i = resumeChar;
    }
  }
  return true;
}

function accepts(token: Token, char: string): boolean {
  if (token.kind === "char") return token.is === char;
  return token.kind === "any" || (token.kind === "set" && token.has(char));
}

/** `undefined` for a bracket that is never closed, which matches nothing. */
function tokenize(pattern: string): Token[] | undefined {
  const chars = [...pattern];
  const tokens: Token[] = [];
  for (let i = 0; i < chars.length; i += 1) {
    const char = chars[i] ?? "";
    if (char === "*") tokens.push({ kind: "star" });
    else if (char === "?") tokens.push({ kind: "any" });
    else if (char === "[") {
      const set = bracket(chars, i + 1);
      if (set === undefined) return undefined;
      tokens.push({ kind: "set", has: set.has });
      i = set.end;
    } else if (char === "\\" && i + 1 < chars.length) {
      i += 1;
      tokens.push({ kind: "char", is: chars[i] ?? "" });
    } else tokens.push({ kind: "char", is: char });
  }
  return tokens;
}

function bracket(chars: readonly string[], start: number): { has: CharTest; end: number } | undefined {
  const negated = chars[start] === "!" || chars[start] === "^";
  const ranges: [string, string][] = [];
  let i = negated ? start + 1 : start;
  const next = (): string | undefined => {
    if (chars[i] === "\\") i += 1;
    return chars[i++];
  };
  while (chars[i] !== "]") {
    const low = next();
    if (low === undefined) return undefined;
    if (chars[i] !== "-" || chars[i + 1] === "]") {
      ranges.push([low, low]);
      continue;
    }
    i += 1;
    const high = next();
    if (high === undefined) return undefined;
    ranges.push([low, high]);
  }
  const within = (char: string): boolean => ranges.some(([low, high]) => low <= char && char <= high);
  return { has: (char) => within(char) !== negated, end: i };
}
