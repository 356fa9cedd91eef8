import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { Command } from "commander";
import { DeclarationError } from "../../../governance/declaration/problem.ts";
import { refuseForeignFolder, writeFolder } from "../../folder.ts";
import { InputError } from "../../read-input.ts";
import type { Terminal } from "../../terminal.ts";
import { readGovernanceDocument } from "../governance-document.ts";
import { gateFiles, isBuiltGate } from "./files.ts";

interface Flags {
  readonly declaration: string;
  readonly out: string;
}

const details = `
The folder is an action for the platform team's repository: commit it, then pin the workflow (stacks/gate/gate.yml) to that
commit, then make the tag that gate.ref names. It holds the declaration as it is now: whenever that changes, build again under
a new tag. docs/gate.md tells how.

Example:
  ai-governance gate build --declaration stacks/organization/governance.yaml --out gate

Exit codes:
  0  built
  2  wrong input; nothing is changed`;

/** @param end takes the exit code */
export function gateBuildCommand(terminal: Terminal, end: (exitCode: number) => void): Command {
  return new Command("build")
    .summary("builds the gate of one organisation, as an action")
    .description("Builds the gate of one organisation: an action that judges by the declaration beside it.")
    .requiredOption("--declaration <file>", "governance.yaml")
    .requiredOption("--out <folder>", "folder of the action: new, empty, or one that was built before")
    .allowExcessArguments(false)
    .addHelpText("after", details)
    .action(async (flags: Flags) => end(await build(terminal, flags)));
}

async function build(terminal: Terminal, { declaration: path, out }: Flags): Promise<number> {
  try {
    const { declaration, bytes } = await readGovernanceDocument(path);
    await refuseForeignFolder(out, { what: "gate", isOwn: isBuiltGate });
    const { login } = declaration.organization;
    const { version, files } = gateFiles(bytes, await readGateBundle(), login);
    await writeFolder(out, files);
    terminal.out(`${out}: gate of ${login}, version ${version}\n`);
    return 0;
  } catch (error) {
    if (!(error instanceof InputError || error instanceof DeclarationError)) throw error;
    terminal.err(`${error.message}\n`);
    return 2;
  }
}

const bundle = join(import.meta.dirname, "../../dist/gate/gate.mjs");

/** The bundle that the action runs, as `npm run build` makes it. @throws InputError where it is missing */
export async function readGateBundle(file = bundle): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch {
    throw new InputError(`${file} is missing; make it: npm run build`);
  }
}
