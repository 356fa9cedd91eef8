import { Command } from "commander";
import type { Terminal } from "../terminal.ts";
import { installCommand } from "./install-command.ts";
import { statusCommand } from "./status-command.ts";
import { uninstallCommand } from "./uninstall-command.ts";
import { uploadCommand } from "./upload-command.ts";
import { verifyCommand } from "./verify-command.ts";

/** @param end takes the exit code */
export function captureCommand(terminal: Terminal, end: (exitCode: number) => void): Command {
  return new Command("capture")
    .summary("records which AI tool, model and prompts made a commit")
    .description(
      "Records on this machine which AI tool, model, prompts and context made a commit, and writes it into the commit.",
    )
    .addCommand(installCommand(terminal, end))
    .addCommand(uninstallCommand(terminal, end))
    .addCommand(statusCommand(terminal, end))
    .addCommand(verifyCommand(terminal, end))
    .addCommand(uploadCommand(terminal, end));
}
