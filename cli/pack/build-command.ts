import { Command, Option } from "commander";
import { builtFiles, factsOf } from "../../policypack/built/files.ts";
import { today } from "../../policypack/today.ts";
import type { Role } from "../../policypack/judging/rule.ts";
import type { PackName } from "../../policypack/packs/pack.ts";
import { writeFolder } from "../folder.ts";
import type { Terminal } from "../terminal.ts";
import { readBundle } from "./bundle.ts";
import { dateFlag, exitCodeOf, lookedUpOf, packFlag, roleFlag, validDaysOf, withLookedUpFlags } from "./flags.ts";
import type { LookedUpFlags } from "./flags.ts";
import { refuseForeignPackFolder } from "./pack-folder.ts";
import { readPackDeclaration } from "./read-pack-declaration.ts";

interface Flags extends LookedUpFlags {
  readonly declaration: string;
  readonly role: Role;
  readonly pack: PackName;
  readonly date?: string;
  readonly validDays: number;
  readonly out: string;
}

const details = `
The pack holds what the declaration demands; --policy-pack-config can then only set levels and "undecided". Its version is
the digest of its files, which each preview shows. Install its dependencies where it runs: npm install --prefix <out>

Example:
  ai-governance pack build --declaration stacks/organization/governance.yaml --role repository --out policy-packs/repository

Exit codes:
  0  built
  2  wrong input; nothing is changed`;

/** @param end takes the exit code */
export function buildCommand(terminal: Terminal, end: (exitCode: number) => void): Command {
  const command = new Command("build")
    .summary("builds the pack of one organisation")
    .description("Builds the policy pack of one organisation: its baseline, repositories and waivers are in it.")
    .requiredOption("--declaration <file>", "governance.yaml")
    .addOption(roleFlag().makeOptionMandatory())
    .addOption(packFlag())
    .addOption(dateFlag())
    .addOption(
      new Option("--valid-days <days>", "days from that date for which the pack holds; then it says so")
        .argParser(validDaysOf)
        .default(90),
    )
    .requiredOption("--out <folder>", "folder of the pack: new, empty, or one that was built before")
    .allowExcessArguments(false)
    .addHelpText("after", details)
    .action(async (flags: Flags) => end(await exitCodeOf(terminal, () => build(terminal, flags))));
  return withLookedUpFlags(command);
}

async function build(terminal: Terminal, { declaration: path, out, ...flags }: Flags): Promise<number> {
  const declaration = await readPackDeclaration(path);
  await refuseForeignPackFolder(out);
  const facts = factsOf({ ...flags, declaration, lookedUp: lookedUpOf(flags), date: flags.date ?? today() });
  const files = builtFiles(facts, await readBundle());
  await writeFolder(out, files);
  const { name, version } = JSON.parse(files["package.json"]) as { name: string; version: string };
  terminal.out(`${out}: ${name} ${version}, valid until ${facts.validUntil}\n`);
  return 0;
}
