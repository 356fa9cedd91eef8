/** One job of a run: its token, its folders, its steps in order. */
import { mkdir, writeFile } from "node:fs/promises";
import { delimiter, join } from "node:path";
import type { LocalGitHub } from "../github/server.ts";
import { ActionNotFound, fetchAction, type Action } from "./action.ts";
import { variablesOf, type GitHubContext } from "./context.ts";
import { holds, textsOf, type Scope, type Status } from "./expression.ts";
import type { Permissions } from "./permissions.ts";
import { runStep, type StepPlace, type StepResult } from "./step.ts";
import type { Mapping } from "./value.ts";
import type { Job, Step } from "./workflow.ts";

export type Conclusion = "success" | "failure" | "cancelled" | "skipped";

export interface JobResult {
  readonly id: string;
  /** Its name, which is its check's. */
  readonly name: string;
  readonly conclusion: Conclusion;
  /** What its steps printed. Nothing is masked. */
  readonly log: string;
  /** What its steps wrote to `GITHUB_STEP_SUMMARY`: Markdown. */
  readonly summary: string;
  /** Outputs of its steps by their ids. */
  readonly outputs: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

export interface JobSetting {
  readonly github: LocalGitHub;
  /** `owner/name` */
  readonly repository: string;
  /** Without a token. */
  readonly context: GitHubContext;
  readonly workflowEnv: Mapping;
  readonly permissions: Permissions;
  /** Gets a token that reads only, and no secrets. */
  readonly isForeign: boolean;
  readonly secrets: Readonly<Record<string, string>>;
  readonly needs: Readonly<Record<string, { readonly result: Conclusion }>>;
  /** Folder of this job alone. */
  readonly folder: string;
  readonly signal: AbortSignal;
}

/** @param name the job's, worked out */
export async function runJob(job: Job, name: string, setting: JobSetting): Promise<JobResult> {
  const { github, repository, permissions, isForeign } = setting;
  const { token, end } = github.startJob({ repository, permissions, fromFork: isForeign });
  try {
    return { id: job.id, name, ...(await runSteps(job, token, setting)) };
  } finally {
    end();
  }
}

type StepsResult = Omit<JobResult, "id" | "name">;

async function runSteps(job: Job, token: string, setting: JobSetting): Promise<StepsResult> {
  const place = await placeOf(job, setting);
  const actions = await actionsOf(job, setting).catch((error: unknown) => {
    if (error instanceof ActionNotFound) return error.message;
    throw error;
  });
  if (typeof actions === "string") {
    return { conclusion: "failure", log: `##[error]${actions}`, summary: "", outputs: {} };
  }
  const progress = new Progress(job, token, setting, place);
  for (const [index, step] of job.steps.entries()) await progress.take(step, actions[index]);
  return progress.result();
}

/** All are fetched before the first step runs, as they are then. */
async function actionsOf(job: Job, { github, folder }: JobSetting): Promise<(Action | undefined)[]> {
  const actions: (Action | undefined)[] = [];
  for (const { uses } of job.steps) {
    actions.push(uses === undefined ? undefined : await fetchAction(github.state, uses, join(folder, "actions")));
  }
  return actions;
}

async function placeOf(job: Job, { github, context, folder, signal }: JobSetting): Promise<StepPlace> {
  const [workspace, temporary, home] = [join(folder, "work"), join(folder, "temp"), join(folder, "home")];
  for (const each of [workspace, temporary, home]) await mkdir(each, { recursive: true });
  const eventFile = join(temporary, "event.json");
  await writeFile(eventFile, JSON.stringify(context["event"]));
  const env = {
    ...{ PATH: process.env["PATH"] ?? "", HOME: home, CI: "true", GITHUB_ACTIONS: "true" },
    ...variablesOf(context),
    ...{ GITHUB_JOB: job.id, GITHUB_EVENT_PATH: eventFile, GITHUB_WORKSPACE: workspace },
    ...{ RUNNER_OS: "Linux", RUNNER_ARCH: "X64", RUNNER_NAME: "local", RUNNER_TEMP: temporary },
    RUNNER_ENVIRONMENT: "github-hosted",
    // A runner trusts its own GitHub.
    ...(github.caFile === undefined ? {} : { NODE_EXTRA_CA_CERTS: github.caFile }),
  };
  return { workspace, temporary, env, signal };
}

/** Where a job stands between two steps. */
class Progress {
  readonly #job: Job;
  readonly #token: string;
  readonly #setting: JobSetting;
  readonly #place: StepPlace;
  readonly #logs: string[] = [];
  readonly #summaries: string[] = [];
  readonly #steps: Record<string, { outputs: Readonly<Record<string, string>>; outcome: string; conclusion: string }> =
    {};
  #env: Readonly<Record<string, string>> = {};
  #path: readonly string[] = [];
  #failed = false;

  constructor(job: Job, token: string, setting: JobSetting, place: StepPlace) {
    this.#job = job;
    this.#token = token;
    this.#setting = setting;
    this.#place = place;
  }

  async take(step: Step, action: Action | undefined): Promise<void> {
    const scope = this.#scope(step);
    if (!holds(step.condition, scope)) return this.#note(step, {}, "skipped", "skipped");
    const result = await runStep(step, action, scope, { ...this.#place, env: this.#stepEnv(step) });
    this.#add(step, result);
  }

  result(): StepsResult {
    const outputs = Object.fromEntries(Object.entries(this.#steps).map(([id, step]) => [id, step.outputs]));
    const conclusion = this.#setting.signal.aborted ? "cancelled" : this.#failed ? "failure" : "success";
    return { conclusion, log: this.#logs.join("\n"), summary: this.#summaries.join("\n"), outputs };
  }

  #add(step: Step, { succeeded, log, written }: StepResult): void {
    this.#logs.push(log);
    if (written.summary !== "") this.#summaries.push(written.summary);
    this.#env = { ...this.#env, ...written.env };
    this.#path = [...written.path, ...this.#path];
    if (!succeeded && !step.continueOnError) this.#failed = true;
    const conclusion = succeeded || step.continueOnError ? "success" : "failure";
    this.#note(step, written.outputs, succeeded ? "success" : "failure", conclusion);
  }

  #note({ id }: Step, outputs: Readonly<Record<string, string>>, outcome: string, conclusion: string): void {
    this.#steps[id] = { outputs, outcome, conclusion };
  }

  get #status(): Status {
    if (this.#setting.signal.aborted) return "cancelled";
    return this.#failed ? "failure" : "success";
  }

  #stepEnv({ id }: Step): Record<string, string> {
    const { env } = this.#place;
    const path = [...this.#path, env["PATH"] ?? ""].join(delimiter);
    return { ...env, ...this.#ownEnv(), PATH: path, GITHUB_ACTION: id };
  }

  /** What the workflow, the job and earlier steps set. */
  #ownEnv(): Record<string, string> {
    const { workflowEnv } = this.#setting;
    const outer = textsOf(workflowEnv, this.#bareScope({}));
    return { ...outer, ...textsOf(this.#job.env, this.#bareScope(outer)), ...this.#env };
  }

  #scope(step: Step): Scope {
    const env = this.#ownEnv();
    return this.#bareScope({ ...env, ...textsOf(step.env, this.#bareScope(env)) });
  }

  #bareScope(env: Readonly<Record<string, string>>): Scope {
    const { context, secrets, needs } = this.#setting;
    const { RUNNER_OS: os, RUNNER_TEMP: temp } = this.#place.env;
    return {
      status: this.#status,
      contexts: {
        github: { ...context, token: this.#token, workspace: this.#place.workspace },
        env,
        needs,
        steps: this.#steps,
        job: { status: this.#status },
        runner: { os, temp },
        secrets: { ...secrets, GITHUB_TOKEN: this.#token },
        ...{ inputs: {}, vars: {} },
      },
    };
  }
}
