/** TOML as a tree of settings. It refuses keys that stand twice by itself, and its reader gives no lines. */
import { parse, TomlError } from "smol-toml";
import { deepest, type SettingNode } from "./node.ts";

/** `undefined` where the text is no TOML, or nested as nothing written by people is. */
export function readToml(text: string): SettingNode | undefined {
  try {
    return treeOf(parse(text.replace(/^\uFEFF/, ""), { maxDepth: deepest }), 0);
  } catch (error) {
    if (error instanceof TomlError || error instanceof RangeError) return undefined;
    throw error;
  }
}

function treeOf(value: unknown, depth: number): SettingNode | undefined {
  if (depth > deepest) return undefined;
  if (Array.isArray(value)) {
    const items = value.map((item) => treeOf(item, depth + 1));
    return items.every((item) => item !== undefined) ? { kind: "list", items } : undefined;
  }
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean")
    return { kind: "value", value };
  if (typeof value !== "object" || value === null || value instanceof Date)
    return { kind: "value", value: String(value) };
  const entries = Object.entries(value).map(([key, child]) => {
    const node = treeOf(child, depth + 1);
    return node && { key, node };
  });
  return entries.every((entry) => entry !== undefined) ? { kind: "table", entries } : undefined;
}
