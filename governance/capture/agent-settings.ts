/**
 * Entries in the settings of AI tools by which they tell what they do. Comments, order and unknown keys of a file stay.
 * Claude Code: https://code.claude.com/docs/en/hooks. Cursor: https://cursor.com/docs/agent/hooks.
 */
import { applyEdits, modify, parse, type FormattingOptions, type JSONPath, type ParseError } from "jsonc-parser";
import { entryMark, type AgentTool } from "./agent-tools.ts";
import { editBetween, type TextEdit } from "./text-edit.ts";

const claudeEdits = "Edit|MultiEdit|NotebookEdit|Write";

type Entry = Readonly<Record<string, unknown>>;

/** Events that are listened to, with the entry of each. */
const entries: Readonly<Record<AgentTool, (command: string) => Readonly<Record<string, Entry>>>> = {
  "claude-code": (command) => {
    const hooks = [{ type: "command", command }];
    return { SessionStart: { hooks }, UserPromptSubmit: { hooks }, PostToolUse: { matcher: claudeEdits, hooks } };
  },
  cursor: (command) => ({ beforeSubmitPrompt: { command }, afterFileEdit: { command } }),
};

export interface ChangedSettings {
  readonly text: string;
  /** What takes the change back exactly; it holds nothing of the file. Absent: there was no file. */
  readonly undo?: readonly TextEdit[];
}

/** A settings file is not what the tool reads. One line, without the name of the file. */
export class SettingsError extends Error {
  override readonly name = "SettingsError";
}

/**
 * @param text Of the file; nothing where there is none.
 * @throws SettingsError
 */
export function withHooks(text: string | undefined, tool: AgentTool, command: string): ChangedSettings {
  const added = Object.entries(entries[tool](command));
  if (text === undefined || text.trim() === "") return { text: newFile(tool, added) };
  check(text, tool);
  const undo: TextEdit[] = [];
  let current = text;
  const change = (path: JSONPath, value: unknown): void => {
    const next = changed(current, path, value);
    undo.push(editBetween(next, current));
    current = next;
  };
  if (tool === "cursor" && settingsOf(text)["version"] === undefined) change(["version"], 1);
  for (const [event, entry] of added) change(["hooks", event, -1], entry);
  return { text: current, undo };
}

// Well laid out, unless that would lay out what is there already: it could not be taken back without keeping values of the file.
function changed(text: string, path: JSONPath, value: unknown): string {
  const neat = applyEdits(text, modify(text, path, value, formatting(text)));
  return editBetween(neat, text).text.trim() === "" ? neat : applyEdits(text, modify(text, path, value, {}));
}

/** Takes out exactly the entries that bear our mark, and the lists that then are empty. @throws SettingsError */
export function withoutHooks(text: string, tool: AgentTool): string {
  check(text, tool);
  return ownPaths(text)
    .toReversed()
    .reduce((current, path) => removed(current, path), text);
}

/** Whether the text has an entry of ours. */
export function hasHooks(text: string): boolean {
  return text.includes(entryMark);
}

function newFile(tool: AgentTool, added: readonly (readonly [string, Entry])[]): string {
  const hooks = Object.fromEntries(added.map(([event, entry]) => [event, [entry]]));
  return `${JSON.stringify(tool === "cursor" ? { version: 1, hooks } : { hooks }, null, 2)}\n`;
}

type Settings = Readonly<Record<string, unknown>>;

function check(text: string, tool: AgentTool): void {
  const errors: ParseError[] = [];
  const value: unknown = parse(text, errors, { allowTrailingComma: true });
  if (errors[0])
    throw new SettingsError(`found JSON that is cut off or damaged in line ${lineOf(text, errors[0].offset)}`);
  if (!isObject(value)) throw new SettingsError("found JSON that is no object");
  const { hooks, version } = value;
  if (tool === "cursor" && version !== undefined && version !== 1) {
    throw new SettingsError("found a version that is not known; write: version 1");
  }
  if (hooks !== undefined && !isObject(hooks)) throw new SettingsError("found hooks that are no object");
  for (const [event, list] of Object.entries(hooks ?? {})) {
    if (!Array.isArray(list)) throw new SettingsError(`found hooks.${event} that is no list`);
  }
}

/** Paths of the lists' elements that are ours, in the order of the text. */
function ownPaths(text: string): JSONPath[] {
  const hooks = settingsOf(text)["hooks"];
  return Object.entries(isObject(hooks) ? hooks : {}).flatMap(([event, list]) =>
    (Array.isArray(list) ? list : []).flatMap((entry: unknown, index) => pathsIn(entry, ["hooks", event, index])),
  );
}

function pathsIn(entry: unknown, path: JSONPath): JSONPath[] {
  if (!isObject(entry)) return [];
  if (isOwn(entry)) return [path];
  const inner = entry["hooks"];
  if (!Array.isArray(inner)) return [];
  if (inner.length > 0 && inner.every(isOwn)) return [path];
  return inner.flatMap((own, index) => (isOwn(own) ? [[...path, "hooks", index]] : []));
}

function isOwn(entry: unknown): boolean {
  return isObject(entry) && typeof entry["command"] === "string" && entry["command"].includes(` ${entryMark} `);
}

/** Without the value at the path, and without what is empty then. */
function removed(text: string, path: JSONPath): string {
  const next = applyEdits(text, modify(text, path, undefined, formatting(text)));
  const parent = path.slice(0, -1);
  return parent.length > 0 && parent.length < 3 && isEmpty(at(next, parent)) ? removed(next, parent) : next;
}

function at(text: string, path: JSONPath): unknown {
  return path.reduce<unknown>((value, key) => (isObject(value) ? value[String(key)] : undefined), settingsOf(text));
}

function isEmpty(value: unknown): boolean {
  return typeof value === "object" && value !== null && Object.keys(value).length === 0;
}

function settingsOf(text: string): Settings {
  const value: unknown = parse(text, [], { allowTrailingComma: true });
  return isObject(value) ? value : {};
}

function isObject(value: unknown): value is Settings {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function formatting(text: string): { formattingOptions: FormattingOptions } {
  const tabs = /^\t/m.test(text);
  const spaces = /^( +)\S/m.exec(text)?.[1]?.length ?? 2;
  return { formattingOptions: { insertSpaces: !tabs, tabSize: spaces, eol: text.includes("\r\n") ? "\r\n" : "\n" } };
}

function lineOf(text: string, offset: number): number {
  return text.slice(0, offset).split("\n").length;
}
