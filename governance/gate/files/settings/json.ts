/** JSON, with the comments and trailing commas that editors and agents take, as a tree of settings. */
import { parseTree, type Node, type ParseError } from "jsonc-parser";
import { deepest, type Scalar, type SettingNode } from "./node.ts";

/** Keys that stand twice stay; `undefined` where the text is no JSON, or nested as nothing written by people is. */
export function readJson(text: string): SettingNode | undefined {
  const errors: ParseError[] = [];
  const plain = text.replace(/^\uFEFF/, "");
  try {
    const root = parseTree(plain, errors, { allowTrailingComma: true });
    return root === undefined || errors.length > 0 ? undefined : treeOf(root, lineFinder(plain), 0);
  } catch (error) {
    // Nested so deeply that the parser, which calls itself, gives up.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function treeOf(node: Node, lineAt: (offset: number) => number, depth: number): SettingNode | undefined {
  if (depth > deepest) return undefined;
  const line = lineAt(node.offset);
  if (node.type === "array") {
    const items = (node.children ?? []).map((child) => treeOf(child, lineAt, depth + 1));
    return items.every((item) => item !== undefined) ? { kind: "list", items, line } : undefined;
  }
  if (node.type !== "object") return { kind: "value", value: node.value as Scalar, line };
  const entries = (node.children ?? []).map(({ children: [key, value] = [] }) => {
    const read = value && treeOf(value, lineAt, depth + 1);
    return read && { key: String(key?.value), node: read };
  });
  return entries.every((entry) => entry !== undefined) ? { kind: "table", entries, line } : undefined;
}

// Nodes come in the order of the text, so each line is passed once.
function lineFinder(text: string): (offset: number) => number {
  let line = 1;
  let end = text.indexOf("\n");
  return (offset) => {
    while (end !== -1 && end < offset) {
      line += 1;
      end = text.indexOf("\n", end + 1);
    }
    return line;
  };
}
