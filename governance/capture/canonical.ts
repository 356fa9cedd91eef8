/**
 * The exact text that digests are made of. Digests of different versions of a form never meet: its name and version come first.
 * The digest itself, HMAC-SHA256 with a key, is made where keys are (docs/capture.md).
 */

/** A file that an AI tool obeys. */
export interface ContextFile {
  /** From the top of the repository, `/` between levels. */
  readonly path: string;
  /** Blob id of the file's bytes as git names them, in small hexadecimal digits. */
  readonly blob: string;
}

/**
 * One prompt: Unicode NFC (a lone surrogate becomes U+FFFD), lines end in `\n`, no line ends in spaces or tabs, no empty lines at the
 * end. What stands at the beginning of lines counts.
 */
export function canonicalPrompt(text: string): string {
  const lines = text.toWellFormed().normalize("NFC").replace(/\r\n?/g, "\n").split("\n").map(withoutBlankEnd);
  return `ai-governance/prompt/v1\n${lines.slice(0, lastFilled(lines) + 1).join("\n")}`;
}

/** The prompts of a commit, in order, each by the digest of its canonical form: 64 small hexadecimal digits and `\n`. */
export function canonicalPrompts(digests: readonly string[]): string {
  return `ai-governance/prompts/v1\n${digests.map((digest) => `${digest}\n`).join("")}`;
}

/** The context of a commit: `<blob> <path>` and NUL for each file, once, in the order of the bytes of the paths in UTF-8. */
export function canonicalContext(files: readonly ContextFile[]): string {
  const entries = new Map(files.map(({ path, blob }) => [path, blob]));
  const sorted = [...entries].sort(([one], [other]) => byCodePoints(one, other));
  return `ai-governance/context/v1\n${sorted.map(([path, blob]) => `${blob} ${path}\0`).join("")}`;
}

// By hand: a regular expression for blanks at the end takes quadratic time on a long run of them.
function withoutBlankEnd(line: string): string {
  let end = line.length;
  while (end > 0 && (line[end - 1] === " " || line[end - 1] === "\t")) end -= 1;
  return line.slice(0, end);
}

function lastFilled(lines: readonly string[]): number {
  return lines.findLastIndex((line) => line !== "");
}

/** Order of code points, which is that of UTF-8 bytes; JavaScript compares halves of surrogate pairs. */
function byCodePoints(one: string, other: string): number {
  const [left, right] = [Array.from(one, codePoint), Array.from(other, codePoint)];
  const at = left.findIndex((point, index) => point !== right[index]);
  return at < 0 ? left.length - right.length : (left[at] ?? 0) - (right[at] ?? -1);
}

function codePoint(character: string): number {
  return character.codePointAt(0) ?? 0;
}
