import { existsSync, readFileSync } from "node:fs";
import { Command } from "commander";
import { hasHooks } from "../../governance/capture/agent-settings.ts";
import { InputError } from "../input-error.ts";
import type { Terminal } from "../terminal.ts";
import { ended, worktreeAt } from "./ended.ts";
import { captureFolder } from "./folders.ts";
import type { Worktree } from "./git.ts";
import {
  readInstallation,
  readUserSettings,
  sha256,
  userInstallationPath,
  type Installation,
  type InstalledFile,
} from "./installation.ts";
import { readKey } from "./key.ts";
import { waitingPrompts } from "./outbox-folder.ts";
import { waitingRecords } from "./spool.ts";

const details = `
Exit codes:
  0  capture is in place
  1  it is not installed, or something of it was changed or removed
  2  wrong input`;

/** @param end takes the exit code */
export function statusCommand(terminal: Terminal, end: (exitCode: number) => void): Command {
  return new Command("status")
    .summary("says what is in place, and what waits")
    .description(
      "Says which hooks are in place, by which key, and how many records and prompts wait. No text of anybody.",
    )
    .option("--repository <folder>", "a folder in the git worktree", ".")
    .addHelpText("after", details)
    .action(async ({ repository }: { repository: string }) =>
      end(await ended(terminal, () => status(terminal, worktreeAt(repository)))),
    );
}

interface Line {
  readonly text: string;
  readonly good: boolean;
}

function status(terminal: Terminal, worktree: Worktree): number {
  const installed = readInstallation(worktree.commonFolder);
  if (installed === undefined) {
    terminal.out("Capture is not installed here. Write: ai-governance capture install\n");
    return 1;
  }
  const lines = [keyLine(installed), ...fileLines(installed), ...waitingLines(worktree, installed)];
  terminal.out(lines.map(({ text }) => `${text}\n`).join(""));
  return lines.every(({ good }) => good) ? 0 : 1;
}

function keyLine({ keyFile, keyId }: Installation): Line {
  try {
    const { id } = readKey(keyFile);
    if (id === keyId) return { text: `key      ${keyId}, ${keyFile}`, good: true };
    return { text: `key      ${keyFile} now holds ${id}; installed with ${keyId}`, good: false };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return { text: `key      ${error.message}`, good: false };
  }
}

function fileLines({ hooks, settings }: Installation): Line[] {
  const tools = [...settings, ...readUserSettings(userInstallationPath())].filter(({ tool }) => tool !== undefined);
  return [
    ...hooks.map((file) => fileLine("git", file)),
    ...tools.map((file) => fileLine(file.tool ?? "", file)),
    ...(tools.length === 0 ? [{ text: "tools    none tells what it does", good: false }] : []),
  ];
}

function fileLine(of: string, { path, written, tool }: InstalledFile): Line {
  const text = existsSync(path) ? readFileSync(path, "utf8") : undefined;
  const same = text !== undefined && sha256(text) === written;
  // Other settings in the same file are nobody's business here.
  const good = same || (tool !== undefined && text !== undefined && hasHooks(text));
  const state = good ? "in place" : text === undefined ? "gone; install again" : "changed by somebody; install again";
  return { text: `${of.padEnd(8)} ${path}: ${state}`, good };
}

function waitingLines({ gitFolder, commonFolder }: Worktree, { store }: Installation): Line[] {
  const records = waitingRecords(captureFolder(gitFolder)).map(({ record }) => record);
  const prompts = records.filter(({ kind }) => kind === "prompt").length;
  const kept = store
    ? `encrypted, for bucket ${store.bucket}; ${waitingPrompts(commonFolder).length} to upload`
    : "digests only";
  return [
    {
      text: `waiting  ${prompts} prompts and ${records.length - prompts} edits since the last commit of this worktree`,
      good: true,
    },
    { text: `prompts  ${kept}`, good: true },
  ];
}
