/** Settings as a tree that keeps what plain objects lose: keys that stand twice, `__proto__`, and lines. */

export type Scalar = string | number | boolean | null;

export type SettingNode =
  | { readonly kind: "table"; readonly entries: readonly SettingEntry[]; readonly line?: number }
  | { readonly kind: "list"; readonly items: readonly SettingNode[]; readonly line?: number }
  | { readonly kind: "value"; readonly value: Scalar; readonly line?: number };

export interface SettingEntry {
  readonly key: string;
  readonly node: SettingNode;
}

/** A node, and the keys that lead to it; items of lists by their index. */
export interface PlacedNode {
  readonly path: readonly (string | number)[];
  readonly node: SettingNode;
}

const sorted = new WeakMap<SettingNode, ReadonlyMap<string, readonly SettingEntry[]>>();

/** The values of a key; several where it stands twice. Remembered, because many rows ask. */
export function membersOf(node: SettingNode, key: string): SettingNode[] {
  if (node.kind !== "table") return [];
  const byKey = sorted.get(node) ?? Map.groupBy(node.entries, (entry) => entry.key);
  sorted.set(node, byKey);
  return (byKey.get(key) ?? []).map((entry) => entry.node);
}

/** What stands below a node, with the keys to it. */
export function childrenOf({ path, node }: PlacedNode): PlacedNode[] {
  if (node.kind === "table") return node.entries.map((entry) => ({ path: [...path, entry.key], node: entry.node }));
  if (node.kind === "list") return node.items.map((item, index) => ({ path: [...path, index], node: item }));
  return [];
}

const walked = new WeakMap<SettingNode, readonly PlacedNode[]>();

/** Every node, each before what stands below it. Remembered, because many rows ask for the same tree. */
export function everyNode(root: SettingNode): readonly PlacedNode[] {
  const known = walked.get(root);
  if (known) return known;
  const found: PlacedNode[] = [];
  const walk = (place: PlacedNode): void => {
    found.push(place);
    for (const child of childrenOf(place)) walk(child);
  };
  walk({ path: [], node: root });
  walked.set(root, found);
  return found;
}

/** A text value; `undefined` for anything else. */
export function textOf(node: SettingNode | undefined): string | undefined {
  return node?.kind === "value" && typeof node.value === "string" ? node.value : undefined;
}

/** Plain JSON of a node, to compare two of them. */
export function canonical(node: SettingNode): string {
  if (node.kind === "value") return JSON.stringify(node.value);
  if (node.kind === "list") return `[${node.items.map(canonical).join(",")}]`;
  return `{${node.entries.map(({ key, node: value }) => `${JSON.stringify(key)}:${canonical(value)}`).join(",")}}`;
}

/** Levels of nesting that are read; settings have fewer than ten. */
export const deepest = 100;
