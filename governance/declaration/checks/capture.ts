/** Prompts are kept where they can be read and erased, or not at all. */
import { shown, type Problem } from "../problem.ts";
import { valueAt } from "../schema-problems.ts";
import { textAt } from "./mentions.ts";

export function captureProblems(declaration: unknown): Problem[] {
  return [...missingParts(declaration), ...lockedBucket(declaration)];
}

function missingParts(declaration: unknown): Problem[] {
  const prompts = textAt(declaration, ["capture", "prompts"]);
  if (prompts?.value !== "store") return [];
  const missing = ["bucket", "recipient"].filter((key) => valueAt(declaration, ["capture", key]) === undefined);
  if (missing.length === 0) return [];
  const message = `found "store" without ${missing.join(" and ")}, which encrypted prompts need. Write both beside it, or: prompts: digest`;
  return [{ path: prompts.path, message }];
}

function lockedBucket(declaration: unknown): Problem[] {
  const bucket = textAt(declaration, ["capture", "bucket"]);
  if (!bucket || bucket.value !== textAt(declaration, ["audit", "bucket"])?.value) return [];
  const message = `found ${shown(bucket.value)}, the audit bucket, from which nothing can be erased; allowed: a bucket without object lock`;
  return [{ path: bucket.path, message }];
}
