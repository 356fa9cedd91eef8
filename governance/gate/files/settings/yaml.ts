/** YAML as a tree of settings. */
import { isAlias, isMap, isScalar, isSeq, Lexer, LineCounter, parseDocument, type Document, type Node } from "yaml";
import { deepest, type Scalar, type SettingEntry, type SettingNode } from "./node.ts";

// What the parser costs grows with the square of some hostile texts; settings have a few kilobytes.
const mostCharacters = 256 * 1024;

/** Keys that stand twice stay; `undefined` where the text is no YAML, or longer or deeper than anything that people write. */
export function readYaml(text: string): SettingNode | undefined {
  if (text.length > mostCharacters || isIntricate(text)) return undefined;
  const lines = new LineCounter();
  const document = parseDocument(text, {
    uniqueKeys: false,
    logLevel: "silent",
    prettyErrors: false,
    lineCounter: lines,
  });
  if (document.errors.length > 0) return undefined;
  return treeOf(document.contents, { document, lines, nodes: 0 }, 0);
}

// The parser calls itself at each level, and its cost grows with the square of the anchors: such a text could stop the gate.
const mostMarks = 1000;

function isIntricate(text: string): boolean {
  let flow = 0;
  let block = 0;
  let marks = 0;
  for (const token of new Lexer().lex(text)) {
    if (token === "\n" || token === "\r\n") block = 0;
    else if (token === "[" || token === "{") flow += 1;
    else if (token === "]" || token === "}") flow -= 1;
    else if (flow === 0 && /^[-?:]$/.test(token)) block += 1;
    else if (/^ +$/.test(token) && token.length > 4 * deepest) return true;
    else if (/^[&*!]/.test(token)) marks += 1;
    if (flow > deepest || block > deepest || marks > mostMarks) return true;
  }
  return false;
}

interface Reading {
  readonly document: Document;
  readonly lines: LineCounter;
  nodes: number;
}

function treeOf(node: unknown, reading: Reading, depth: number): SettingNode | undefined {
  if (node === null || node === undefined) return { kind: "value", value: null };
  // A few anchors that repeat each other can stand for more nodes than memory has.
  reading.nodes += 1;
  if (depth > deepest || reading.nodes > mostCharacters) return undefined;
  const { line } = reading.lines.linePos((node as Node).range?.[0] ?? 0);
  if (isAlias(node)) {
    return treeOf(node.resolve(reading.document), reading, depth + 1);
  }
  if (isScalar(node)) return { kind: "value", value: scalarOf(node.value), line };
  if (isSeq(node)) {
    const items = node.items.map((item) => treeOf(item, reading, depth + 1));
    return items.every((item) => item !== undefined) ? { kind: "list", items, line } : undefined;
  }
  if (!isMap(node)) return undefined;
  const entries = node.items.map(({ key, value }) => {
    const read = treeOf(value, reading, depth + 1);
    return read && { key: isScalar(key) ? String(key.value) : "", node: read };
  });
  if (!entries.every((entry) => entry !== undefined)) return undefined;
  return { kind: "table", entries: withMerged(entries), line };
}

// Many readers put what stands below `<<` into the table itself, unless it has the key already
// (https://yaml.org/type/merge.html).
function withMerged(entries: readonly SettingEntry[]): readonly SettingEntry[] {
  const merged = entries.flatMap(({ key, node }) => (key === "<<" ? (node.kind === "list" ? node.items : [node]) : []));
  if (merged.length === 0) return entries;
  const own = entries.filter(({ key }) => key !== "<<");
  const others = merged.toReversed().flatMap((node) => (node.kind === "table" ? node.entries : []));
  const known = new Set(own.map(({ key }) => key));
  const added = new Map(others.filter(({ key }) => !known.has(key)).map((entry) => [entry.key, entry]));
  return [...own, ...added.values()];
}

const scalarOf = (value: unknown): Scalar =>
  typeof value === "string" || typeof value === "number" || typeof value === "boolean"
    ? value
    : value == null
      ? null
      : String(value);
