import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { readdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";

const manifestName = "manifest.json";

interface FileRecord {
  /** bytes */
  readonly size: number;
  readonly sha256: string;
}

/** Records size and digest of every file below the folder; written last, so a folder without manifest is unfinished. */
export async function writeManifest(folder: string): Promise<void> {
  const files: Record<string, FileRecord> = {};
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const { size } = await stat(path);
    files[path.slice(folder.length + 1)] = { size, sha256: await sha256(path) };
  }
  await writeFile(join(folder, manifestName), JSON.stringify({ files }, null, 2));
}

/**
 * Compares a folder with its manifest. The digests of the built binaries (230 MB) take about 0.3 s, which is worth it: after a
 * power cut a file can have its full size and hold zeros.
 *
 * @returns undefined if all is as recorded, else what is wrong.
 */
export async function damageIn(folder: string): Promise<string | undefined> {
  const files = await readManifest(folder);
  if (files === undefined) return "its manifest is missing or unreadable";
  for (const [name, wanted] of Object.entries(files)) {
    const path = join(folder, name);
    const size = await stat(path).then(
      (found) => found.size,
      () => undefined,
    );
    if (size === undefined) return `${name} is missing`;
    if (size !== wanted.size) return `${name} has ${size} bytes instead of ${wanted.size}`;
  }
  const digests = await Promise.all(Object.keys(files).map((name) => sha256(join(folder, name))));
  const changed = Object.entries(files).find(([, wanted], index) => digests[index] !== wanted.sha256);
  return changed && `${changed[0]} is not what was written`;
}

async function readManifest(folder: string): Promise<Record<string, FileRecord> | undefined> {
  try {
    const { files } = JSON.parse(await readFile(join(folder, manifestName), "utf8")) as {
      files: Record<string, FileRecord>;
    };
    return Object.keys(files).length > 0 ? files : undefined;
  } catch {
    return undefined;
  }
}

async function sha256(path: string): Promise<string> {
  const hash = createHash("sha256");
  await pipeline(createReadStream(path, { highWaterMark: 1 << 20 }), hash);
  return hash.digest("hex");
}
