/** What hooks start on this machine. */
import { join } from "node:path";
import type { GitHook, HookProgram } from "../../governance/capture/index.ts";

export function gitProgram(hook: GitHook): HookProgram {
  return programOf(hook === "pre-push" ? "upload-main.ts" : "hook-main.ts");
}

/** @param stores Whether prompts are encrypted, which takes longer to load */
export function agentProgram(stores: boolean): HookProgram {
  return programOf(stores ? "store-main.ts" : "hook-main.ts");
}

export function uploadProgram(): HookProgram {
  return programOf("upload-main.ts");
}

function programOf(file: string): HookProgram {
  return { node: process.execPath, entry: join(import.meta.dirname, file) };
}
