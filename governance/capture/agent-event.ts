/**
 * What AI tools tell their hooks, as JSON on standard input. Claude Code: `session_id`, `transcript_path`, `cwd`, `hook_event_name`,
 * and with it `model` (SessionStart), `prompt` (UserPromptSubmit), `tool_input.file_path` (PostToolUse):
 * https://code.claude.com/docs/en/hooks. Cursor: `conversation_id`, `model`, `workspace_roots`, `hook_event_name`, and with it `prompt`
 * (beforeSubmitPrompt), `file_path` (afterFileEdit): https://cursor.com/docs/agent/hooks.
 */
import type { AgentTool } from "./agent-tools.ts";
import { isName, modelOf } from "./record.ts";

export interface AgentEvent {
  readonly kind: "session" | "prompt" | "edit";
  readonly tool: AgentTool;
  readonly session?: string;
  readonly model?: string;
  /** Where the tool works. */
  readonly folder?: string;
  /** The tool's own record of the session. */
  readonly transcript?: string;
  /** Of a prompt: its text, which goes no further than its digest. */
  readonly text?: string;
  /** Of an edit: the file. */
  readonly file?: string;
}

const kinds: Readonly<Record<AgentTool, Readonly<Record<string, AgentEvent["kind"]>>>> = {
  "claude-code": { SessionStart: "session", UserPromptSubmit: "prompt", PostToolUse: "edit" },
  cursor: { beforeSubmitPrompt: "prompt", afterFileEdit: "edit" },
};

/** @returns nothing where the input is of another event, or of another tool (Cursor also runs hooks of Claude Code). */
export function agentEvent(tool: AgentTool, input: unknown): AgentEvent | undefined {
  if (!isObject(input) || (tool === "claude-code" && "conversation_id" in input)) return undefined;
  const name = text(input["hook_event_name"]) ?? "";
  const kind = Object.hasOwn(kinds[tool], name) ? kinds[tool][name] : undefined;
  if (kind === undefined) return undefined;
  const fields = tool === "cursor" ? cursorFields(input) : claudeFields(input);
  return { kind, tool, ...without(fields), ...(kind === "prompt" && { text: text(input["prompt"]) ?? "" }) };
}

type Fields = { readonly [Name in keyof AgentEvent]?: AgentEvent[Name] | undefined };

function claudeFields(input: Readonly<Record<string, unknown>>): Fields {
  const { session_id, model, cwd, transcript_path, tool_input } = input;
  const edited = isObject(tool_input) ? (tool_input["file_path"] ?? tool_input["notebook_path"]) : undefined;
  return {
    session: nameOf(session_id),
    model: modelOf(model),
    folder: text(cwd),
    transcript: text(transcript_path),
    file: text(edited),
  };
}

function cursorFields(input: Readonly<Record<string, unknown>>): Fields {
  const { conversation_id, model, workspace_roots, file_path } = input;
  const root: unknown = Array.isArray(workspace_roots) ? workspace_roots[0] : undefined;
  return { session: nameOf(conversation_id), model: modelOf(model), folder: text(root), file: text(file_path) };
}

function without(fields: Fields): Partial<AgentEvent> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

function nameOf(value: unknown): string | undefined {
  return isName(value) ? value : undefined;
}

function text(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
