/** `check-run` and the app behind it. */
import { appById } from "../../core/actors.ts";
import type { Call } from "../../core/contract.ts";
import type { CheckRun } from "../../core/git-state.ts";
import { isFromFork } from "../../git/network.ts";
import { nodeId } from "../../core/node-id.ts";
import type { Repository } from "../../core/state.ts";
import { appBody } from "./app.ts";
import { repositoryPage, repositoryUrl } from "./git.ts";

export function checkRunBody(call: Call, repository: Repository, run: CheckRun) {
  const url = `${repositoryUrl(call, repository)}/check-runs/${run.id}`;
  const html = `${repositoryPage(call, repository)}/runs/${run.id}`;
  // "Pushes to a branch in a forked repository are not detected and return an empty `pull_requests` array."
  const pulls = repository.git.pulls.filter(
    (pull) => pull.state === "open" && pull.head.sha === run.headSha && !isFromFork(pull),
  );
  const app = appById(call.state, run.appId);
  const link = { id: repository.id, url: repositoryUrl(call, repository), name: repository.name };
  return {
    id: run.id,
    node_id: nodeId("CheckRun", run.id),
    name: run.name,
    head_sha: run.headSha,
    external_id: run.externalId,
    url,
    html_url: html,
    details_url: run.detailsUrl ?? html,
    status: run.status,
    conclusion: run.conclusion,
    started_at: run.startedAt,
    completed_at: run.completedAt,
    output: { ...run.output, annotations_count: 0, annotations_url: `${url}/annotations` },
    check_suite: null,
    app: app === undefined ? null : appBody(call, repository, app),
    pull_requests: pulls.map((pull) => ({
      id: pull.id,
      number: pull.number,
      url: `${repositoryUrl(call, repository)}/pulls/${pull.number}`,
      head: { ref: pull.head.branch, sha: pull.head.sha, repo: link },
      base: { ref: pull.base.branch, sha: pull.base.sha, repo: link },
    })),
  };
}
