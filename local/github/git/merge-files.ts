/** A merge at the grain of whole files: a file changed on both sides in different ways is a conflict. */
import type { Files, TreeFile } from "./files.ts";
import { changesBetween } from "./changes.ts";

export type Merged = { readonly files: Files } | { readonly conflicts: readonly string[] };

export function mergeFiles(common: Files, ours: Files, theirs: Files): Merged {
  const files = new Map<string, TreeFile>(ours);
  const conflicts: string[] = [];
  for (const { path, before, after } of changesBetween(common, theirs)) {
    const mine = ours.get(path);
    const same = mine?.sha === after?.sha && mine?.mode === after?.mode;
    if (same) continue;
    if (mine?.sha !== before?.sha || mine?.mode !== before?.mode) conflicts.push(path);
    else if (after === undefined) files.delete(path);
    else files.set(path, after);
  }
  return conflicts.length > 0 ? { conflicts } : { files };
}
