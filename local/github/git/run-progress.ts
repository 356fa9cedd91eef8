/** How a queued run of a workflow goes on, job by job, until all its checks have a conclusion. */
import type { CheckRun, WorkflowRun } from "../core/git-state.ts";
import type { Repository, State } from "../core/state.ts";
import { advanceQueues } from "./merge-queue.ts";
import { wholeSeconds } from "./signatures.ts";
import type { Conclusion } from "./workflow-runs.ts";

/** @throws Error if the run has no such job that still waits */
export function startJob(state: State, runId: number, job: string, now: Date): void {
  const { repository, run } = found(state, runId);
  const check = jobOf(repository, run, job, ["queued"]);
  check.status = "in_progress";
  check.startedAt = wholeSeconds(now);
  run.status = "in_progress";
  run.updatedAt = wholeSeconds(now);
}

/**
 * Ends one job. The run ends with its last job.
 * @throws Error if the run has no such job that has not ended
 */
export function finishJob(state: State, runId: number, job: string, conclusion: Conclusion, now: Date): void {
  const { repository, run } = found(state, runId);
  end(jobOf(repository, run, job, ["queued", "in_progress"]), conclusion, now);
  settle(repository, run, now);
  advanceQueues({ state, now }, repository);
}

/** Ends what has not ended yet as cancelled; a run that is over stays what it is. */
export function cancelRun(state: State, runId: number, now: Date): void {
  const { repository, run } = found(state, runId);
  if (run.status === "completed") return;
  for (const check of checksOf(repository, run)) if (check.status !== "completed") end(check, "cancelled", now);
  settle(repository, run, now);
  advanceQueues({ state, now }, repository);
}

function end(check: CheckRun, conclusion: Conclusion, now: Date): void {
  check.status = "completed";
  check.conclusion = conclusion;
  check.completedAt = wholeSeconds(now);
}

/** The worst of its jobs; jobs that were skipped count only where there is no other. */
const worstFirst: readonly Conclusion[] = [
  "failure",
  "timed_out",
  "cancelled",
  "action_required",
  "success",
  "neutral",
];

function settle(repository: Repository, run: WorkflowRun, now: Date): void {
  run.updatedAt = wholeSeconds(now);
  const checks = checksOf(repository, run);
  if (checks.some(({ status }) => status !== "completed")) return;
  const conclusions = checks.map(({ conclusion }) => conclusion);
  run.status = "completed";
  run.conclusion =
    worstFirst.find((one) => conclusions.includes(one)) ?? (checks.length === 0 ? "cancelled" : "skipped");
}

function found(state: State, runId: number): { repository: Repository; run: WorkflowRun } {
  for (const repository of state.repositories) {
    const run = repository.git.workflowRuns.find(({ id }) => id === runId);
    if (run !== undefined) return { repository, run };
  }
  throw new Error(`There is no workflow run ${String(runId)}.`);
}

const checksOf = ({ git }: Repository, { checkRunIds }: WorkflowRun): CheckRun[] =>
  git.checkRuns.filter(({ id }) => checkRunIds.includes(id));

function jobOf(repository: Repository, run: WorkflowRun, job: string, states: readonly CheckRun["status"][]): CheckRun {
  const check = checksOf(repository, run).find(({ name, status }) => name === job && states.includes(status));
  if (check !== undefined) return check;
  throw new Error(`The workflow run ${String(run.id)} has no job ${job} that is ${states.join(" or ")}.`);
}
