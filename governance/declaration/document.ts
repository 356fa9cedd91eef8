/** YAML text to plain values, and back from a path to a line and column. */
import {
  isAlias,
  isMap,
  isPair,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  visit,
  type Document,
  type Node,
  type Pair,
  type YAMLMap,
  type YAMLParseError,
} from "yaml";
import type { Path, Problem } from "./problem.ts";

export interface Position {
  /** From 1. */
  readonly line: number;
  /** From 1. */
  readonly column: number;
}

export interface SourceDocument {
  /** The plain value; `undefined` when the text could not be read at all. */
  readonly value: unknown;
  /** Syntax errors and duplicate keys. */
  readonly problems: readonly Problem[];
  /** Position of the value at a path, or of the nearest thing around it that exists. `key`: of the key itself. */
  locate(path: Path, part: "key" | "value"): Position;
}

/** Reads YAML 1.2 with merge keys. Never throws. */
export function readDocument(text: string): SourceDocument {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, merge: true, prettyErrors: false, logLevel: "silent" });
  const problems = [...document.errors.map((error) => syntaxProblem(error, text)), ...aliasProblems(document)];
  const usable = problems.length === document.errors.filter((error) => error.code === "DUPLICATE_KEY").length;
  const value = usable ? plainValue(document, problems) : undefined;
  return { value, problems, locate: (path, part) => at(lines, offsetOf(document, path, part)) };
}

/** Position of an offset; text that is empty has line 1, column 1. */
export function positionAt(text: string, offset: number): Position {
  const before = text.slice(0, offset).split("\n");
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

function syntaxProblem({ code, message, pos: [offset] }: YAMLParseError, text: string): Problem {
  if (code !== "DUPLICATE_KEY") return { path: [], message, offset };
  const key = /^[^:\n]*/.exec(text.slice(offset))?.[0].trim() ?? "";
  return { path: [], message: `found the field ${key} a second time in this mapping; write it once`, offset };
}

function aliasProblems(document: Document): Problem[] {
  const problems: Problem[] = [];
  visit(document, {
    Alias: (_key, alias) => {
      if (alias.resolve(document)) return;
      const message = `found *${alias.source}, allowed: an anchor that stands before it (&${alias.source})`;
      problems.push({ path: [], message, offset: alias.range?.[0] ?? 0 });
    },
  });
  return problems;
}

function at(lines: LineCounter, offset: number): Position {
  const { line, col } = lines.linePos(offset);
  return { line: Math.max(line, 1), column: Math.max(col, 1) };
}

function plainValue(document: Document, problems: Problem[]): unknown {
  try {
    return document.toJS({ maxAliasCount: 1000 });
  } catch (error) {
    problems.push({ path: [], message: error instanceof Error ? error.message : "the aliases cannot be resolved" });
    return undefined;
  }
}

function offsetOf(document: Document, path: Path, part: "key" | "value"): number {
  let node: Node | null = document.contents;
  let offset = node?.range?.[0] ?? 0;
  for (const [depth, segment] of path.entries()) {
    const pair = pairAt(document, node, segment);
    const key = pair && (pair.key as Node | null);
    const child = pair ? (pair.value as Node | null) : itemAt(document, node, segment);
    const start = (part === "key" && depth === path.length - 1 ? key : child)?.range?.[0] ?? key?.range?.[0];
    if (start === undefined) break;
    // A missing field is shown at the key of the mapping that lacks it.
    offset = depth === path.length - 1 || !isMap(child) ? start : (key?.range?.[0] ?? start);
    node = child;
  }
  return offset;
}

function itemAt(document: Document, node: Node | null, segment: PropertyKey): Node | null {
  const target = resolved(document, node);
  return isSeq(target) && typeof segment === "number" ? ((target.items[segment] ?? null) as Node | null) : null;
}

function pairAt(document: Document, node: Node | null, segment: PropertyKey): Pair | undefined {
  const target = resolved(document, node);
  if (!isMap(target)) return undefined;
  const own = target.items.find(({ key }) => isScalar(key) && String(key.value) === String(segment));
  return own ?? mergedPairs(document, target).find(({ key }) => isScalar(key) && String(key.value) === String(segment));
}

function mergedPairs(document: Document, map: YAMLMap): Pair[] {
  return map.items
    .filter(({ key }) => isScalar(key) && key.source === "<<")
    .flatMap(({ value }) => (isSeq(value) ? value.items : [value]))
    .map((source) => resolved(document, source as Node | null))
    .flatMap((source) => (isMap(source) ? source.items.filter((item) => isPair(item)) : []));
}

function resolved(document: Document, node: Node | null): Node | null {
  return isAlias(node) ? (node.resolve(document) ?? null) : node;
}
