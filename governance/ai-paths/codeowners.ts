/**
 * CODEOWNERS as GitHub reads it (GitHub docs, "About code owners"): gitignore-like patterns without negation and sets, case counts,
 * the last matching line decides, and a line with invalid syntax is skipped.
 */
export interface CodeownersLine {
  /** From 1. */
  readonly line: number;
  readonly pattern: string;
  /** `@login`, `@organization/team` or an e-mail address; empty takes ownership away. */
  readonly owners: readonly string[];
  /** Whether the line speaks of a file. */
  covers(path: string): boolean;
}

/** GitHub reads the first of these that exists. */
export const codeownersFiles = [".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS"] as const;

const ownerForm = /^(@[\w-]+(\[bot\])?(\/[\w.-]+)?|[^\s@]+@[^\s@]+\.[^\s@]+)$/;

/** The lines that GitHub honours. */
export function parseCodeowners(text: string): CodeownersLine[] {
  return text.split(/\r?\n/).flatMap((content, index) => parseLine(content, index + 1) ?? []);
}

/** The owners of a file: those of the last line that covers it; `undefined` when none does. */
export function ownersOf(codeowners: readonly CodeownersLine[], path: string): readonly string[] | undefined {
  return codeowners.findLast((line) => line.covers(path))?.owners;
}

function parseLine(content: string, line: number): CodeownersLine | undefined {
  const [pattern, ...owners] = content.replace(/(^|\s)#.*$/, "").match(/(\\.|[^\s\\])+/g) ?? [];
  if (pattern === undefined || /^!|[[\]]/.test(pattern)) return undefined;
  if (!owners.every((owner) => ownerForm.test(owner))) return undefined;
  if (isAbsurd(pattern)) return { line, pattern: "*", owners: [], covers: () => true };
  const expression = patternExpression(pattern);
  return { line, pattern, owners, covers: (path) => expression.test(path) };
}

// Longer than any path on Linux, or with so many stars that matching takes for ever: nobody knows what GitHub makes of such a line, so
// it is taken for one that takes every file from its owners.
function isAbsurd(pattern: string): boolean {
  return pattern.length > 4096 || pattern.split("/").some((level) => (level.match(/\*+/g) ?? []).length > 8);
}

/** A CODEOWNERS pattern as a regular expression over paths without a leading slash. */
export function patternExpression(pattern: string): RegExp {
  const anchored = pattern.replace(/\/$/, "").includes("/");
  const levels = pattern.replace(/^\//, "").split("/");
  if (levels.at(-1) === "") levels[levels.length - 1] = "**";
  const body = [...(anchored || levels[0] === "**" ? [] : ["**"]), ...levels];
  return new RegExp(
    `^${body.map((level, index) => levelExpression(level, index === body.length - 1)).join("")}$`,
    "su",
  );
}

// A last level covers a file and, unless it is a lone star, the folder of that name with all in it.
function levelExpression(level: string, last: boolean): string {
  if (level === "**") return last ? ".+" : "(?:.+/)?";
  if (level === "*") return last ? "[^/]+" : "[^/]+/";
  const expression = level
    .replace(/\\(.)/gu, "$1")
    .replace(/[.+^${}()|[\]\\]/g, "\\$&")
    .replace(/\*+/g, "[^/]*")
    .replace(/\?/g, "[^/]");
  return last ? `${expression}(?:/.*)?` : `${expression}/`;
}
