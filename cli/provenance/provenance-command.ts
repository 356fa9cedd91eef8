import { Command } from "commander";
import type { Terminal } from "../terminal.ts";
import { scanCommand } from "./scan-command.ts";

/** @param end takes the exit code */
export function provenanceCommand(terminal: Terminal, end: (exitCode: number) => void): Command {
  return new Command("provenance")
    .summary("tells which AI tools a repository's commits name")
    .description("Where changes come from: which AI tool, model and session the commits of a repository name.")
    .addCommand(scanCommand(terminal, end));
}
