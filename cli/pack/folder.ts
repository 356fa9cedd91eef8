import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { isBuiltVersion } from "../../policypack/built/version.ts";
import { InputError } from "../read-input.ts";

/** @throws InputError where the folder has something in it that is not a pack built before, or would not be loaded as one */
export async function refuseForeignFolder(folder: string): Promise<void> {
  // The engine's host loads the folder by `require`, which tries these names first.
  const before = [".js", ".json", ".node"].map((extension) => `${resolve(folder)}${extension}`).find(existsSync);
  if (before !== undefined) {
    throw new InputError(`--out ${folder} would not be loaded: Node takes ${before} in its place; name another folder`);
  }
  const names = await namesIn(folder);
  if (names.length === 0 || (await wasBuilt(folder))) return;
  throw new InputError(
    `--out ${folder} holds ${names.slice(0, 3).sort().join(", ")} and is no pack that was built before; name a new or an empty folder`,
  );
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT") return [];
    throw new InputError(
      `--out ${folder} cannot be used: ${code === "ENOTDIR" ? "it is a file, and must be a folder" : code}`,
    );
  }
}

async function wasBuilt(folder: string): Promise<boolean> {
  try {
    const { version } = JSON.parse(await readFile(join(folder, "package.json"), "utf8")) as { version?: unknown };
    return typeof version === "string" && isBuiltVersion(version);
  } catch {
    return false;
  }
}

/**
 * Writes a pack's files; what `npm install` put beside former ones stays. None is replaced before all are written.
 *
 * @throws InputError where the folder cannot be written
 */
export async function writeFolder(folder: string, files: Readonly<Record<string, string>>): Promise<void> {
  const names = Object.keys(files);
  const temporary = (name: string) => join(folder, `.${name}.new`);
  try {
    await mkdir(folder, { recursive: true });
    for (const name of names) await writeFile(temporary(name), files[name] ?? "");
    for (const name of names) await rename(temporary(name), join(folder, name));
  } catch (error) {
    await Promise.all(names.map((name) => rm(temporary(name), { force: true }).catch(() => undefined)));
    throw new InputError(`--out ${folder} cannot be written: ${(error as NodeJS.ErrnoException).code}`);
  }
}
