import { Command } from "commander";
import { policyConfiguration } from "../../policypack/configuration.ts";
import type { Role } from "../../policypack/judging/rule.ts";
import type { Terminal } from "../terminal.ts";
import { exitCodeOf, lookedUpOf, roleFlag, withLookedUpFlags, type LookedUpFlags } from "./flags.ts";
import { readPackDeclaration } from "./read-pack-declaration.ts";

interface Flags extends LookedUpFlags {
  readonly declaration: string;
  readonly role: Role;
}

const details = `
Example:
  ai-governance pack configure --role repository > policy-repository.json

Exit codes:
  0  printed
  2  wrong input`;

/** @param end takes the exit code */
export function configureCommand(terminal: Terminal, end: (exitCode: number) => void): Command {
  const command = new Command("configure")
    .summary("prints the --policy-pack-config of a declaration")
    .description(
      "Prints the policy pack's configuration, for packs that are not built for one organisation. Keep it where only the platform team can change it.",
    )
    .option("--declaration <file>", "governance.yaml", "stacks/organization/governance.yaml")
    .addOption(roleFlag().makeOptionMandatory())
    .allowExcessArguments(false)
    .addHelpText("after", details)
    .action(async (flags: Flags) => end(await exitCodeOf(terminal, () => configure(terminal, flags))));
  return withLookedUpFlags(command);
}

async function configure(terminal: Terminal, flags: Flags): Promise<number> {
  const declaration = await readPackDeclaration(flags.declaration);
  const configuration = policyConfiguration(declaration, flags.role, lookedUpOf(flags));
  terminal.out(`${JSON.stringify(configuration, null, 2)}\n`);
  return 0;
}
