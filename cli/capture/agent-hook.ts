/** What AI tools' hooks do: a record of what they tell, without the text of a prompt. */
import { existsSync } from "node:fs";
import { dirname, isAbsolute, resolve } from "node:path";
import {
  agentEvent,
  agentTools,
  canonicalPrompt,
  type AgentEvent,
  type AgentTool,
} from "../../governance/capture/index.ts";
import { captureFolder } from "./folders.ts";
import { worktreeOf, type Worktree } from "./git.ts";
import { installedKey, isInstalled } from "./installed-key.ts";
import type { Key } from "./key.ts";
import { forgetOldSessions, readSession, transcriptModel, writeSession, type Session } from "./sessions.ts";
import { addRecord } from "./spool.ts";

/** Keeps the text of a prompt, encrypted. */
export type KeepPrompt = (text: string, digest: string, worktree: Worktree) => Promise<void>;

const longestInput = 32 * 1024 * 1024;

/** Never throws: an AI tool goes on, whatever is wrong here. @param warn takes one line */
export async function agentHook(
  tool: string | undefined,
  input: string,
  warn: (line: string) => void,
  keep?: KeepPrompt,
): Promise<void> {
  try {
    const known = agentTools.find((name) => name === tool);
    if (known === undefined) return warn("the hook names no tool that is known; run: ai-governance capture install");
    const event = agentEvent(known, parsed(input));
    const worktree = event && worktreeFor(event);
    if (event && worktree && isInstalled(worktree.commonFolder)) await record(event, worktree, warn, keep);
  } catch (error) {
    warn(`nothing was recorded: ${reasonOf(error)}`);
  }
}

/** What the tool reads from its hook: Cursor asks whether the prompt may be sent; what Claude Code is told would join the prompt. */
export function agentAnswer(tool: string | undefined): string {
  return tool === ("cursor" satisfies AgentTool) ? '{"continue":true}\n' : "";
}

async function record(
  event: AgentEvent,
  worktree: Worktree,
  warn: (line: string) => void,
  keep?: KeepPrompt,
): Promise<void> {
  const { kind, tool, session, text } = event;
  const common = captureFolder(worktree.commonFolder);
  const before = readSession(common, tool, session);
  const key = kind === "prompt" ? installedKey(worktree.commonFolder, warn) : undefined;
  const prompt = key && text !== undefined ? promptDigest(key, text) : undefined;
  const now = sessionAfter(event, before, prompt);
  writeSession(common, tool, session, now);
  if (kind === "session") return forgetOldSessions(common);
  addRecord(captureFolder(worktree.gitFolder), {
    kind,
    tool,
    ...(session !== undefined && { session }),
    ...(now.model !== undefined && { model: now.model }),
    ...(now.prompt && { prompt: now.prompt }),
  });
  if (prompt && text !== undefined) await keep?.(text, prompt.hex, worktree);
}

function promptDigest(key: Key, text: string): NonNullable<Session["prompt"]> {
  return { keyId: key.id, hex: key.digest(canonicalPrompt(text)) };
}

function sessionAfter({ kind, model, transcript }: AgentEvent, before: Session, prompt: Session["prompt"]): Session {
  // A prompt that has no digest must not go by that of the one before it.
  const last = kind === "prompt" ? prompt : before.prompt;
  const path = transcript ?? before.transcript;
  const current = model ?? (kind === "session" ? undefined : transcriptModel(path)) ?? before.model;
  return {
    ...(current !== undefined && { model: current }),
    ...(last && { prompt: last }),
    ...(path !== undefined && { transcript: path }),
  };
}

/** Of the file that was edited, else of the folder in which the tool works. */
function worktreeFor({ folder = process.cwd(), file }: AgentEvent): Worktree | undefined {
  const edited = file === undefined ? undefined : dirname(isAbsolute(file) ? file : resolve(folder, file));
  const own = edited !== undefined && existsSync(edited) ? worktreeOf(edited) : undefined;
  return own ?? (existsSync(folder) ? worktreeOf(folder) : undefined);
}

function parsed(input: string): unknown {
  if (input.length > longestInput) throw new Error("the tool's message is longer than 32 MiB");
  try {
    return JSON.parse(input);
  } catch {
    // Its own words would quote the prompt.
    throw new Error("the tool's message is no JSON");
  }
}

function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return code ?? message;
}
