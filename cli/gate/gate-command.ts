import { Command } from "commander";
import type { Terminal } from "../terminal.ts";
import { gateBuildCommand } from "./build/build-command.ts";
import { addGateFlags, exitCodeOf, type GateFlags } from "./flags.ts";
import type { Surroundings } from "./surroundings.ts";

const details = `
One of --pull, --event and --range says what is judged. The token comes from GITHUB_TOKEN and needs to read contents and pull
requests of the repository; for who approved, also the organisation's members. GITHUB_API_URL names another GitHub.

Examples:
  GITHUB_TOKEN=... ai-governance gate --declaration governance.yaml --pull meridian-pay/docs#7
  ai-governance gate --declaration governance.yaml --range origin/main..HEAD --repository docs

Exit codes:
  0  passes
  1  blocked
  2  nobody can tell: wrong input, a fact that could not be had, an undecided rule. It blocks as well`;

/** @param end takes the exit code */
export function gateCommand(terminal: Terminal, end: (exitCode: number) => void, surroundings: Surroundings): Command {
  const command = new Command("gate")
    .summary("judges a pull request or a range of commits by the declaration")
    .description(
      "Judges a change by the declaration: which AI tools took part, whether they may, what their commits say of their origin.",
    );
  command.addCommand(gateBuildCommand(terminal, end));
  return addGateFlags(command)
    .allowExcessArguments(false)
    .addHelpText("after", details)
    .action(async (flags: GateFlags) => end(await exitCodeOf(flags, terminal, surroundings)));
}
