import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { InputError } from "./read-input.ts";

/** What a command builds into a folder, and knows again there. */
export interface Built {
  /** In messages, e.g. `pack`. */
  readonly what: string;
  /** Whether such a `package.json` is of one that was built before. */
  isOwn(manifest: Manifest): boolean;
}

export interface Manifest {
  readonly name?: unknown;
  readonly version?: unknown;
}

/** @throws InputError where the folder has something in it that was not built before */
export async function refuseForeignFolder(folder: string, { what, isOwn }: Built): Promise<void> {
  const names = await namesIn(folder);
  if (names.length === 0 || isOwn(await manifestIn(folder))) return;
  throw new InputError(
    `--out ${folder} holds ${names.slice(0, 3).sort().join(", ")} and is no ${what} that was built before; name a new or an empty folder`,
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

async function manifestIn(folder: string): Promise<Manifest> {
  try {
    const found = JSON.parse(await readFile(join(folder, "package.json"), "utf8")) as Manifest | null;
    return found ?? {};
  } catch {
    return {};
  }
}

/**
 * Writes what was built; what else is in the folder stays. None is replaced before all are written.
 *
 * @throws InputError where the folder cannot be written
 */
export async function writeFolder(folder: string, files: Readonly<Record<string, string | Uint8Array>>): Promise<void> {
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
