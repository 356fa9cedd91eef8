/** What a hook runs, by the words of its command. */
import { resolve } from "node:path";
import { text } from "node:stream/consumers";
import { entryMark } from "../../governance/capture/index.ts";
import { agentAnswer, agentHook, type KeepPrompt } from "./agent-hook.ts";
import { commitMessage, postCommit, prepareCommitMessage } from "./commit-hooks.ts";
import { worktreeOf } from "./git.ts";

/** Never throws, and never stops git or a tool: what goes wrong is told in one line. */
export async function runHook(words: readonly string[], keep?: KeepPrompt): Promise<void> {
  const [hook, ...rest] = words;
  if (hook === entryMark) {
    // Another repository's git may have started the tool.
    for (const name of Object.keys(process.env)) if (name.startsWith("GIT_")) delete process.env[name];
    await agentHook(rest[0], await text(process.stdin), warn, keep);
    process.stdout.write(agentAnswer(rest[0]));
    return;
  }
  try {
    gitHook(hook, rest);
  } catch (error) {
    warn(`${hook} recorded nothing: ${(error as NodeJS.ErrnoException).code ?? (error as Error).message}`);
  }
}

function gitHook(hook: string | undefined, [file = "", source = ""]: readonly string[]): void {
  const worktree = worktreeOf(process.cwd());
  if (worktree === undefined) return;
  switch (hook) {
    case "prepare-commit-msg":
      return prepareCommitMessage(worktree, resolve(file), source, warn);
    case "commit-msg":
      return commitMessage(worktree, resolve(file));
    case "post-commit":
      return postCommit(worktree, warn);
    default:
      throw new Error("capture has no such hook");
  }
}

export function warn(line: string): void {
  process.stderr.write(`ai-governance: ${line}\n`);
}
