/** One run of a workflow, from the event to its end. */
import { join } from "node:path";
import { userByLogin } from "../github/core/actors.ts";
import type { LocalGitHub } from "../github/server.ts";
import type { WorkflowRunRecorder } from "../github/runs/recorder.ts";
import { refusalOf } from "./allowed-actions.ts";
import { concurrencyOf, type Concurrency } from "./concurrency.ts";
import { githubContext, type GitHubContext } from "./context.ts";
import { holds, textOf, type Scope, type Status } from "./expression.ts";
import { runJob, type Conclusion, type JobResult } from "./job.ts";
import type { Occasion, Trigger } from "./occasion.ts";
import { permissionsOf } from "./permissions.ts";
import { secretsOf } from "./secrets.ts";
import type { Start, WorkflowFile } from "./triggers.ts";
import { NotKnownHere, type Job } from "./workflow.ts";

/** A run that has not begun. */
export interface QueuedRun {
  readonly id: number;
  /** `owner/name` of the repository it is about. */
  readonly repository: string;
  readonly trigger: Trigger;
  readonly action: string;
  readonly file: WorkflowFile;
  /** The commit it is shown on, and counts for. */
  readonly headSha: string;
  /** Number of the pull request; absent for pushes and merge groups. */
  readonly pull?: number;
}

export interface FinishedRun extends QueuedRun {
  readonly conclusion: Conclusion;
  readonly jobs: readonly JobResult[];
  /** What every step printed. Nothing is masked. */
  readonly log: string;
  /** What every step wrote to its summary. */
  readonly summary: string;
}

export class Run {
  readonly queued: QueuedRun;
  readonly concurrency: Concurrency | undefined;
  readonly #github: LocalGitHub;
  readonly #start: Start;
  readonly #occasion: Occasion;
  readonly #context: GitHubContext;
  readonly #recorder: WorkflowRunRecorder;
  readonly #names: ReadonlyMap<string, string>;
  readonly #abort = new AbortController();

  private constructor(
    github: LocalGitHub,
    start: Start,
    occasion: Occasion,
    recorder: WorkflowRunRecorder,
    names: ReadonlyMap<string, string>,
  ) {
    const { file, workflow } = start;
    this.#github = github;
    this.#start = start;
    this.#occasion = occasion;
    this.#recorder = recorder;
    this.#names = names;
    this.#context = githubContext(github, occasion, file, workflow.name, { id: recorder.id, number: 1 });
    this.concurrency = concurrencyOf(workflow.concurrency, outside(this.#context));
    this.queued = queuedOf(recorder.id, file, occasion);
  }

  /** Records it as queued, with a check for each of its jobs; one whose actions are not allowed ends there. */
  static async begin(github: LocalGitHub, start: Start, occasion: Occasion): Promise<Run | FinishedRun> {
    const { file, workflow } = start;
    refuseCancelling(start);
    const record = recordOf(file, occasion);
    const uses = workflow.jobs.flatMap((job) => job.steps.flatMap((step) => step.uses ?? []));
    const refusal = refusalOf(github.state, occasion.event.repository, uses);
    if (refusal !== undefined) {
      // The run ends before it has a job or a check.
      await github.recordWorkflowRun({ ...record, conclusion: "failure" });
      return { ...queuedOf(0, file, occasion), conclusion: "failure", jobs: [], log: refusal, summary: "" };
    }
    const scope = outside(githubContext(github, occasion, file, workflow.name, { id: 0, number: 1 }));
    const names = new Map(workflow.jobs.map((job) => [job.id, textOf(job.name, scope)]));
    const recorder = await github.beginWorkflowRun(record, [...names.values()]);
    return new Run(github, start, occasion, recorder, names);
  }

  /** @param folder to work in */
  async execute(folder: string): Promise<FinishedRun> {
    const results: JobResult[] = [];
    for (const job of inOrder(this.#start.workflow.jobs)) results.push(await this.#job(job, results, folder));
    return this.#finished(results);
  }

  /** Ends it: what runs is stopped, what waits does not begin. */
  async cancel(): Promise<FinishedRun> {
    this.#abort.abort();
    await this.#recorder.cancel();
    return this.#finished([]);
  }

  async #job(job: Job, earlier: readonly JobResult[], folder: string): Promise<JobResult> {
    const name = this.#names.get(job.id) ?? job.id;
    const needs = needsOf(job, earlier);
    const { signal } = this.#abort;
    const scope = { ...outside(this.#context), status: signal.aborted ? "cancelled" : statusOf(needs) } as const;
    const wanted = { ...scope, contexts: { ...scope.contexts, needs } };
    if (!holds(job.condition, wanted)) return this.#end(noWork(job.id, name, signal.aborted ? "cancelled" : "skipped"));
    if (!signal.aborted) await this.#recorder.start(name);
    return this.#end(await this.#work(job, name, needs, folder));
  }

  #work(job: Job, name: string, needs: Needs, folder: string): Promise<JobResult> {
    const { event, isForeign } = this.#occasion;
    const { repository } = event;
    const { state } = this.#github;
    const { workflow } = this.#start;
    return runJob(job, name, {
      ...{ github: this.#github, repository, context: this.#context, isForeign, needs },
      workflowEnv: workflow.env,
      permissions: permissionsOf(state, repository, workflow, job),
      secrets: isForeign ? {} : secretsOf(state, repository),
      folder: join(folder, job.id),
      signal: this.#abort.signal,
    });
  }

  async #end(result: JobResult): Promise<JobResult> {
    if (!this.#abort.signal.aborted) await this.#recorder.finish(result.name, result.conclusion);
    return result;
  }

  #finished(jobs: readonly JobResult[]): FinishedRun {
    return {
      ...this.queued,
      conclusion: this.#abort.signal.aborted ? "cancelled" : conclusionOf(jobs),
      jobs,
      log: jobs.map(({ log }) => log).join("\n"),
      summary: jobs.map(({ summary }) => summary).join("\n"),
    };
  }
}

type Needs = Readonly<Record<string, { readonly result: Conclusion }>>;

/** "Verify that your ruleset workflow does not use the `cancel-in-progress` concurrency setting." (docs.github.com, "Troubleshooting rules") */
function refuseCancelling({ file, workflow }: Start): void {
  const setting = workflow.concurrency;
  const cancels = typeof setting === "object" && setting !== null && "cancel-in-progress" in setting;
  if (!file.isRequired || !cancels || setting["cancel-in-progress"] === false) return;
  throw new NotKnownHere(`${file.repository}/${file.path}`, [
    "`cancel-in-progress` of a workflow that a ruleset requires, which GitHub asks not to use there",
  ]);
}

const outside = (context: GitHubContext): Scope => ({
  status: "success",
  contexts: { github: context, ...{ inputs: {}, vars: {} } },
});

function queuedOf(id: number, file: WorkflowFile, { event, trigger, action, headSha, pull }: Occasion): QueuedRun {
  const { repository } = event;
  return { id, repository, trigger, action, file, headSha, ...(pull === undefined ? {} : { pull }) };
}

function recordOf({ repository, path, ref, sha }: WorkflowFile, { event, trigger, headSha, state }: Occasion) {
  const { actorLogin } = event;
  return {
    ...{ repository: event.repository, headSha, path, ref, event: trigger },
    ...{ workflowRepository: repository, workflowSha: sha },
    ...(userByLogin(state, actorLogin) === undefined ? {} : { actorLogin }),
  };
}

/** Jobs after those that they need; the parser has refused circles. */
function inOrder(jobs: readonly Job[]): Job[] {
  const ordered: Job[] = [];
  while (ordered.length < jobs.length) {
    const done = new Set(ordered.map(({ id }) => id));
    const next = jobs.find((job) => !done.has(job.id) && job.needs.every((id) => done.has(id)));
    if (next === undefined) throw new Error("Jobs need each other in a circle.");
    ordered.push(next);
  }
  return ordered;
}

function needsOf(job: Job, earlier: readonly JobResult[]): Needs {
  const needed = earlier.filter(({ id }) => job.needs.includes(id));
  return Object.fromEntries(needed.map(({ id, conclusion }) => [id, { result: conclusion, outputs: {} }]));
}

/** "If a job fails or is skipped, all jobs that need it are skipped unless the jobs use a conditional expression". */
function statusOf(needs: Needs): Status {
  const results = Object.values(needs).map(({ result }) => result);
  return results.every((result) => result === "success") ? "success" : "failure";
}

const noWork = (id: string, name: string, conclusion: Conclusion): JobResult => ({
  ...{ id, name, conclusion, log: "", summary: "", outputs: {} },
});

function conclusionOf(jobs: readonly JobResult[]): Conclusion {
  const worst = (["failure", "cancelled", "success"] as const).find((one) =>
    jobs.some(({ conclusion }) => conclusion === one),
  );
  return worst ?? "skipped";
}
