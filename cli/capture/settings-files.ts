/** Settings of AI tools changed and restored. */
import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { homedir } from "node:os";
import { SettingsError, withHooks, withoutHooks } from "../../governance/capture/agent-settings.ts";
import { entryMark, quoted, undone, type AgentTool, type HookProgram } from "../../governance/capture/index.ts";
import { InputError } from "../input-error.ts";
import type { FileStep } from "./file-steps.ts";
import { gitOr, type Worktree } from "./git.ts";
import type { Planned } from "./hook-files.ts";
import { isWithin, real } from "./paths.ts";
import { sha256, type InstalledFile } from "./installation.ts";

/** Settings of one person in one worktree, which git does not track. */
const ofWorktree: Readonly<Record<AgentTool, string>> = {
  "claude-code": ".claude/settings.local.json",
  cursor: ".cursor/hooks.json",
};

const ofUser: Readonly<Record<AgentTool, string>> = {
  "claude-code": ".claude/settings.json",
  cursor: ".cursor/hooks.json",
};

export function settingsPath(tool: AgentTool, worktree: Worktree | undefined): string {
  const path = worktree ? join(worktree.top, ofWorktree[tool]) : join(process.env["HOME"] ?? homedir(), ofUser[tool]);
  return real(path);
}

/** @param worktree Of the settings; nothing: the user's own. @throws InputError with every file that is in the way */
export function settingsSteps(
  worktree: Worktree | undefined,
  tools: readonly AgentTool[],
  program: HookProgram,
  earlier: readonly InstalledFile[],
): Planned {
  const problems: string[] = [];
  const planned = tools.flatMap((tool): Planned[] => {
    const path = settingsPath(tool, worktree);
    try {
      return [plannedOf(path, tool, worktree, commandOf(tool, program), earlier)];
    } catch (error) {
      if (!(error instanceof SettingsError)) throw error;
      problems.push(`${path}: ${error.message}`);
      return [];
    }
  });
  if (problems.length > 0) throw new InputError(`${problems.join("\n")}\nNothing was changed`);
  return { steps: planned.flatMap(({ steps }) => steps), files: planned.flatMap(({ files }) => files) };
}

function commandOf(tool: AgentTool, { node, entry }: HookProgram): string {
  return `${quoted(node)} ${quoted(entry)} ${entryMark} ${tool}`;
}

function plannedOf(
  path: string,
  tool: AgentTool,
  worktree: Worktree | undefined,
  command: string,
  earlier: readonly InstalledFile[],
): Planned {
  if (worktree && !isWithin(path, real(worktree.top))) {
    throw new SettingsError("a link of the worktree leads here, out of it; remove the link, or install with --user");
  }
  if (worktree && isTracked(path, worktree)) {
    throw new SettingsError(
      "git tracks this file, so that a change would reach everybody; install with --user instead",
    );
  }
  const current = existsSync(path) ? readFileSync(path, "utf8") : undefined;
  const { text, undo } = withHooks(
    current === undefined ? undefined : before(path, current, tool, earlier),
    tool,
    command,
  );
  const known = earlier.find((file) => file.path === path);
  const made = current === undefined || known?.made === true;
  const file = { path, tool, written: sha256(text), ...(undo && { undo: [...undo] }), ...(made && { made }) };
  const mode = current === undefined ? 0o644 : statSync(path).mode & 0o777;
  return { steps: current === text ? [] : [{ kind: "write", path, text, mode }], files: [file] };
}

/** The file without what an earlier installation wrote; nothing where it was made by it. */
function before(path: string, text: string, tool: AgentTool, files: readonly InstalledFile[]): string | undefined {
  const file = files.find((one) => one.path === path);
  if (file === undefined || file.written !== sha256(text)) return withoutHooks(text, tool);
  if (file.made === true) return undefined;
  return file.undo ? undone(text, file.undo) : withoutHooks(text, tool);
}

/** Takes our entries away. @throws InputError where a file can no longer be read as settings */
export function settingsRemovals(files: readonly InstalledFile[]): FileStep[] {
  return files.flatMap((file) => removalOf(file, files));
}

function removalOf({ path, tool }: InstalledFile, files: readonly InstalledFile[]): FileStep[] {
  if (tool === undefined || !existsSync(path)) return [];
  const current = readFileSync(path, "utf8");
  try {
    const text = before(path, current, tool, files);
    if (text === undefined) return [{ kind: "remove", path }];
    return text === current ? [] : [{ kind: "write", path, text, mode: statSync(path).mode & 0o777 }];
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    throw new InputError(`${path}: ${error.message}. Nothing was changed`);
  }
}

function isTracked(path: string, { top }: Worktree): boolean {
  return (gitOr(top, ["ls-files", "--", path]) ?? "") !== "";
}
