import { Command } from "commander";
import { knownOf } from "../../governance/provenance/index.ts";
import { exitCodeOf } from "../pack/flags.ts";
import { readDeclarationFile } from "../read-input.ts";
import type { Terminal } from "../terminal.ts";
import { dateOf, type CommitOrigin } from "./origin.ts";
import { renderText } from "./render-text.ts";
import { Samples } from "./samples.ts";
import { scan } from "./scan.ts";

interface Flags {
  readonly gitDir: string;
  readonly range: string;
  readonly declaration?: string;
  readonly json?: boolean;
  readonly commits?: boolean;
}

const details = `
A commit that names no tool is unknown: people and tools alike leave no trace. Signatures are not verified, and only what the
commits and their notes (refs/notes/ai) say is read, so all of it is a claim. A clone has the notes after
git fetch origin refs/notes/ai:refs/notes/ai.

Examples:
  ai-governance provenance scan
  ai-governance provenance scan --git-dir ../payments-api --range v1.4.0..HEAD --declaration governance.yaml
  ai-governance provenance scan --json --commits > commits.jsonl

JSON: one object; with --commits one a line, {"commit": ...} for each, newest first, and at last {"report": ...}.

Exit codes:
  0  scanned
  2  could not: wrong input, no commits, a shallow clone, damaged objects`;

/** @param end takes the exit code */
export function scanCommand(terminal: Terminal, end: (exitCode: number) => void): Command {
  return new Command("scan")
    .summary("reports which AI tools a repository's history names")
    .description("Reports which AI tools and models the commits of a history name, by what, and what they leave out.")
    .option("--git-dir <folder>", "the repository: a clone, a folder in it, or its .git", ".")
    .option("--range <range>", "base..head for what head has and base has not, or one branch, tag or commit", "HEAD")
    .option("--declaration <file>", "governance.yaml, whose tools and automation are known besides the well-known ones")
    .option("--json", "print JSON")
    .option("--commits", "list ids of commits: all as JSON, in text the newest of each group")
    .addHelpText("after", details)
    .action(async (flags: Flags) => {
      end(await exitCodeOf(terminal, () => run(terminal, flags)));
    });
}

async function run(terminal: Terminal, flags: Flags): Promise<number> {
  const { gitDir, range, declaration, json = false, commits = false } = flags;
  const known = declaration === undefined ? nothing : knownOf(await readDeclarationFile(declaration));
  const samples = new Samples();
  const list = (commit: CommitOrigin): void => {
    if (json) terminal.out(`${JSON.stringify({ commit: shown(commit) })}\n`);
    else samples.add(commit);
  };
  const each = (commit: CommitOrigin, count: number): Promise<unknown> | undefined => {
    if (commits) list(commit);
    if (count % progressStep === 0) terminal.progress?.(`${count} commits read`);
    return terminal.drained?.();
  };
  const report = await scan({ gitDir, range, known, each }).finally(() => terminal.progress?.(""));
  if (!json) terminal.out(renderText(report, samples.all()));
  else terminal.out(commits ? `${JSON.stringify({ report })}\n` : `${JSON.stringify(report, null, 2)}\n`);
  return 0;
}

function shown({ id, author, committedAt, ...rest }: CommitOrigin) {
  return { id, author, ...(committedAt !== undefined && { committed: dateOf(committedAt) }), ...rest };
}

const nothing = { tools: [], automation: [] };
const progressStep = 2_000;
