/** The CODEOWNERS file: docs.github.com, "About code owners". */
import ignore from "ignore";

export interface OwnershipLine {
  /** Counted from 1. */
  readonly line: number;
  readonly pattern: string;
  /** `@login`, `@org/team` or an e-mail address; empty takes the ownership away. */
  readonly owners: readonly string[];
}

export interface OwnershipProblem {
  readonly line: number;
  readonly column: number;
  readonly kind: "Invalid pattern" | "Invalid owner";
  readonly source: string;
  readonly message: string;
}

export interface Codeowners {
  readonly lines: readonly OwnershipLine[];
  readonly problems: readonly OwnershipProblem[];
}

/** Where the file may be, the first found is used. */
export const codeownersPaths = [".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS"] as const;

export function parseCodeowners(text: string): Codeowners {
  const lines: OwnershipLine[] = [];
  const problems: OwnershipProblem[] = [];
  text.split(/\r?\n/).forEach((source, index) => {
    const [pattern, ...owners] = words(source);
    if (pattern === undefined) return;
    const problem = problemOf(source, index + 1, pattern, owners);
    if (problem === undefined) lines.push({ line: index + 1, pattern, owners });
    else problems.push(problem);
  });
  return { lines, problems };
}

/** Words of a line without its comment; a backslash keeps a space inside a pattern. */
function words(source: string): string[] {
  const found = source.trim().match(/(?:\\.|[^\s\\])+/g) ?? [];
  const comment = found.findIndex((word) => word.startsWith("#"));
  return comment < 0 ? found : found.slice(0, comment);
}

/** A bot has the form of an owner and is none: GitHub reports it as unknown, and the line leaves its files to nobody. */
const ownerForm = /^(@[\w.-]+(\[bot\])?(\/[\w.-]+)?|[^\s@]+@[^\s@]+\.[^\s@]+)$/;

/** "There are some syntax rules for gitignore files that do not work in CODEOWNERS files": negation and `[ ]` ranges. */
function problemOf(
  source: string,
  line: number,
  pattern: string,
  owners: readonly string[],
): OwnershipProblem | undefined {
  if (pattern.startsWith("!") || pattern.includes("[") || pattern.startsWith("\\#")) {
    return problem(source, line, "Invalid pattern", pattern);
  }
  const wrong = owners.find((owner) => !ownerForm.test(owner));
  return wrong === undefined ? undefined : problem(source, line, "Invalid owner", wrong);
}

function problem(source: string, line: number, kind: OwnershipProblem["kind"], what: string): OwnershipProblem {
  const column = source.indexOf(what) + 1;
  const pointer = `${" ".repeat(column + 1)}^`;
  return { line, column, kind, source, message: `${kind} on line ${line}:\n\n  ${source}\n${pointer}` };
}

/** "Order is important; the last matching pattern takes the most precedence." */
export function ownersOf(codeowners: Codeowners, path: string): readonly string[] {
  return codeowners.lines.findLast((line) => owns(line.pattern, path))?.owners ?? [];
}

/** `docs/*` owns `docs/a.md`, "but not further nested files": the one place where it parts from gitignore. */
export function owns(pattern: string, path: string): boolean {
  const matcher = ignore({ ignorecase: false }).add(pattern);
  if (!matcher.ignores(path)) return false;
  const folder = path.slice(0, Math.max(0, path.lastIndexOf("/")));
  const shallow = /[^*]\/\*$/.test(pattern);
  return !(shallow && folder !== "" && matcher.ignores(folder));
}
