import { appendFile } from "node:fs/promises";
import { join } from "node:path";
import { InputError } from "../../read-input.ts";
import type { Terminal } from "../../terminal.ts";
import { readEvent } from "../event.ts";
import { apiRoot, type RepositoryName } from "../github/address.ts";
import { changeOfPull } from "../github/change.ts";
import { connect } from "../github/connection.ts";
import { refuseOtherOrganization } from "../governance-document.ts";
import { exitCodes, runGate } from "../run-gate.ts";
import type { Surroundings } from "../surroundings.ts";

/** Name of the document beside the action's bundle. */
export const documentName = "governance.yaml";

/**
 * The gate as an action: judges the event of its workflow by the document beside the bundle. Nothing is read from the working
 * folder, which a pull request may have filled.
 *
 * @param folder the bundle's own: GITHUB_ACTION_PATH is set for composite actions only
 */
export async function runAction(folder: string, terminal: Terminal, surroundings: Surroundings): Promise<number> {
  const { env, today, second } = surroundings;
  const reportFile = join(env["RUNNER_TEMP"] ?? folder, "ai-governance-gate.json");
  const sarif = env["INPUT_SARIF"] ?? "";
  const summary = env["GITHUB_STEP_SUMMARY"] ?? "";
  const exitCode = await runGate(
    {
      declaration: join(folder, documentName),
      today: today(),
      outputs: {
        annotations: true,
        json: reportFile,
        ...(summary !== "" && { summary }),
        ...(sarif !== "" && { sarif }),
      },
      async change(declaration) {
        const repository = needed(env, "GITHUB_REPOSITORY");
        refuseOtherOrganization(declaration, repository.split("/", 1)[0] ?? "");
        const subject = await readEvent(needed(env, "GITHUB_EVENT_PATH"), needed(env, "GITHUB_EVENT_NAME"));
        refuseOtherRepository(subject, repository);
        const token = env["INPUT_TOKEN"] ?? "";
        if (token === "") throw new InputError("the input token is empty; leave it out, or give one that is not");
        const github = connect({ root: apiRoot(env["GITHUB_API_URL"]), token, second });
        return changeOfPull(github, subject, declaration);
      },
    },
    terminal,
  );
  await writeActionOutputs(env["GITHUB_OUTPUT"], exitCode, reportFile);
  return exitCode;
}

// The file lies where any earlier step of the job could write it.
function refuseOtherRepository({ owner, repo }: RepositoryName, repository: string): void {
  if (`${owner}/${repo}`.toLowerCase() === repository.toLowerCase()) return;
  throw new InputError(
    `the event is of ${owner}/${repo}, and the run of ${repository}; leave GITHUB_EVENT_PATH as GitHub Actions sets it`,
  );
}

function needed(env: Surroundings["env"], name: string): string {
  const value = env[name];
  if (value) return value;
  throw new InputError(`${name} is not set; this is an action, which GitHub Actions starts`);
}

async function writeActionOutputs(file: string | undefined, exitCode: number, report: string): Promise<void> {
  if (!file) return;
  const verdict = Object.entries(exitCodes).find(([, code]) => code === exitCode)?.[0] ?? "undecided";
  await appendFile(file, `verdict=${verdict}\nreport=${report}\n`);
}
