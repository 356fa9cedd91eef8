/** One step of a job: a script, or an action written in JavaScript. */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { randomUUID } from "node:crypto";
import { execa } from "execa";
import type { Action } from "./action.ts";
import { textOf, textsOf, type Scope } from "./expression.ts";
import { stepFiles, type Written } from "./file-commands.ts";
import type { Step } from "./workflow.ts";

export interface StepPlace {
  /** `GITHUB_WORKSPACE`, where steps run. */
  readonly workspace: string;
  /** `RUNNER_TEMP` */
  readonly temporary: string;
  /** What every step of the job is given, with what earlier steps added. */
  readonly env: Readonly<Record<string, string>>;
  /** Stops the step. A step that begins after that cleans up, and is not stopped. */
  readonly signal: AbortSignal;
}

export interface StepResult {
  readonly succeeded: boolean;
  /** Standard output and error as they came. Nothing is masked, so that a test can see a token that must not be there. */
  readonly log: string;
  readonly written: Written;
}

export async function runStep(
  step: Step,
  action: Action | undefined,
  scope: Scope,
  place: StepPlace,
): Promise<StepResult> {
  const files = await stepFiles(place.temporary);
  const env = { ...place.env, ...textsOf(step.env, scope), ...files.variables };
  const command =
    action === undefined ? await scriptCommand(step, scope, place.temporary) : actionCommand(action, step, scope);
  const { exitCode, all } = await execa(command.file, command.args, {
    cwd: place.workspace,
    // Nothing of the machine's own variables.
    env: { ...env, ...command.env },
    extendEnv: false,
    all: true,
    reject: false,
    stdin: "ignore",
    ...(place.signal.aborted ? {} : { cancelSignal: place.signal }),
    forceKillAfterDelay: 1000,
  });
  return { succeeded: exitCode === 0, log: all, written: await files.read() };
}

interface Command {
  readonly file: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

/** "`bash -e {0}`" where no shell is named, "`bash --noprofile --norc -eo pipefail {0}`" where bash is. */
async function scriptCommand({ run, pipesFail }: Step, scope: Scope, folder: string): Promise<Command> {
  const file = join(folder, `${randomUUID()}.sh`);
  await writeFile(file, textOf(run, scope));
  const flags = pipesFail ? ["--noprofile", "--norc", "-eo", "pipefail"] : ["-e"];
  return { file: "bash", args: [...flags, file], env: {} };
}

/**
 * Inputs come as `INPUT_<NAME>`. There is no `GITHUB_ACTION_PATH`: "This property is only supported in composite actions"; nor a
 * `GITHUB_TOKEN`: an action has the token by an input's default.
 */
function actionCommand({ repository, ref, main, inputs }: Action, step: Step, scope: Scope): Command {
  const given = { ...Object.fromEntries(inputs), ...step.with };
  const variables = Object.entries(given).map(([name, value]) => [
    `INPUT_${name.replaceAll(" ", "_").toUpperCase()}`,
    textOf(value, scope),
  ]);
  const named = { GITHUB_ACTION_REPOSITORY: repository, GITHUB_ACTION_REF: ref };
  return { file: process.execPath, args: [main], env: { ...named, ...Object.fromEntries(variables) } };
}
