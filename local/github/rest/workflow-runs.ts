/** Runs of GitHub Actions: https://docs.github.com/rest/actions/workflow-runs */
import { repositoryFor } from "../core/access.ts";
import type { Call, Handlers, Reply } from "../core/contract.ts";
import { notFound } from "../core/errors.ts";
import type { WorkflowRun } from "../core/git-state.ts";
import { nodeId } from "../core/node-id.ts";
import { pageOf } from "../core/pagination.ts";
import type { Repository } from "../core/state.ts";
import { commitOf } from "../git/objects.ts";
import { repositoryPage, repositoryUrl } from "./bodies/git.ts";
import { userBody } from "./bodies/pull.ts";
import { minimalRepository } from "./bodies/repository.ts";

export const workflowRunHandlers: Handlers = {
  "actions/list-workflow-runs-for-repo": listRuns,
  "actions/get-workflow-run": (call) => {
    const repository = repositoryFor(call, "actions:read");
    const run = repository.git.workflowRuns.find((candidate) => candidate.id === Number(call.path["run_id"]));
    if (run === undefined) throw notFound();
    return { status: 200, body: runBody(call, repository, run) };
  },
};

function listRuns(call: Call): Reply {
  const repository = repositoryFor(call, "actions:read");
  const wanted = repository.git.workflowRuns.filter((run) => isWanted(call, run));
  const { items, headers } = pageOf(call, wanted.toReversed());
  const body = { total_count: wanted.length, workflow_runs: items.map((run) => runBody(call, repository, run)) };
  return { status: 200, body, headers };
}

/** "You can use `status` to filter by status or conclusion": both go by the one name. */
function isWanted({ query }: Call, run: WorkflowRun): boolean {
  const fits = (name: string, ...values: (string | null)[]): boolean =>
    !query.get(name) || values.includes(query.get(name));
  return (
    fits("head_sha", run.headSha) &&
    fits("branch", run.headBranch) &&
    fits("event", run.event) &&
    fits("status", run.status, run.conclusion)
  );
}

function runBody(call: Call, repository: Repository, run: WorkflowRun) {
  const url = `${repositoryUrl(call, repository)}/actions/runs/${run.id}`;
  const commit = commitOf(repository.git, run.headSha);
  const name = run.path.slice(run.path.lastIndexOf("/") + 1).replace(/\.ya?ml$/, "");
  const isOwn = run.workflowRepository.toLowerCase() === `${repository.owner}/${repository.name}`.toLowerCase();
  return {
    id: run.id,
    name,
    node_id: nodeId("WorkflowRun", run.id),
    head_branch: run.headBranch,
    head_sha: run.headSha,
    // A workflow of another repository is named with it and with the ref it was taken from.
    path: isOwn ? run.path : `${run.workflowRepository}/${run.path}@${run.ref}`,
    display_title: commit.message.split("\n")[0] ?? "",
    run_number: run.runNumber,
    event: run.event,
    status: run.status,
    conclusion: run.conclusion,
    workflow_id: run.id,
    url,
    html_url: `${repositoryPage(call, repository)}/actions/runs/${run.id}`,
    pull_requests: [],
    created_at: run.createdAt,
    updated_at: run.updatedAt,
    actor: userBody(call, run.actorId),
    jobs_url: `${url}/jobs`,
    logs_url: `${url}/logs`,
    check_suite_url: `${repositoryUrl(call, repository)}/check-suites/${run.id}`,
    artifacts_url: `${url}/artifacts`,
    cancel_url: `${url}/cancel`,
    rerun_url: `${url}/rerun`,
    workflow_url: `${repositoryUrl(call, repository)}/actions/workflows/${run.id}`,
    head_commit: {
      id: run.headSha,
      tree_id: commit.tree,
      message: commit.message,
      timestamp: commit.committer.date,
      author: { name: commit.author.name, email: commit.author.email },
      committer: { name: commit.committer.name, email: commit.committer.email },
    },
    repository: minimalRepository(call, repository),
    head_repository: minimalRepository(call, repository),
  };
}
