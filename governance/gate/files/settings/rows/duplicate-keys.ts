/** Keys that stand twice. */
import { hitAt } from "../find.ts";
import { everyNode, type SettingNode } from "../node.ts";
import type { DangerousSetting, Hit } from "../row.ts";

function keysThatRepeat(root: SettingNode): Hit[] {
  return everyNode(root).flatMap(({ path, node }) => {
    if (node.kind !== "table") return [];
    const seen = new Set<string>();
    return node.entries.flatMap(({ key, node: value }) => {
      if (seen.has(key)) return [hitAt({ path: [...path, key], node: value }, "")];
      seen.add(key);
      return [];
    });
  });
}

export const duplicateKeys: readonly DangerousSetting[] = [
  {
    id: "duplicate-key",
    title: "A key that stands twice",
    where: "JSON and YAML settings of any tool",
    does: "stands twice, so that a tool may read another value than a reviewer",
    must: "a key stands once",
    fix: "Keep one of the two.",
    sources: ["https://www.rfc-editor.org/rfc/rfc8259#section-4"],
    find: keysThatRepeat,
    bad: { path: ".gemini/settings.json", after: '{ "model": { "name": "a" }, "model": { "name": "b" } }' },
    good: { path: ".gemini/settings.json", after: '{ "model": { "name": "a" } }' },
  },
];
