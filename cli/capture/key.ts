/** The key of the digests. Short prompts are guessable: without it, a digest says nothing. */
import { createHash, createHmac, randomBytes } from "node:crypto";
import { readFileSync, statSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { InputError } from "../input-error.ts";

export interface Key {
  readonly id: string;
  /** Digest of a canonical text: 64 hexadecimal digits. */
  digest(text: string): string;
}

const bytesOfKey = 32;

/** The user's own folder for this. */
export function userFolder(env: NodeJS.ProcessEnv = process.env): string {
  const home = env["HOME"] ?? homedir();
  return join(env["XDG_CONFIG_HOME"] || join(home, ".config"), "ai-governance");
}

export function defaultKeyPath(): string {
  return join(userFolder(), "capture.key");
}

export function newKeyText(): string {
  return `${randomBytes(bytesOfKey).toString("hex")}\n`;
}

/** @throws InputError */
export function readKey(path: string): Key {
  try {
    const { mode } = statSync(path);
    if ((mode & 0o077) !== 0) throw new InputError(`${path}: other people may read the key; write: chmod 600 ${path}`);
    return keyOf(readFileSync(path, "utf8"), path);
  } catch (error) {
    if (error instanceof InputError) throw error;
    throw new InputError(`${path}: the key cannot be read: ${(error as NodeJS.ErrnoException).code}`);
  }
}

/** @throws InputError */
export function keyOf(text: string, path: string): Key {
  if (!/^[0-9a-f]{64}\s*$/i.test(text)) {
    throw new InputError(`${path}: found no key; a key is 64 hexadecimal digits, as of: openssl rand -hex 32`);
  }
  const bytes = Buffer.from(text.trim(), "hex");
  return {
    id: createHash("sha256").update(bytes).digest("hex").slice(0, 8),
    digest: (canonical) => createHmac("sha256", bytes).update(canonical, "utf8").digest("hex"),
  };
}
