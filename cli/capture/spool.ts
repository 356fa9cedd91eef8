/** Records that wait for a commit: a file each in the worktree's git folder, so that nothing is lost when two processes write at once. */
import { randomBytes } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { readRecord, type CaptureRecord } from "../../governance/capture/index.ts";

export interface WaitingRecord {
  /** Name of its file. In the order of time. */
  readonly name: string;
  readonly record: CaptureRecord;
}

function waitingFolder(folder: string): string {
  return join(folder, "waiting");
}

/** @param folder For captured things inside the worktree's git folder */
export function addRecord(folder: string, record: CaptureRecord, now: number = Date.now()): void {
  const name = `${String(now).padStart(15, "0")}-${String(process.hrtime.bigint()).padStart(20, "0")}-${randomBytes(4).toString("hex")}.json`;
  writePrivate(join(waitingFolder(folder), name), record);
}

/** In the order in which they were added; what is damaged is left out. */
export function waitingRecords(folder: string): WaitingRecord[] {
  return namesIn(waitingFolder(folder)).flatMap((name) => {
    const record = readRecord(readJson(join(waitingFolder(folder), name)));
    return record ? [{ name, record }] : [];
  });
}

export function removeRecords(folder: string, names: readonly string[]): void {
  for (const name of names) rmSync(join(waitingFolder(folder), name), { force: true });
}

export function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith(".json"))
      .sort();
  } catch {
    return [];
  }
}

/** The value of a JSON file; nothing where there is none, or a damaged one. */
export function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch {
    return undefined;
  }
}

/** In one moment, readable by the user alone. */
export function writePrivate(path: string, value: unknown): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const beside = `${path}.${process.pid}.new`;
  writeFileSync(beside, JSON.stringify(value), { mode: 0o600 });
  renameSync(beside, path);
}
