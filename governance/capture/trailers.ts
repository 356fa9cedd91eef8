/** The trailers that capture writes, and those of other tools that must outlive a squash. */
import { dialects } from "../provenance/dialects/index.ts";
import { trailerLine } from "../provenance/dialects/render.ts";
import { renderDigest } from "./digest.ts";
import { promptsOf, toolUses, type CaptureRecord, type Digesting, type ToolUse } from "./record.ts";
import type { ContextFile } from "./canonical.ts";

/** Trailers that capture writes: one of the same value is enough. */
export const ownTokens = ["Assisted-by", "AI-Session", "AI-Prompt-Digest", "AI-Context-Digest"] as const;

/** Trailers that say where a commit comes from, by any tool. */
export const provenanceTokens: readonly string[] = dialects.map(({ token }) => token);

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
  const claims = models.length === 0 ? [{ agent: tool }] : models.map((model) => ({ agent: tool, model }));
  return claims.map((claim) => trailerLine("assisted-by", claim));
}

function sessionLines({ tool, sessions }: ToolUse): string[] {
  return sessions.map((session) => trailerLine("ai-session", { agent: tool, session }));
}

function digestLines(
  records: readonly CaptureRecord[],
  context: readonly ContextFile[],
  digesting: Digesting | undefined,
): string[] {
  if (digesting === undefined) return [];
  const { keyId } = digesting;
  const prompts = promptsOf(records, keyId);
  const promptDigest = prompts && renderDigest({ keyId, hex: digesting.ofPrompts(prompts) });
  const contextDigest = context.length > 0 && renderDigest({ keyId, hex: digesting.ofContext(context) });
  return [
    ...(promptDigest ? [trailerLine("ai-prompt-digest", { promptDigest })] : []),
    ...(contextDigest ? [trailerLine("ai-context-digest", { contextDigest })] : []),
  ];
}
