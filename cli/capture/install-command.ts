import { Command, Option } from "commander";
import { resolve } from "node:path";
import { agentTools, type AgentTool } from "../../governance/capture/index.ts";
import { InputError } from "../input-error.ts";
import { readDeclarationFile } from "../read-input.ts";
import type { Terminal } from "../terminal.ts";
import { ended, worktreeAt } from "./ended.ts";
import { applySteps } from "./file-steps.ts";
import { installSteps, type InstallRequest } from "./install.ts";

interface Flags {
  readonly repository: string;
  readonly tool: AgentTool[];
  readonly user?: boolean;
  readonly gitHooks: boolean;
  readonly keyFile?: string;
  readonly declaration?: string;
}

const details = `
Git hooks go into the folder that git really uses; hooks that are there already are kept and run first. The tools' own hooks go into
.claude/settings.local.json and .cursor/hooks.json of the worktree, or with --user into those of the home folder. Prompts leave the
machine only where the declaration says capture.prompts: store, and encrypted; else commits get keyed digests of them.

Examples:
  ai-governance capture install
  ai-governance capture install --tool claude-code --user
  ai-governance capture install --declaration governance.yaml --key-file ~/.config/meridian/capture.key

Exit codes:
  0  capture is in place
  2  wrong input, or something is in the way; nothing was changed`;

/** @param end takes the exit code */
export function installCommand(terminal: Terminal, end: (exitCode: number) => void): Command {
  return new Command("install")
    .summary("puts the hooks in place")
    .description("Puts hooks of git and of AI tools in place. A second time, it changes nothing.")
    .option("--repository <folder>", "a folder in the git worktree", ".")
    .addOption(
      new Option("--tool <name...>", "AI tools to listen to")
        .choices(agentTools)
        .default([...agentTools], "all of them"),
    )
    .option("--user", "change the tools' settings of the home folder, for all repositories where capture is installed")
    .option("--no-git-hooks", "leave git's hooks alone, where another program manages them")
    .option(
      "--key-file <file>",
      "key of the digests, 64 hexadecimal digits; default: the user's own, made when missing",
    )
    .option("--declaration <file>", "governance.yaml, whose capture says what is kept; without it: digests only")
    .addHelpText("after", details)
    .action(async (flags: Flags) => end(await ended(terminal, () => install(terminal, flags))));
}

async function install(terminal: Terminal, flags: Flags): Promise<number> {
  const store = flags.declaration === undefined ? undefined : await storeOf(flags.declaration);
  const steps = installSteps({
    worktree: worktreeAt(flags.repository),
    tools: flags.tool,
    user: flags.user === true,
    gitHooks: flags.gitHooks,
    ...(flags.keyFile !== undefined && { keyFile: resolve(flags.keyFile) }),
    ...(store && { store }),
  });
  applySteps(steps);
  terminal.out(steps.length === 0 ? "Capture is in place already; nothing was changed.\n" : `${told(steps)}\n`);
  return 0;
}

function told(steps: ReturnType<typeof installSteps>): string {
  const lines = steps.map((step) => (step.kind === "rename" ? `kept    ${step.to}` : `written ${step.path}`));
  return ["Capture is in place.", ...lines].join("\n");
}

async function storeOf(file: string): Promise<InstallRequest["store"]> {
  const { prompts, bucket, recipient } = (await readDeclarationFile(file)).capture;
  if (prompts === "digest") return undefined;
  if (bucket === undefined || recipient === undefined)
    throw new InputError(`${file}: capture names no bucket and recipient`);
  return { bucket, recipient };
}
