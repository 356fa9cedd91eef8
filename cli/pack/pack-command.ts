import { Command } from "commander";
import type { Terminal } from "../terminal.ts";
import { buildCommand } from "./build-command.ts";
import { checkCommand } from "./check-command.ts";
import { configureCommand } from "./configure-command.ts";

/** @param end takes the exit code */
export function packCommand(terminal: Terminal, end: (exitCode: number) => void): Command {
  return new Command("pack")
    .summary("builds, configures and checks the policy pack")
    .description("The policy pack, which refuses stacks without AI-tool governance in preview.")
    .addCommand(buildCommand(terminal, end))
    .addCommand(checkCommand(terminal, end))
    .addCommand(configureCommand(terminal, end));
}
