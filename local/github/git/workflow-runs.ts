/** Runs of workflows. Nothing runs here: whoever runs workflows says how they go. */
import { actionsEnabled, githubActionsAppId, repositoryByName, userByLogin } from "../core/actors.ts";
import type { CheckRun, GitData, WorkflowRun } from "../core/git-state.ts";
import type { Repository, State } from "../core/state.ts";
import { takeId } from "../core/state.ts";
import { advanceQueues } from "./merge-queue.ts";
import { find } from "./objects.ts";
import { wholeSeconds } from "./signatures.ts";

export interface NewRun {
  /** `owner/name` of the repository whose commit is checked. */
  readonly repository: string;
  readonly headSha: string;
  /** `owner/name` of the repository the workflow file is in. */
  readonly workflowRepository: string;
  /** e.g. `.github/workflows/gate.yml` */
  readonly path: string;
  /** Branch or tag of the workflow file, e.g. `main`. */
  readonly ref: string;
  /** Commit of the workflow file, where a rule pins it. */
  readonly workflowSha?: string;
  /** Default: `pull_request`. */
  readonly event?: "pull_request" | "pull_request_target" | "pull_request_review" | "merge_group" | "push";
  /** Who caused it. Default: `github-actions[bot]`. */
  readonly actorLogin?: string;
}

export type Conclusion = "success" | "failure" | "cancelled" | "skipped" | "timed_out" | "action_required" | "neutral";

/** A run that is over, of which only the outcome counts. */
export interface FinishedRun extends NewRun {
  readonly conclusion: Conclusion;
}

/** @throws Error if one of the repositories or the commit does not exist, or Actions are switched off where the run would be */
export function recordWorkflowRun(state: State, { conclusion, ...run }: FinishedRun, now: Date): WorkflowRun {
  const { repository, record } = addRun(state, run, now);
  Object.assign(record, { status: "completed", conclusion });
  advanceQueues({ state, now }, repository);
  return { ...record };
}

/**
 * A run that is queued, with a check run of GitHub Actions for each of its jobs.
 * @param jobs what the checks are to be called: names of jobs
 * @throws as `recordWorkflowRun`
 */
export function queueWorkflowRun(state: State, run: NewRun, jobs: readonly string[], now: Date): WorkflowRun {
  const { repository, record } = addRun(state, run, now);
  const checks = jobs.map((name) => queuedCheck(takeId(state), name, record, now));
  repository.git.checkRuns.push(...checks);
  record.checkRunIds = checks.map(({ id }) => id);
  advanceQueues({ state, now }, repository);
  return { ...record, checkRunIds: [...record.checkRunIds] };
}

function addRun(state: State, run: NewRun, now: Date): { repository: Repository; record: WorkflowRun } {
  const repository = named(state, run.repository);
  named(state, run.workflowRepository);
  if (!actionsEnabled(state, repository)) {
    throw new Error(
      `Actions are switched off for ${run.repository}: no workflow runs there. Enable them in the repository and its organization first.`,
    );
  }
  const { git } = repository;
  const { headSha, workflowRepository, path, ref, actorLogin = "github-actions[bot]" } = run;
  if (find(git, headSha, "commit") === undefined) throw new Error(`${run.repository} has no commit ${headSha}.`);
  if (run.event === "merge_group") refuseNoGroup(git, run);
  const branch = Object.entries(git.refs).find(([name, sha]) => name.startsWith("refs/heads/") && sha === headSha);
  git.workflowRuns.push({
    ...{ id: takeId(state), headSha, workflowRepository, path, ref },
    headBranch: branch?.[0].slice("refs/heads/".length) ?? null,
    event: run.event ?? "pull_request",
    workflowSha: run.workflowSha ?? null,
    ...{ status: "queued", conclusion: null, checkRunIds: [] },
    actorId: userByLogin(state, actorLogin)?.id ?? 0,
    runNumber: git.workflowRuns.length + 1,
    ...{ createdAt: wholeSeconds(now), updatedAt: wholeSeconds(now) },
  });
  const record = git.workflowRuns.at(-1);
  if (record === undefined) throw new Error("A run that was just added is missing.");
  return { repository, record };
}

function queuedCheck(id: number, name: string, { headSha }: WorkflowRun, now: Date): CheckRun {
  return {
    ...{ id, appId: githubActionsAppId, name, headSha, status: "queued", conclusion: null },
    ...{ externalId: "", detailsUrl: null, output: { title: null, summary: null, text: null } },
    ...{ startedAt: wholeSeconds(now), completedAt: null },
  };
}

/** GitHub sends the event for commits of a merge queue only. */
function refuseNoGroup(git: GitData, { repository, headSha }: NewRun): void {
  if ((git.mergeQueue ?? []).some((entry) => entry.group?.headSha === headSha)) return;
  throw new Error(`${headSha} is not a commit of a merge queue of ${repository}: no merge_group workflow runs on it.`);
}

function named(state: State, fullName: string): Repository {
  const [owner = "", name = ""] = fullName.split("/");
  const repository = repositoryByName(state, owner, name);
  if (repository === undefined) throw new Error(`There is no repository ${fullName}.`);
  return repository;
}
