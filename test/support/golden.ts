import assert from "node:assert/strict";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Registered } from "./recorder.ts";

const folder = join(import.meta.dirname, "../components/golden");

/**
 * Compares everything that a component declares with the file of that name: its diff is the review. `UPDATE_GOLDEN=1` writes
 * the file instead. Policy documents are shown as JSON, not as text.
 */
export function assertGolden(name: string, registered: readonly Registered[]): void {
  const file = join(folder, `${name}.json`);
  const found = registered.map(([type, resource, inputs, options]) => ({
    type,
    name: resource,
    inputs: readable(inputs),
    options,
  }));
  if (process.env["UPDATE_GOLDEN"]) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, `${JSON.stringify(found, null, 2)}\n`);
  }
  assert.deepEqual(found, JSON.parse(readFileSync(file, "utf8")));
}

function readable(value: unknown): unknown {
  if (typeof value === "string") return value.startsWith("{") ? (JSON.parse(value) as unknown) : value;
  if (Array.isArray(value)) return value.map(readable);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, readable(each)]));
}
