import { Command, Option } from "commander";
import type { BuiltFacts } from "../../policypack/built/facts.ts";
import { readBuiltFacts } from "../../policypack/built/read.ts";
import { effectiveRules } from "../../policypack/configuration-file/effective.ts";
import { outOfDate, toldOf } from "../../policypack/configuration-file/out-of-date.ts";
import { readConfiguration, type Configuration } from "../../policypack/configuration-file/problems.ts";
import { policyConfiguration } from "../../policypack/configuration.ts";
import type { Role } from "../../policypack/judging/rule.ts";
import { packs, type PackName } from "../../policypack/packs/pack.ts";
import { InputError, readText } from "../read-input.ts";
import type { Terminal } from "../terminal.ts";
import { renderCheck, type CheckReport } from "./check-report.ts";
import { dateFlag, exitCodeOf, lookedUpFlags, lookedUpOf, packFlag, roleFlag, withLookedUpFlags } from "./flags.ts";
import type { LookedUpFlags } from "./flags.ts";
import { readPackDeclaration } from "./read-pack-declaration.ts";

interface Flags extends LookedUpFlags {
  readonly pack: PackName;
  readonly role?: Role;
  readonly built?: string;
  readonly declaration?: string;
  readonly date?: string;
  readonly allowLower?: boolean;
  readonly format: "text" | "json";
}

const details = `
Example:
  ai-governance pack check policy-repository.json --role repository --declaration governance.yaml

Exit codes:
  0  every rule judges as the pack has it, or stricter, and is told what the declaration says
  1  a rule is disabled or lowered (--allow-lower accepts that), or is told something that neither the declaration nor a flag says
  2  wrong input`;

/** @param end takes the exit code */
export function checkCommand(terminal: Terminal, end: (exitCode: number) => void): Command {
  const command = new Command("check")
    .summary("checks a --policy-pack-config file")
    .description(
      "Checks a --policy-pack-config file, in which the engine itself takes any unknown rule and setting, and prints the level at which each rule judges.",
    )
    .argument("<policy-config.json>", "the file that is given to --policy-pack-config")
    .addOption(packFlag())
    .addOption(roleFlag())
    .addOption(
      new Option("--built <folder>", "the file is for this pack, made by `pack build`").conflicts(["pack", "role"]),
    )
    .option(
      "--declaration <file>",
      "governance.yaml: says of which rules it differs; needs --role or --built, and the ids and the URL below that the file, or the pack, was made with",
    )
    .addOption(dateFlag())
    .option("--allow-lower", "exit 0 although rules are disabled or lowered")
    .addOption(new Option("--format <format>", "how to print").choices(["text", "json"]).default("text"))
    .allowExcessArguments(false)
    .addHelpText("after", details)
    .action(async (file: string, flags: Flags) => end(await exitCodeOf(terminal, () => check(terminal, file, flags))));
  return withLookedUpFlags(command);
}

async function check(terminal: Terminal, file: string, flags: Flags): Promise<number> {
  const built = flags.built === undefined ? undefined : builtIn(flags.built);
  const role = built?.role ?? flags.role;
  const pack = packs[built?.pack ?? flags.pack];
  const configuration = await readFile(file, { role, isBuilt: built !== undefined });
  const compared = await comparedWithDeclaration(configuration, role, built, flags);
  const report = { pack: pack.name, role, rules: effectiveRules(pack, configuration), ...compared };
  terminal.out(
    flags.format === "json" ? `${JSON.stringify({ version: 1, ...report }, null, 2)}\n` : renderCheck(report),
  );
  return exitCode(report, flags);
}

function builtIn(folder: string): BuiltFacts {
  try {
    return readBuiltFacts(folder);
  } catch (error) {
    throw new InputError((error as Error).message);
  }
}

async function readFile(file: string, purpose: { role: Role | undefined; isBuilt: boolean }): Promise<Configuration> {
  const read = readConfiguration(await readText(file), purpose);
  if (!isProblems(read)) return read;
  const wayOut = purpose.isBuilt
    ? `A file for a built pack holds levels and "undecided" only: {"all": "mandatory"}`
    : `Make the file from the declaration: ai-governance pack configure --role ${purpose.role ?? "repository"}`;
  throw new InputError([...read.map((problem) => `${file}: ${problem}`), wayOut].join("\n"));
}

const isProblems = (read: Configuration | readonly string[]): read is readonly string[] => Array.isArray(read);

async function comparedWithDeclaration(
  configuration: Configuration,
  role: Role | undefined,
  built: BuiltFacts | undefined,
  flags: Flags,
): Promise<Pick<CheckReport, "outOfDate" | "unchecked">> {
  if (flags.declaration === undefined) return {};
  if (role === undefined) throw new InputError("--declaration needs --role: what rules are told depends on it");
  const declaration = await readPackDeclaration(flags.declaration);
  const lookedUp = lookedUpOf(flags);
  const known = { ...lookedUp, today: flags.date, validUntil: built?.validUntil };
  const wanted = JSON.parse(JSON.stringify(policyConfiguration(declaration, role, known))) as Configuration;
  const found = built?.settings ?? configuration;
  const unknown = Object.entries(lookedUp).flatMap(([name, value]) => (value === undefined ? [name] : []));
  const unchecked = toldOf(found, unknown).map((setting) => ({
    setting,
    pass: lookedUpFlags[setting as keyof typeof lookedUpFlags],
  }));
  return { outOfDate: outOfDate(found, wanted, unknown), unchecked };
}

function exitCode({ rules, outOfDate: differing = [], unchecked = [] }: CheckReport, { allowLower }: Flags): number {
  const lowered = rules.some(({ isLowered }) => isLowered) && allowLower !== true;
  return lowered || differing.length > 0 || unchecked.length > 0 ? 1 : 0;
}
