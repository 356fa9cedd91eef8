/** What is known of sessions of AI tools: their model, last prompt (its digest) and transcript. Shared by the worktrees of a repository. */
import { createHash } from "node:crypto";
import { closeSync, fstatSync, openSync, readSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { modelOf, readRecord, type CaptureRecord } from "../../governance/capture/index.ts";
import { namesIn, readJson, writePrivate } from "./spool.ts";

export interface Session {
  readonly model?: string;
  readonly prompt?: CaptureRecord["prompt"];
  /** Absolute path of the tool's own record of the session. */
  readonly transcript?: string;
}

const days = 24 * 60 * 60 * 1000;
const longestQuiet = 30 * days;
const tailBytes = 256 * 1024;

/** @param folder For captured things inside the common git folder */
export function readSession(folder: string, tool: string, session: string | undefined): Session {
  if (session === undefined) return {};
  const value = readJson(pathOf(folder, tool, session));
  const record = readRecord({ ...(value as object), kind: "prompt", tool });
  const transcript = (value as { transcript?: unknown } | undefined)?.transcript;
  return {
    ...(record?.model !== undefined && { model: record.model }),
    ...(record?.prompt && { prompt: record.prompt }),
    ...(typeof transcript === "string" && { transcript }),
  };
}

export function writeSession(folder: string, tool: string, session: string | undefined, value: Session): void {
  if (session !== undefined) writePrivate(pathOf(folder, tool, session), value);
}

/** Forgets sessions that have been quiet for a month. */
export function forgetOldSessions(folder: string, now: number = Date.now()): void {
  for (const name of namesIn(join(folder, "sessions"))) {
    const path = join(folder, "sessions", name);
    const quiet = now - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? now);
    if (quiet > longestQuiet) rmSync(path, { force: true });
  }
}

/** The model that answered last, by the transcript of Claude Code (a JSON object a line). Nothing else of it is read. */
export function transcriptModel(path: string | undefined): string | undefined {
  const lines = path === undefined ? [] : tailOf(path).split("\n");
  for (const line of lines.toReversed()) {
    const model = line.includes('"assistant"') ? modelIn(line) : undefined;
    if (model !== undefined) return model;
  }
  return undefined;
}

function modelIn(line: string): string | undefined {
  try {
    const entry = JSON.parse(line) as { type?: unknown; message?: { model?: unknown } };
    return entry.type === "assistant" ? modelOf(entry.message?.model) : undefined;
  } catch {
    return undefined;
  }
}

function tailOf(path: string): string {
  try {
    const file = openSync(path, "r");
    try {
      const { size } = fstatSync(file);
      const bytes = Buffer.alloc(Math.min(size, tailBytes));
      readSync(file, bytes, 0, bytes.length, size - bytes.length);
      return bytes.toString("utf8");
    } finally {
      closeSync(file);
    }
  } catch {
    return "";
  }
}

function pathOf(folder: string, tool: string, session: string): string {
  const name = createHash("sha256").update(`${tool}:${session}`).digest("hex").slice(0, 16);
  return join(folder, "sessions", `${name}.json`);
}
