import { Command, CommanderError } from "commander";
import { captureCommand } from "./capture/capture-command.ts";
import { gateCommand } from "./gate/gate-command.ts";
import { processSurroundings } from "./gate/surroundings.ts";
import { packCommand } from "./pack/pack-command.ts";
import { planCommand } from "./plan-command.ts";
import { provenanceCommand } from "./provenance/provenance-command.ts";
import type { Terminal } from "./terminal.ts";

/** Runs one command line. Never throws for what a user may get wrong. */
export async function runCli(
  words: readonly string[],
  terminal: Terminal,
  surroundings = processSurroundings,
): Promise<number> {
  let exitCode = 0;
  const program = new Command("ai-governance")
    .description("Governance of AI coding tools: what a change does, for whom, and the policy pack that judges stacks.")
    .exitOverride()
    // Flags after a command's name are that command's, also where the one above it has flags of the same name.
    .enablePositionalOptions()
    .configureOutput({ writeOut: terminal.out, writeErr: terminal.err })
    .showHelpAfterError("(ai-governance --help shows what there is)");
  const end = (code: number) => void (exitCode = code);
  add(program, planCommand(terminal, end));
  add(program, packCommand(terminal, end));
  add(program, provenanceCommand(terminal, end));
  add(program, captureCommand(terminal, end));
  add(program, gateCommand(terminal, end, surroundings));
  try {
    await program.parseAsync([...words], { from: "user" });
    return exitCode;
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return error.exitCode === 0 ? 0 : 2;
  }
}

/** Adds a command, and lets it and its own commands print and end as their parents do. */
function add(parent: Command, command: Command): void {
  parent.addCommand(inheriting(command, parent));
}

function inheriting(command: Command, parent: Command): Command {
  command.copyInheritedSettings(parent);
  for (const own of command.commands) inheriting(own as Command, command);
  return command;
}
