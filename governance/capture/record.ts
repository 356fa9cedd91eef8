/** What is recorded between two commits, and what a commit says of it. */
import type { ContextFile } from "./canonical.ts";
import type { Digest } from "./digest.ts";

/** Something that an AI tool did in a worktree. It holds no text of anybody. */
export interface CaptureRecord {
  readonly kind: "prompt" | "edit";
  /** Short name, e.g. `claude-code`. */
  readonly tool: string;
  readonly session?: string;
  readonly model?: string;
  /** Of a prompt: its digest. Of an edit: that of the session's last prompt. Absent: it could not be made. */
  readonly prompt?: Digest;
}

/** Digests of a whole commit are made where the key is. */
export interface Digesting {
  readonly keyId: string;
  ofPrompts(digests: readonly string[]): string;
  ofContext(files: readonly ContextFile[]): string;
}

/** @returns nothing where the value is no record. */
export function readRecord(value: unknown): CaptureRecord | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const { kind, tool, session, model, prompt } = value as Readonly<Record<string, unknown>>;
  if ((kind !== "prompt" && kind !== "edit") || typeof tool !== "string" || !isName(tool)) return undefined;
  const digest = readDigest(prompt);
  return {
    kind,
    tool,
    ...(isName(session) && { session }),
    ...(isName(model) && { model }),
    ...(digest && { prompt: digest }),
  };
}

/** What stands in one line of a commit without being taken for anything else: letters, digits and the marks in names of models. */
export function isName(value: unknown): value is string {
  return typeof value === "string" && /^[A-Za-z0-9][A-Za-z0-9._:/@+[\]-]{0,127}$/.test(value);
}

// What tools say in place of a model when they choose it themselves.
const noModels: ReadonlySet<string> = new Set(["default", "auto", "unknown", "none"]);

/** The name of a model as a tool gives it; nothing where it names none. */
export function modelOf(value: unknown): string | undefined {
  return isName(value) && !noModels.has(value.toLowerCase()) ? value : undefined;
}

/**
 * The prompts behind a commit, in order: those since the commit before, and for a session that worked on without a new one its last.
 * Nothing where one of them has no digest, or one of another key: a digest of a part would pass for one of the whole.
 */
export function promptsOf(records: readonly CaptureRecord[], keyId: string): string[] | undefined {
  const counted = records.filter(
    (record, index) => record.kind === "prompt" || isFirstOfSession(record, index, records),
  );
  const digests = counted.map(({ prompt }) => (prompt?.keyId === keyId ? prompt.hex : undefined));
  const known = digests.filter((hex) => hex !== undefined);
  return known.length === digests.length && known.length > 0 ? known : undefined;
}

function isFirstOfSession(record: CaptureRecord, index: number, records: readonly CaptureRecord[]): boolean {
  return !records.slice(0, index).some(({ tool, session }) => tool === record.tool && session === record.session);
}

export interface ToolUse {
  readonly tool: string;
  /** Empty: it is not known. */
  readonly models: readonly string[];
  readonly sessions: readonly string[];
}

/** Per tool, in the order in which they began: its models (those that edited, else those that were asked) and sessions. */
export function toolUses(records: readonly CaptureRecord[]): ToolUse[] {
  return [...new Set(records.map(({ tool }) => tool))].map((tool) => {
    const own = records.filter((record) => record.tool === tool);
    const editing = modelsIn(own.filter(({ kind }) => kind === "edit"));
    return {
      tool,
      models: editing.length > 0 ? editing : modelsIn(own),
      sessions: [...new Set(own.flatMap(({ session }) => session ?? []))],
    };
  });
}

function modelsIn(records: readonly CaptureRecord[]): string[] {
  return [...new Set(records.flatMap(({ model }) => model ?? []))];
}

function readDigest(value: unknown): Digest | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const { keyId, hex } = value as Readonly<Record<string, unknown>>;
  if (typeof keyId !== "string" || typeof hex !== "string") return undefined;
  return /^[0-9a-f]{8}$/.test(keyId) && /^[0-9a-f]{64}$/.test(hex) ? { keyId, hex } : undefined;
}
