/** One run of a workflow as it goes, for whoever runs workflows. */
import type { State } from "../core/state.ts";
import { cancelRun, finishJob, startJob } from "../git/run-progress.ts";
import { queueWorkflowRun } from "../git/workflow-runs.ts";
import type { Conclusion, NewRun } from "../git/workflow-runs.ts";

export interface WorkflowRunRecorder {
  readonly id: number;
  /** Starts a job; the run is in progress from its first job on. */
  start(job: string): Promise<void>;
  /** Ends a job; the run ends with its last one: with the worst of their conclusions. */
  finish(job: string, conclusion: Conclusion): Promise<void>;
  /** Ends every job that has not ended as cancelled. */
  cancel(): Promise<void>;
}

type Change = <T>(recipe: (draft: State) => T) => Promise<T>;

export async function beginWorkflowRun(
  change: Change,
  clock: () => Date,
  run: NewRun,
  jobs: readonly string[],
): Promise<WorkflowRunRecorder> {
  const id = await change((draft) => queueWorkflowRun(draft, run, jobs, clock()).id);
  return {
    id,
    start: (job) =>
      change((draft) => {
        startJob(draft, id, job, clock());
      }),
    finish: (job, conclusion) =>
      change((draft) => {
        finishJob(draft, id, job, conclusion, clock());
      }),
    cancel: () =>
      change((draft) => {
        cancelRun(draft, id, clock());
      }),
  };
}
