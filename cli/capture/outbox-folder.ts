/** Encrypted prompts that wait to be uploaded. Apart from what encrypts them, which takes long to load. */
import { readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { installationPath, outboxFolder } from "./folders.ts";
import { readJson } from "./spool.ts";

export interface Store {
  readonly bucket: string;
  /** Public key (age1...). */
  readonly recipient: string;
}

/** Where the installation keeps prompts; nothing: it keeps digests only. */
export function storeOf(commonFolder: string): Store | undefined {
  const { store } = (readJson(installationPath(commonFolder)) ?? {}) as { store?: Partial<Store> };
  if (typeof store?.bucket !== "string" || typeof store.recipient !== "string") return undefined;
  return { bucket: store.bucket, recipient: store.recipient };
}

/** Digests of the prompts that wait. */
export function waitingPrompts(commonFolder: string): string[] {
  try {
    const names = readdirSync(outboxFolder(commonFolder));
    return names.flatMap((name) => /^([0-9a-f]{64})\.age$/.exec(name)?.[1] ?? []).sort();
  } catch {
    return [];
  }
}

export function encryptedPrompt(commonFolder: string, digest: string): Buffer {
  return readFileSync(join(outboxFolder(commonFolder), `${digest}.age`));
}

export function forgetPrompt(commonFolder: string, digest: string): void {
  rmSync(join(outboxFolder(commonFolder), `${digest}.age`), { force: true });
}
