/** Runs of workflows: nothing runs here, so what would have run is recorded. */
import { actionsEnabled, repositoryByName, userByLogin } from "../core/actors.ts";
import type { GitData, WorkflowRun } from "../core/git-state.ts";
import type { State } from "../core/state.ts";
import { takeId } from "../core/state.ts";
import { advanceQueues } from "./merge-queue.ts";
import { find } from "./objects.ts";
import { wholeSeconds } from "./signatures.ts";

export interface FinishedRun {
  /** `owner/name` of the repository whose commit was checked. */
  readonly repository: string;
  readonly headSha: string;
  /** `owner/name` of the repository the workflow file is in. */
  readonly workflowRepository: string;
  /** e.g. `.github/workflows/gate.yml` */
  readonly path: string;
  /** Branch or tag of the workflow file, e.g. `main`. */
  readonly ref: string;
  readonly conclusion: "success" | "failure" | "cancelled" | "skipped" | "timed_out" | "action_required";
  /** Commit of the workflow file, where a rule pins it. */
  readonly workflowSha?: string;
  /** Default: `pull_request`. */
  readonly event?: "pull_request" | "pull_request_target" | "merge_group" | "push";
}

/** @throws Error if one of the repositories or the commit does not exist, or Actions are switched off where the run would be */
export function recordWorkflowRun(state: State, run: FinishedRun, now: Date): WorkflowRun {
  const repository = named(state, run.repository);
  named(state, run.workflowRepository);
  if (!actionsEnabled(state, repository)) {
    throw new Error(
      `Actions are switched off for ${run.repository}: no workflow runs there. Enable them in the repository and its organization first.`,
    );
  }
  const { git } = repository;
  const { headSha, workflowRepository, path, ref, conclusion } = run;
  if (find(git, headSha, "commit") === undefined) throw new Error(`${run.repository} has no commit ${headSha}.`);
  if (run.event === "merge_group") refuseNoGroup(git, run);
  const branch = Object.entries(git.refs).find(([name, sha]) => name.startsWith("refs/heads/") && sha === headSha);
  const record: WorkflowRun = {
    id: takeId(state),
    ...{ headSha, workflowRepository, path, ref, conclusion },
    headBranch: branch?.[0].slice("refs/heads/".length) ?? null,
    event: run.event ?? "pull_request",
    workflowSha: run.workflowSha ?? null,
    actorId: userByLogin(state, "github-actions[bot]")?.id ?? 0,
    runNumber: git.workflowRuns.length + 1,
    createdAt: wholeSeconds(now),
  };
  git.workflowRuns.push(record);
  advanceQueues({ state, now }, repository);
  return { ...record };
}

/** GitHub sends the event for commits of a merge queue only. */
function refuseNoGroup(git: GitData, { repository, headSha }: FinishedRun): void {
  if ((git.mergeQueue ?? []).some((entry) => entry.group?.headSha === headSha)) return;
  throw new Error(`${headSha} is not a commit of a merge queue of ${repository}: no merge_group workflow runs on it.`);
}

function named(state: State, fullName: string) {
  const [owner = "", name = ""] = fullName.split("/");
  const repository = repositoryByName(state, owner, name);
  if (repository === undefined) throw new Error(`There is no repository ${fullName}.`);
  return repository;
}
