/** Prompts that are kept: encrypted at once, so that their text never lies on the disk. */
import { Encrypter } from "age-encryption";
import { mkdirSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { outboxFolder } from "./folders.ts";
import type { Worktree } from "./git.ts";
import { storeOf } from "./outbox-folder.ts";

/** Puts the text into the outbox, under the digest by which a commit names it. */
export async function keepPrompt(text: string, digest: string, { commonFolder }: Worktree): Promise<void> {
  const store = storeOf(commonFolder);
  if (store === undefined) return;
  const encrypter = new Encrypter();
  encrypter.addRecipient(store.recipient);
  const path = join(outboxFolder(commonFolder), `${digest}.age`);
  const bytes = await encrypter.encrypt(text.toWellFormed());
  mkdirSync(outboxFolder(commonFolder), { recursive: true, mode: 0o700 });
  writeFileSync(`${path}.${process.pid}.new`, bytes, { mode: 0o600 });
  renameSync(`${path}.${process.pid}.new`, path);
}
