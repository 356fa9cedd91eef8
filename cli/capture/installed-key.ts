/** The key of an installation, as hooks read it: quickly, and never throwing. */
import type { Digesting } from "../../governance/capture/index.ts";
import { canonicalContext, canonicalPrompts } from "../../governance/capture/index.ts";
import { installationPath } from "./folders.ts";
import { readKey, type Key } from "./key.ts";
import { readJson } from "./spool.ts";

/** Whether capture is installed in the repository. */
export function isInstalled(commonFolder: string): boolean {
  return readJson(installationPath(commonFolder)) !== undefined;
}

/** @param warn takes one line that says why there is no key */
export function installedKey(commonFolder: string, warn: (line: string) => void): Key | undefined {
  const value = readJson(installationPath(commonFolder)) as { keyFile?: unknown } | undefined;
  try {
    return readKey(String(value?.keyFile));
  } catch (error) {
    warn(`${(error as Error).message}; digests are left out`);
    return undefined;
  }
}

export function digestingOf(key: Key | undefined): Digesting | undefined {
  if (key === undefined) return undefined;
  return {
    keyId: key.id,
    ofPrompts: (digests) => key.digest(canonicalPrompts(digests)),
    ofContext: (files) => key.digest(canonicalContext(files)),
  };
}
