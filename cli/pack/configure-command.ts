import { Command } from "commander";
import { policyConfiguration } from "../../policypack/configuration.ts";
import type { Role } from "../../policypack/judging/rule.ts";
import { readDeclarationFile } from "../read-input.ts";
import type { Terminal } from "../terminal.ts";
import { breakGlassTeamFlag, exitCodeOf, roleFlag } from "./flags.ts";

interface Flags {
  readonly declaration: string;
  readonly role: Role;
  readonly breakGlassTeam?: number;
}

const details = `
Example:
  ai-governance pack configure --role repository > policy-repository.json

Exit codes:
  0  printed
  2  wrong input`;

/** @param end takes the exit code */
export function configureCommand(terminal: Terminal, end: (exitCode: number) => void): Command {
  return new Command("configure")
    .summary("prints the --policy-pack-config of a declaration")
    .description(
      "Prints the policy pack's configuration, for packs that are not built for one organisation. Keep it where only the platform team can change it.",
    )
    .option("--declaration <file>", "governance.yaml", "stacks/organization/governance.yaml")
    .addOption(roleFlag().makeOptionMandatory())
    .addOption(breakGlassTeamFlag())
    .allowExcessArguments(false)
    .addHelpText("after", details)
    .action(async (flags: Flags) => end(await exitCodeOf(terminal, () => configure(terminal, flags))));
}

async function configure(terminal: Terminal, flags: Flags): Promise<number> {
  const declaration = await readDeclarationFile(flags.declaration);
  const configuration = policyConfiguration(declaration, flags.role, { breakGlassTeamId: flags.breakGlassTeam });
  terminal.out(`${JSON.stringify(configuration, null, 2)}\n`);
  return 0;
}
