import { existsSync, realpathSync } from "node:fs";
import { dirname, join, relative } from "node:path";

/** The path without symbolic links, as far as it exists. */
export function real(path: string): string {
  if (existsSync(path)) return realpathSync(path);
  const parent = dirname(path);
  return parent === path ? path : join(real(parent), relative(parent, path));
}

export function isWithin(path: string, folder: string): boolean {
  return path === folder || path.startsWith(`${folder}/`);
}
