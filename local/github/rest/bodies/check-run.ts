/** `check-run` and the app behind it. */
import { appById, organizationByLogin } from "../../core/actors.ts";
import type { Call } from "../../core/contract.ts";
import type { CheckRun } from "../../core/git-state.ts";
import { nodeId } from "../../core/node-id.ts";
import type { Repository } from "../../core/state.ts";
import { repositoryPage, repositoryUrl } from "./git.ts";
import { userBody } from "./pull.ts";
import { organizationAsUser } from "./user.ts";

export function checkRunBody(call: Call, repository: Repository, run: CheckRun) {
  const url = `${repositoryUrl(call, repository)}/check-runs/${run.id}`;
  const html = `${repositoryPage(call, repository)}/runs/${run.id}`;
  const pulls = repository.git.pulls.filter((pull) => pull.state === "open" && pull.head.sha === run.headSha);
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
    app: appBody(call, repository, run.appId),
    pull_requests: pulls.map((pull) => ({
      id: pull.id,
      number: pull.number,
      url: `${repositoryUrl(call, repository)}/pulls/${pull.number}`,
      head: { ref: pull.head.branch, sha: pull.head.sha, repo: link },
      base: { ref: pull.base.branch, sha: pull.base.sha, repo: link },
    })),
  };
}

function appBody(call: Call, repository: Repository, appId: number) {
  const app = appById(call.state, appId);
  if (app === undefined) return null;
  const owner = organizationByLogin(call.state, repository.owner);
  return {
    id: app.id,
    slug: app.slug,
    node_id: nodeId("App", app.id),
    owner: owner === undefined ? userBody(call, app.botUserId) : organizationAsUser(call, owner),
    name: app.name,
    description: null,
    external_url: `${call.htmlUrl}/apps/${app.slug}`,
    html_url: `${call.htmlUrl}/apps/${app.slug}`,
    created_at: app.createdAt,
    updated_at: app.createdAt,
    permissions: { ...app.permissions },
    events: [],
  };
}
