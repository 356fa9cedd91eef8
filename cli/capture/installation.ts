/** What an installation put where, so that it can be taken away again. No prompt, no key. */
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { agentTools } from "../../governance/capture/index.ts";
import { InputError } from "../input-error.ts";
import type { FileStep } from "./file-steps.ts";
import { installationPath } from "./folders.ts";
import { userFolder } from "./key.ts";
import { moved } from "./moved.ts";

const digest = z.string().regex(/^[0-9a-f]{64}$/);

const installedFile = z.strictObject({
  /** Absolute. */
  path: z.string(),
  /** SHA-256 of what was written. */
  written: digest,
  /** What is undone where the file still is what was written: last first. */
  undo: z.array(z.strictObject({ offset: z.int(), length: z.int(), text: z.string() })).optional(),
  /** Whether the file was made by the installation. */
  made: z.boolean().optional(),
  /** Whose settings it holds. */
  tool: z.enum(agentTools).optional(),
});

const installation = z.strictObject({
  version: z.literal(1),
  /** The git folder that it is for, without links. */
  commonFolder: z.string(),
  keyFile: z.string(),
  keyId: z.string(),
  hooks: z.array(installedFile),
  settings: z.array(installedFile),
  /** Folders that were made for it. */
  folders: z.array(z.string()),
  /** Where prompts are kept; absent: digests only. */
  store: z.strictObject({ bucket: z.string(), recipient: z.string() }).optional(),
});

/** What `--user` changed, which serves all repositories of the user. */
const userInstallation = z.strictObject({ version: z.literal(1), settings: z.array(installedFile) });

export type InstalledFile = z.output<typeof installedFile>;
export type Installation = z.output<typeof installation>;

export function userInstallationPath(): string {
  return join(userFolder(), "user-hooks.json");
}

/** @throws InputError where it is damaged; nothing where there is none. */
export function readInstallation(commonFolder: string): Installation | undefined {
  const found = read(installationPath(commonFolder), installation);
  return found && moved(found, commonFolder);
}

/** @throws InputError where it is damaged */
export function readUserSettings(path: string): readonly InstalledFile[] {
  return read(path, userInstallation)?.settings ?? [];
}

function read<T>(path: string, schema: z.ZodType<T>): T | undefined {
  if (!existsSync(path)) return undefined;
  try {
    return schema.parse(JSON.parse(readFileSync(path, "utf8")));
  } catch {
    throw new InputError(`${path} is damaged; remove it, then: ai-governance capture install`);
  }
}

/** A step that writes it down; none where nothing changes. */
export function writing(path: string, value: Installation | z.output<typeof userInstallation>): FileStep[] {
  const text = `${JSON.stringify(value, null, 2)}\n`;
  if (existsSync(path) && readFileSync(path, "utf8") === text) return [];
  return [{ kind: "write", path, text, mode: 0o600 }];
}

export function sha256(text: string | Uint8Array): string {
  return createHash("sha256").update(text).digest("hex");
}
