import { Command, CommanderError } from "commander";
import { planCommand } from "./plan-command.ts";
import type { Terminal } from "./terminal.ts";

/** Runs one command line. Never throws for what a user may get wrong. */
export async function runCli(words: readonly string[], terminal: Terminal): Promise<number> {
  let exitCode = 0;
  const program = new Command("ai-governance")
    .description("Governance of AI coding tools: what a change does, for whom.")
    .exitOverride()
    .configureOutput({ writeOut: terminal.out, writeErr: terminal.err })
    .showHelpAfterError("(ai-governance --help shows what there is)");
  program.addCommand(planCommand(terminal, (code) => (exitCode = code)).copyInheritedSettings(program));
  try {
    await program.parseAsync([...words], { from: "user" });
    return exitCode;
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return error.exitCode === 0 ? 0 : 2;
  }
}
