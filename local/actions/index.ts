/** Local GitHub's runner of workflows. */
export { startRunner, type ActionsRunner } from "./runner.ts";
export type { FinishedRun, QueuedRun } from "./run.ts";
export type { JobResult } from "./job.ts";
export { NotKnownHere } from "./workflow.ts";
