import { readdirSync, readFileSync, statSync } from "node:fs";
import { mkdir, mkdtemp, readdir, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { execa } from "execa";
import { ask, findOnPath } from "../toolchain/executable.ts";
import { cacheFolder } from "../toolchain/folders.ts";
import type { Environment } from "../toolchain/folders.ts";
import { withLock } from "../toolchain/lock.ts";
import { longStep } from "../toolchain/progress.ts";
import type { Progress } from "../toolchain/progress.ts";
import { isAtLeast } from "../toolchain/versions.ts";

export const motoVersion = "5.2.5";
/** What moto 5.2.5 declares as Requires-Python. */
const oldestPython = "3.10";

/** Local AWS cannot be set up on this machine. The message says what was tried, what was found and the ways out. */
export class LocalAwsError extends Error {
  override readonly name = "LocalAwsError";
}

/**
 * Makes the Python environment with moto in the cache folder, once per version; later calls only check it.
 *
 * @returns the path of its Python executable.
 * @throws LocalAwsError when Python, its venv module or the package cannot be had.
 */
export async function prepareMoto(progress: Progress, environment: Environment = process.env): Promise<string> {
  const python = await findPython(environment);
  const name = `moto-${motoVersion}-python${python.version}`;
  const folder = join(cacheFolder(environment), "entries", name);
  if (checked.has(folder) || isIntact(folder)) return prepared(folder);
  const onWait = () => progress("another run is preparing the local AWS server; waiting for it");
  await withLock(join(cacheFolder(environment), "locks", `${name}.lock`), onWait, async () => {
    if (!isIntact(folder)) await install(python.path, folder, progress, environment);
  });
  return prepared(folder);
}

/** Entries that this process has found whole. */
const checked = new Set<string>();

function prepared(folder: string): string {
  checked.add(folder);
  return pythonIn(folder);
}

const pythonIn = (folder: string): string => join(folder, "bin", "python");

async function findPython(environment: Environment): Promise<{ path: string; version: string }> {
  const path = await findOnPath("python3", environment);
  if (path === undefined) throw new LocalAwsError(`python3 is not on the PATH, and ${purpose}.\n${waysOut}`);
  const { ok, output } = await ask(path, ["-c", "import sys; print('%d.%d' % sys.version_info[:2])"], environment);
  if (!ok) throw new LocalAwsError(`${path} does not run (${lastLine(output)}), and ${purpose}.\n${waysOut}`);
  if (!isAtLeast(output, oldestPython)) {
    throw new LocalAwsError(`${path} is Python ${output}; ${purpose}: ${oldestPython} or newer.\n${waysOut}`);
  }
  return { path, version: output };
}

const purpose = `the local AWS server (moto ${motoVersion}) needs Python`;
const waysOut = [
  "Ways out:",
  `  - install Python ${oldestPython} or newer with its venv module (Debian, Ubuntu: apt install python3 python3-venv)`,
  "  - let pip reach its package index once (PIP_INDEX_URL names a mirror); the result is cached",
  "  - set AI_GOVERNANCE_CACHE to a cache folder that was filled elsewhere on the same kind of machine",
].join("\n");

async function install(python: string, folder: string, progress: Progress, environment: Environment): Promise<void> {
  const entries = join(folder, "..");
  const prefix = `.${folder.slice(entries.length + 1)}.`;
  await mkdir(entries, { recursive: true });
  // What a killed run left, and a damaged entry, make room: only the holder of the lock gets here.
  const leftovers = (await readdir(entries)).filter((entry) => entry.startsWith(prefix));
  await Promise.all([folder, ...leftovers.map((entry) => join(entries, entry))].map((path) => remove(path)));
  const aside = await mkdtemp(join(entries, prefix));
  try {
    const step = { doing: `installing the local AWS server (moto ${motoVersion})`, usualMinutes: 2 };
    await longStep(progress, step, () => fill(python, aside, environment));
    await writeFile(join(aside, sizeFile), JSON.stringify(sizeOf(aside)));
    await rename(aside, folder);
  } finally {
    await remove(aside);
  }
}

const remove = (path: string): Promise<void> => rm(path, { recursive: true, force: true });

async function fill(python: string, folder: string, environment: Environment): Promise<void> {
  await run("making a Python environment", python, ["-m", "venv", folder], environment);
  const requirements = join(import.meta.dirname, "server", "requirements.txt");
  const pip = ["-m", "pip", "install", "--quiet", "--no-input", "--disable-pip-version-check", "--retries", "2"];
  await run("installing moto", pythonIn(folder), [...pip, "--requirement", requirements], environment);
}

async function run(doing: string, file: string, args: readonly string[], environment: Environment): Promise<void> {
  const result = await execa(file, args, {
    env: environment,
    extendEnv: false,
    reject: false,
    all: true,
    stdin: "ignore",
  });
  if (!result.failed) return;
  const output = (result.all || result.shortMessage || "").split("\n").filter((line) => line.trim() !== "");
  const tail = output.slice(-6).map((line) => `  | ${line}`);
  throw new LocalAwsError([`${doing} failed; ${purpose}.`, ...tail, waysOut].join("\n"));
}

const sizeFile = "size.json";

/** Number of files and bytes of a folder: finds an entry cut short in a tenth of a second, where digests take seconds. */
function sizeOf(folder: string): { files: number; bytes: number } {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter(
    (entry) => entry.isFile() && entry.name !== sizeFile,
  );
  return {
    files: files.length,
    bytes: files.reduce((sum, one) => sum + statSync(join(one.parentPath, one.name)).size, 0),
  };
}

function isIntact(folder: string): boolean {
  try {
    const recorded = JSON.parse(readFileSync(join(folder, sizeFile), "utf8")) as unknown;
    return isDeepStrictEqual(recorded, sizeOf(folder));
  } catch {
    return false;
  }
}

function lastLine(text: string): string {
  return text.trim().split("\n").at(-1) ?? "";
}
