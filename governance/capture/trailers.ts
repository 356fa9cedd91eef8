/** The trailers that capture writes, and those of other tools that must outlive a squash. */
import { renderDigest } from "./digest.ts";
import { promptsOf, toolUses, type CaptureRecord, type Digesting, type ToolUse } from "./record.ts";
import type { ContextFile } from "./canonical.ts";

/** Trailers that capture writes: one of the same value is enough. */
export const ownTokens = ["Assisted-by", "AI-Session", "AI-Prompt-Digest", "AI-Context-Digest"] as const;

/** Trailers that say where a commit comes from, by any tool. */
export const provenanceTokens = [
  ...ownTokens,
  "Agent-Logs-Url",
  "Claude-Session",
  "Co-authored-by",
  "Co-authored-by-AI",
  "Copilot-Session",
  "Entire-Checkpoint",
  "Generated-by",
] as const;

/** `Token: value` lines for the records of a commit. None for none. */
export function trailersOf(
  records: readonly CaptureRecord[],
  context: readonly ContextFile[],
  digesting: Digesting | undefined,
): string[] {
  if (records.length === 0) return [];
  const uses = toolUses(records);
  return [...uses.flatMap(assistedBy), ...uses.flatMap(sessionLines), ...digestLines(records, context, digesting)];
}

function assistedBy({ tool, models }: ToolUse): string[] {
  return models.length === 0 ? [`Assisted-by: ${tool}`] : models.map((model) => `Assisted-by: ${tool}:${model}`);
}

function sessionLines({ tool, sessions }: ToolUse): string[] {
  return sessions.map((session) => `AI-Session: ${tool}:${session}`);
}

function digestLines(
  records: readonly CaptureRecord[],
  context: readonly ContextFile[],
  digesting: Digesting | undefined,
): string[] {
  if (digesting === undefined) return [];
  const { keyId } = digesting;
  const prompts = promptsOf(records, keyId);
  return [
    ...(prompts ? [`AI-Prompt-Digest: ${renderDigest({ keyId, hex: digesting.ofPrompts(prompts) })}`] : []),
    ...(context.length > 0 ? [`AI-Context-Digest: ${renderDigest({ keyId, hex: digesting.ofContext(context) })}`] : []),
  ];
}
