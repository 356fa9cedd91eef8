import { Command, InvalidArgumentError, Option } from "commander";
import { DeclarationError } from "../governance/index.ts";
import {
  planOf,
  PreviewError,
  readPreview,
  renderMarkdown,
  renderText,
  type PlanReport,
} from "../governance/plan/index.ts";
import { InputError, readDeclarationFile, readPreviewText } from "./read-input.ts";
import type { Terminal } from "./terminal.ts";

interface Flags {
  readonly run?: boolean;
  readonly declaration?: string;
  readonly format: "text" | "markdown" | "json";
  readonly maxWeakenedShare: number;
  readonly allow?: boolean;
}

const details = `
Examples:
  pulumi preview --json --show-sames > preview.json
  ai-governance plan preview.json --declaration stacks/organization/governance.yaml
  ai-governance plan --run --format markdown -- --stack production > comment.md

Exit codes:
  0  nothing is weakened, or no more than allowed
  1  more repositories are weakened than --max-weakened-share
  2  wrong input, or something that this preview cannot tell`;

/** @param end takes the exit code */
export function planCommand(terminal: Terminal, end: (exitCode: number) => void): Command {
  return new Command("plan")
    .summary("says what a preview changes: tools' reach, safeguards, who is locked out")
    .description(
      "Says what a Pulumi preview changes: which tool reaches what, which safeguards get weaker, who is locked out.",
    )
    .argument("[preview]", "output of `pulumi preview --json --show-sames`; - or nothing reads standard input")
    .argument("[pulumi...]", "after --run and --: arguments of `pulumi preview`")
    .option("--run", "run `pulumi preview` here instead of reading a file")
    .option("--declaration <file>", "governance.yaml after the change; needed to say who is locked out")
    .addOption(new Option("--format <format>", "how to print").choices(["text", "markdown", "json"]).default("text"))
    .option("--max-weakened-share <share>", "share of repositories, 0 to 1, that may get weaker", shareOf, 0)
    .option("--allow", "exit 0 although more are weakened")
    .addHelpText("after", details)
    .action(async (preview: string | undefined, pulumi: string[], flags: Flags) => {
      end(await plan(terminal, preview, pulumi, flags));
    });
}

function shareOf(text: string): number {
  const share = Number(text);
  if (text.trim() !== "" && share >= 0 && share <= 1) return share;
  throw new InvalidArgumentError("It must be a number from 0 to 1, such as 0.1.");
}

async function plan(
  terminal: Terminal,
  preview: string | undefined,
  pulumi: readonly string[],
  flags: Flags,
): Promise<number> {
  try {
    const declaration = flags.declaration === undefined ? undefined : await readDeclarationFile(flags.declaration);
    const { text, from } = await readPreviewText(terminal, preview, pulumi, flags.run === true);
    const report = planOf(readable(text, from), declaration);
    terminal.out(rendered(report, flags.format));
    return exitCodeOf(report, flags);
  } catch (error) {
    if (!(error instanceof InputError || error instanceof DeclarationError)) throw error;
    terminal.err(`${error.message}\n`);
    return 2;
  }
}

function readable(text: string, from: string) {
  try {
    return readPreview(text);
  } catch (error) {
    if (error instanceof PreviewError) throw new InputError(`${from}: ${error.message}`);
    throw error;
  }
}

function rendered(report: PlanReport, format: Flags["format"]): string {
  switch (format) {
    case "text":
      return renderText(report);
    case "markdown":
      return renderMarkdown(report);
    case "json":
      return `${JSON.stringify(report, null, 2)}\n`;
  }
}

// What is weakened for certain is said first; what nobody can tell is never fine, --allow or not.
function exitCodeOf({ weakened, undecided }: PlanReport, { maxWeakenedShare, allow }: Flags): number {
  if (weakened.share > maxWeakenedShare && allow !== true) return 1;
  return undecided.length > 0 ? 2 : 0;
}
