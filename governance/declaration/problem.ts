/** Where a problem sits: keys and list indexes from the top of the declaration. */
export type Path = readonly PropertyKey[];

/** One thing that is wrong with a declaration. */
export interface Problem {
  readonly path: Path;
  /** What was found and what is allowed. */
  readonly message: string;
  /** Shown at the key instead of the value. */
  readonly atKey?: boolean;
  /** Character offset, for syntax errors, which have no path. */
  readonly offset?: number;
}

/** `tools.devin.identities.logins[0]`; the top is `the declaration`. */
export function pathText(path: Path): string {
  if (path.length === 0) return "the top";
  return path.reduce<string>((text, part) => {
    if (typeof part === "number") return `${text}[${part}]`;
    return text === "" ? String(part) : `${text}.${String(part)}`;
  }, "");
}

/** A value as a message shows it: short, on one line. */
export function shown(value: unknown): string {
  if (value === undefined || value === null) return "nothing";
  if (Array.isArray(value)) return "a list";
  if (typeof value === "object") return "a mapping";
  const text = typeof value === "string" ? JSON.stringify(value) : String(value);
  return text.length > 80 ? `${text.slice(0, 77)}...` : text;
}

/** Every problem of one declaration. The message has one line a problem: `path:line:column: at tools.devin.state: ...`. */
export class DeclarationError extends Error {
  override readonly name = "DeclarationError";
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(problems.join("\n"));
    this.problems = problems;
  }
}
