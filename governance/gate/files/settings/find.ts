/** How rows look for settings in a tree. */
import { canonical, childrenOf, everyNode, membersOf, type PlacedNode, type Scalar, type SettingNode } from "./node.ts";
import type { Hit } from "./row.ts";

/** A hit; two are the same where keys and value are, wherever they stand in their lists. */
export function hitAt({ path, node }: PlacedNode, mark = canonical(node)): Hit {
  const keys = path.map((key) => (typeof key === "number" ? 0 : key));
  return { path, mark: JSON.stringify([keys, mark]), ...(node.line !== undefined && { line: node.line }) };
}

/** What stands at the end of keys joined by dots, `*` for any one key; settings editors write the keys joined as well. */
export function valuesAt(root: SettingNode, pattern: string): PlacedNode[] {
  return valuesBelow({ path: [], node: root }, pattern.split("."));
}

function valuesBelow(place: PlacedNode, keys: readonly string[]): PlacedNode[] {
  if (keys.length === 0) return [place];
  if (place.node.kind !== "table") return [];
  if (keys[0] === "*") return childrenOf(place).flatMap((child) => valuesBelow(child, keys.slice(1)));
  return keys.flatMap((_, index) => {
    const key = keys.slice(0, index + 1).join(".");
    return membersOf(place.node, key).flatMap((node) =>
      valuesBelow({ path: [...place.path, key], node }, keys.slice(index + 1)),
    );
  });
}

/** Whether a value is one of these. */
export function isOneOf(node: SettingNode, values: readonly Scalar[]): boolean {
  return node.kind === "value" && values.includes(node.value);
}

/** Hits where one of the patterns leads to one of the values. */
export function settingsWith(root: SettingNode, table: Readonly<Record<string, readonly Scalar[]>>): Hit[] {
  return Object.entries(table).flatMap(([pattern, values]) =>
    valuesAt(root, pattern)
      .filter(({ node }) => isOneOf(node, values))
      .map((place) => hitAt(place)),
  );
}

/** Items of a list; of text, its parts between commas, as front matter writes lists. */
export function itemsOf({ path, node }: PlacedNode): PlacedNode[] {
  if (node.kind === "list") return node.items.map((item, index) => ({ path: [...path, index], node: item }));
  if (node.kind !== "value" || typeof node.value !== "string") return [];
  const { line } = node;
  return node.value
    .split(/,(?![^(]*\))/)
    .map((item) => ({ path, node: { kind: "value", value: item.trim(), ...(line !== undefined && { line }) } }));
}

/** Nodes whose last key fits. */
export function nodesNamed(root: SettingNode, name: RegExp): PlacedNode[] {
  return everyNode(root).filter(({ path }) => {
    const key = path.at(-1);
    return typeof key === "string" && name.test(key);
  });
}

/** Whether a value sets nothing: none, empty, or off. */
export function isUnset(node: SettingNode): boolean {
  if (node.kind === "table") return node.entries.length === 0;
  return node.kind === "list" ? node.items.length === 0 : isOneOf(node, [null, "", false]);
}
