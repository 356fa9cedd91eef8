import { Command } from "commander";
import type { Terminal } from "../terminal.ts";
import { ended, worktreeAt } from "./ended.ts";
import { applySteps } from "./file-steps.ts";
import { forgetRecords, removeIfEmpty, uninstallSteps, userUninstallSteps } from "./uninstall.ts";

interface Flags {
  readonly repository: string;
  readonly user?: boolean;
}

const details = `
What was there before is restored byte for byte. A hook that somebody changed since stays, and is told.

Exit codes:
  0  capture is gone, or was not there
  2  wrong input, or something is in the way; nothing was changed`;

/** @param end takes the exit code */
export function uninstallCommand(terminal: Terminal, end: (exitCode: number) => void): Command {
  return new Command("uninstall")
    .summary("takes the hooks away")
    .description("Takes away what install put in place, and what was recorded since the last commits.")
    .option("--repository <folder>", "a folder in the git worktree", ".")
    .option("--user", "also the entries in the settings of the home folder, which serve every repository")
    .addHelpText("after", details)
    .action(async (flags: Flags) => end(await ended(terminal, () => uninstall(terminal, flags))));
}

function uninstall(terminal: Terminal, flags: Flags): number {
  const worktree = worktreeAt(flags.repository);
  const removal = uninstallSteps(worktree);
  const ofUser = flags.user === true ? userUninstallSteps() : [];
  if (removal === undefined && ofUser.length === 0) {
    terminal.out("Capture is not installed here; nothing was changed.\n");
    return 0;
  }
  applySteps([...(removal?.steps ?? []), ...ofUser]);
  if (removal) forgetRecords(worktree);
  for (const folder of removal?.folders ?? []) removeIfEmpty(folder);
  terminal.out(["Capture is gone.", ...(removal?.remarks ?? [])].map((line) => `${line}\n`).join(""));
  return 0;
}
