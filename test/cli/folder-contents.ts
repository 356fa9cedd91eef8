import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

/** The texts of a folder's files, by name. */
export async function folderContents(folder: string): Promise<Record<string, string>> {
  const names = (await readdir(folder)).sort();
  return Object.fromEntries(
    await Promise.all(names.map(async (name) => [name, await readFile(join(folder, name), "utf8")])),
  );
}
