/** How commands of capture end. */
import { DeclarationError } from "../../governance/index.ts";
import { InputError } from "../input-error.ts";
import type { Terminal } from "../terminal.ts";
import { worktreeOf, type Worktree } from "./git.ts";

/** Runs it, and tells what the user may get wrong. @returns the exit code */
export async function ended(terminal: Terminal, run: () => number | Promise<number>): Promise<number> {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof InputError || error instanceof DeclarationError)) throw error;
    terminal.err(`${error.message}\n`);
    return 2;
  }
}

/** @throws InputError */
export function worktreeAt(folder: string): Worktree {
  const worktree = worktreeOf(folder);
  if (worktree === undefined)
    throw new InputError(`${folder} is in no git worktree; go into one, or name it with --repository`);
  return worktree;
}
