/**
 * Check runs: https://docs.github.com/rest/checks/runs. Each carries the app that posted it: a workflow's token posts as
 * GitHub Actions (15368), whatever the workflow is, so that such a check can be posted by any workflow with `checks: write`.
 */
import { repositoryFor } from "../core/access.ts";
import { actorAppId } from "../core/actors.ts";
import type { Call, Handlers, Reply } from "../core/contract.ts";
import { forbidden, notFound, unprocessable } from "../core/errors.ts";
import type { CheckRun } from "../core/git-state.ts";
import { pageOf } from "../core/pagination.ts";
import type { Repository } from "../core/state.ts";
import { takeId } from "../core/state.ts";
import { latestCheckRuns } from "../git/change-facts.ts";
import { advanceQueues } from "../git/merge-queue.ts";
import { find } from "../git/objects.ts";
import { resolveCommit } from "../git/resolve.ts";
import { wholeSeconds } from "../git/signatures.ts";
import { checkRunBody } from "./bodies/check-run.ts";

export const checkRunHandlers: Handlers = {
  "checks/create": createCheckRun,
  "checks/update": updateCheckRun,
  "checks/get": (call) => {
    const repository = repositoryFor(call, "checks:read");
    return { status: 200, body: checkRunBody(call, repository, checkRunOf(call, repository)) };
  },
  "checks/list-for-ref": listForRef,
};

interface CheckInput {
  readonly name?: string;
  readonly head_sha?: string;
  readonly status?: CheckRun["status"];
  readonly conclusion?: string;
  readonly external_id?: string;
  readonly details_url?: string;
  readonly output?: { title?: string; summary?: string; text?: string };
  readonly started_at?: string;
  readonly completed_at?: string;
}

function createCheckRun(call: Call): Reply {
  const appId = postingApp(call);
  const repository = repositoryFor(call, "checks:write");
  const input = call.body as CheckInput;
  const headSha = input.head_sha ?? "";
  if (find(repository.git, headSha, "commit") === undefined) throw unprocessable(`No commit found for SHA: ${headSha}`);
  const run: CheckRun = {
    id: takeId(call.state),
    appId,
    name: input.name ?? "",
    headSha,
    status: "queued",
    conclusion: null,
    externalId: "",
    detailsUrl: null,
    output: { title: null, summary: null, text: null },
    startedAt: wholeSeconds(call.now),
    completedAt: null,
  };
  apply(call, run, input);
  repository.git.checkRuns.push(run);
  advanceQueues(call, repository);
  return { status: 201, body: checkRunBody(call, repository, run) };
}

function postingApp(call: Call): number {
  const appId = actorAppId(call.actor);
  if (appId === undefined) throw forbidden("You must authenticate via a GitHub App.");
  return appId;
}

function apply(call: Call, run: CheckRun, input: CheckInput): void {
  if (input.name !== undefined) run.name = input.name;
  if (input.external_id !== undefined) run.externalId = input.external_id;
  if (input.details_url !== undefined) run.detailsUrl = input.details_url;
  if (input.started_at !== undefined) run.startedAt = wholeSeconds(new Date(input.started_at));
  if (input.output !== undefined) run.output = { ...run.output, ...input.output };
  if (input.status !== undefined) run.status = input.status;
  // "Providing `conclusion` will automatically set the `status` parameter to `completed`."
  if (input.conclusion !== undefined || run.status === "completed") {
    run.status = "completed";
    run.conclusion = input.conclusion ?? run.conclusion;
    run.completedAt = wholeSeconds(input.completed_at === undefined ? call.now : new Date(input.completed_at));
  } else {
    run.conclusion = null;
    run.completedAt = null;
  }
}

function checkRunOf(call: Call, repository: Repository): CheckRun {
  const run = repository.git.checkRuns.find((candidate) => candidate.id === Number(call.path["check_run_id"]));
  if (run === undefined) throw notFound();
  return run;
}

function updateCheckRun(call: Call): Reply {
  const appId = postingApp(call);
  const repository = repositoryFor(call, "checks:write");
  const run = checkRunOf(call, repository);
  if (run.appId !== appId) {
    throw forbidden(`Invalid app_id \`${appId}\` - check run can only be modified by the GitHub App that created it.`);
  }
  apply(call, run, call.body as CheckInput);
  advanceQueues(call, repository);
  return { status: 200, body: checkRunBody(call, repository, run) };
}

function listForRef(call: Call): Reply {
  const repository = repositoryFor(call, "checks:read");
  const ref = call.path["ref"] ?? "";
  const sha = resolveCommit(repository.git, ref);
  if (sha === undefined) throw unprocessable(`No commit found for SHA: ${ref}`);
  const { git } = repository;
  const all = git.checkRuns.filter((run) => run.headSha === sha);
  const wanted = (call.query.get("filter") === "all" ? all : latestCheckRuns(git, sha)).filter((run) =>
    isWanted(call, run),
  );
  const { items, headers } = pageOf(call, wanted);
  const body = { total_count: wanted.length, check_runs: items.map((run) => checkRunBody(call, repository, run)) };
  return { status: 200, body, headers };
}

function isWanted(call: Call, run: CheckRun): boolean {
  const [name, status, app] = ["check_name", "status", "app_id"].map((key) => call.query.get(key));
  return (!name || run.name === name) && (!status || run.status === status) && (!app || run.appId === Number(app));
}
