import type { Command } from "commander";
import type { Declaration } from "../../governance/declaration/schema.ts";
import type { GateReport } from "../../governance/gate/index.ts";
import { InputError } from "../read-input.ts";
import type { Terminal } from "../terminal.ts";
import { readEvent } from "./event.ts";
import { apiRoot, pullNamed } from "./github/address.ts";
import { changeOfPull, type PullSubject } from "./github/change.ts";
import { postCheckRun } from "./github/check-run.ts";
import { connect, type GitHub } from "./github/connection.ts";
import { refuseOtherOrganization } from "./governance-document.ts";
import type { Outputs } from "./outputs.ts";
import { changeOfRange } from "./range-change.ts";
import { runGate, type GateArgs } from "./run-gate.ts";
import type { Surroundings } from "./surroundings.ts";

export interface GateFlags extends Outputs {
  readonly declaration?: string;
  readonly pull?: string;
  readonly event?: string;
  readonly eventName?: string;
  readonly checkRun?: boolean;
  readonly range?: string;
  readonly gitDir: string;
  readonly repository?: string;
}

export function addGateFlags(command: Command): Command {
  return command
    .option("--declaration <file>", "governance.yaml to judge by; never a copy that the change brings")
    .option("--pull <name>", "pull request as it is now: owner/repository#7, or the address of its page")
    .option("--event <file>", "event of GitHub Actions, as it writes it to GITHUB_EVENT_PATH")
    .option("--event-name <name>", "its name, as in GITHUB_EVENT_NAME")
    .option("--range <base..head>", "commits of a git repository, without asking GitHub")
    .option("--git-dir <folder>", "that git repository", ".")
    .option("--repository <name>", "its name in the declaration, without the organisation")
    .option("--json <file>", "writes the report as JSON; - prints it in place of the text")
    .option("--summary <file>", "appends the report as Markdown, e.g. to GITHUB_STEP_SUMMARY")
    .option("--sarif <file>", "writes the findings as SARIF 2.1.0")
    .option("--annotations", "prints workflow commands that show findings beside the files")
    .option("--check-run", "posts the verdict as the required check; takes a GitHub App's token with checks: write");
}

/** Judges what the flags name. @returns the exit code */
export async function exitCodeOf(flags: GateFlags, terminal: Terminal, surroundings: Surroundings): Promise<number> {
  try {
    return await runGate(argsOf(flags, surroundings), terminal);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    terminal.err(`${error.message}\n`);
    return 2;
  }
}

/** @throws InputError with every problem of the flags */
function argsOf(flags: GateFlags, { env, today, second }: Surroundings): GateArgs {
  const problems = problemsOf(flags);
  if (problems.length > 0) throw new InputError(problems.join("\n"));
  const root = apiRoot(env["GITHUB_API_URL"]);
  const github = () => connected(root, env["GITHUB_TOKEN"], second);
  return {
    declaration: flags.declaration ?? "",
    outputs: flags,
    today: today(),
    async change(declaration) {
      const { range, gitDir, repository } = flags;
      if (range !== undefined) return changeOfRange({ range, gitDir, repository: repository ?? "" });
      const subject = await subjectOf(flags, root);
      refuseOtherOrganization(declaration, subject.owner);
      return changeOfPull(github(), subject, declaration);
    },
    ...(flags.checkRun === true && {
      publish: async (report: GateReport, { gate }: Declaration) =>
        postCheckRun(github(), await subjectOf(flags, root), gate.check, report),
    }),
  };
}

function problemsOf(flags: GateFlags): string[] {
  const { declaration, pull, event, eventName, range, repository, checkRun, json, annotations } = flags;
  const subjects = [pull, event, range].filter((each) => each !== undefined).length;
  return [
    ...(declaration === undefined ? ["--declaration is missing; name the governance.yaml to judge by"] : []),
    ...(subjects === 1 ? [] : [`found ${subjects} of --pull, --event and --range; give one of them`]),
    ...((event === undefined) === (eventName === undefined) ? [] : ["--event and --event-name belong together"]),
    ...((range === undefined) === (repository === undefined) ? [] : ["--range and --repository belong together"]),
    ...(repository?.includes("/") ? ["--repository is the name alone, such as docs; leave the organisation out"] : []),
    ...(checkRun && range !== undefined ? ["--check-run is for pull requests; a range has nowhere to post it"] : []),
    ...(json === "-" && annotations ? ["--json - and --annotations print to the same place; give --json a file"] : []),
  ];
}

async function subjectOf({ pull, event, eventName }: GateFlags, root: string): Promise<PullSubject> {
  if (event !== undefined) return readEvent(event, eventName ?? "");
  return { trigger: "ask", ...pullNamed(pull ?? "", root) };
}

function connected(root: string, token: string | undefined, second: number): GitHub {
  if (token) return connect({ root, token, second });
  throw new InputError(
    "GITHUB_TOKEN is not set; give it a token that may read contents and pull requests of the repository",
  );
}
