/** Where capture keeps its things. */
import { join } from "node:path";

/** Folder of what is recorded, inside a git folder. */
export function captureFolder(gitFolder: string): string {
  return join(gitFolder, "ai-governance");
}

export function installationPath(commonFolder: string): string {
  return join(captureFolder(commonFolder), "installation.json");
}

/** Encrypted prompts that wait to be uploaded. */
export function outboxFolder(commonFolder: string): string {
  return join(captureFolder(commonFolder), "outbox");
}
