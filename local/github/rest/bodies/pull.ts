/** Pull requests: `pull-request-simple` and `pull-request` of the description. */
import { atLeast, organizationRole, userRole } from "../../core/access.ts";
import { organizationByLogin, userById, userByLogin } from "../../core/actors.ts";
import type { Call } from "../../core/contract.ts";
import type { PullRequest } from "../../core/git-state.ts";
import { nodeId } from "../../core/node-id.ts";
import type { Repository, State } from "../../core/state.ts";
import { changesSinceBase } from "../../git/changes.ts";
import { commitsOfPull } from "../../git/merge-pull.ts";
import { headOwner, headRepository } from "../../git/network.ts";
import { mergeability } from "../../git/mergeable.ts";
import { lineChanges } from "./commit.ts";
import { repositoryPage, repositoryUrl } from "./git.ts";
import { listedRepository } from "./repository.ts";
import { teamBody } from "./team.ts";
import { organizationAsUser, simpleUser } from "./user.ts";

export function userBody(call: Call, id: number) {
  const user = userById(call.state, id);
  if (user === undefined) throw new Error(`No account has the id ${id}.`);
  return simpleUser(call, user);
}

export const pullUrl = (call: Call, repository: Repository, pull: PullRequest): string =>
  `${repositoryUrl(call, repository)}/pulls/${pull.number}`;

export const pullPage = (call: Call, repository: Repository, pull: PullRequest): string =>
  `${repositoryPage(call, repository)}/pull/${pull.number}`;

export function simplePull(call: Call, repository: Repository, pull: PullRequest) {
  return {
    ...addresses(call, repository, pull),
    id: pull.id,
    node_id: nodeId("PullRequest", pull.id),
    number: pull.number,
    state: pull.state,
    locked: false,
    active_lock_reason: null,
    title: pull.title,
    user: userBody(call, pull.authorId),
    body: pull.body,
    labels: [],
    milestone: null,
    assignee: null,
    assignees: [],
    requested_reviewers: pull.requestedReviewerIds.map((id) => userBody(call, id)),
    requested_teams: requestedTeams(call, repository, pull),
    created_at: pull.createdAt,
    updated_at: pull.updatedAt,
    closed_at: pull.closedAt,
    merged_at: pull.merged?.at ?? null,
    merge_commit_sha: pull.merged?.sha ?? null,
    head: headSide(call, repository, pull),
    base: baseSide(call, repository, pull),
    author_association: association(call.state, repository, pull.authorId),
    auto_merge: null,
    draft: pull.draft,
  };
}

/** With what only the page of one pull request tells. */
export function fullPull(call: Call, repository: Repository, pull: PullRequest) {
  const changes = changesSinceBase(repository.git, pull.base.sha, pull.head.sha);
  const lines = changes.map((change) => lineChanges(repository.git, change));
  const { mergeable, state } = mergeability(call.state, repository, pull, call.now);
  return {
    ...simplePull(call, repository, pull),
    merged: pull.merged !== null,
    mergeable,
    rebaseable: mergeable,
    mergeable_state: state,
    merged_by: pull.merged === null ? null : userBody(call, pull.merged.byId),
    comments: 0,
    review_comments: pull.threads.flatMap((thread) => thread.comments).length,
    maintainer_can_modify: pull.maintainerCanModify,
    commits: commitsOfPull(repository, pull).length,
    additions: lines.reduce((sum, one) => sum + one.additions, 0),
    deletions: lines.reduce((sum, one) => sum + one.deletions, 0),
    changed_files: changes.length,
  };
}

function addresses(call: Call, repository: Repository, pull: PullRequest) {
  const root = repositoryUrl(call, repository);
  const url = pullUrl(call, repository, pull);
  const page = pullPage(call, repository, pull);
  const issue = `${root}/issues/${pull.number}`;
  const all = {
    html: page,
    issue,
    comments: `${issue}/comments`,
    review_comments: `${url}/comments`,
    review_comment: `${root}/pulls/comments{/number}`,
    commits: `${url}/commits`,
    statuses: `${root}/statuses/${pull.head.sha}`,
  };
  const named = Object.fromEntries(Object.entries(all).map(([name, href]) => [`${name}_url`, href]));
  const links = Object.fromEntries(Object.entries({ self: url, ...all }).map(([name, href]) => [name, { href }]));
  return { url, ...named, diff_url: `${page}.diff`, patch_url: `${page}.patch`, _links: links };
}

export function requestedTeams(call: Call, repository: Repository, pull: PullRequest) {
  const organization = organizationByLogin(call.state, repository.owner);
  if (organization === undefined) return [];
  const teams = organization.teams.filter((team) => pull.requestedTeamIds.includes(team.id));
  return teams.map((team) => teamBody(call, organization, team));
}

/** The head of a pull request; a fork that was deleted is `null`. */
function headSide(call: Call, repository: Repository, pull: PullRequest) {
  const { branch, sha } = pull.head;
  const owner = headOwner(repository, pull);
  const at = headRepository(call.state, repository, pull);
  return {
    ...{ label: `${owner}:${branch}`, ref: branch, sha, user: ownerBody(call, owner) },
    repo: at === undefined ? null : listedRepository(call, at),
  };
}

function baseSide(call: Call, repository: Repository, { base: { branch, sha } }: PullRequest) {
  const { owner } = repository;
  return {
    ...{ label: `${owner}:${branch}`, ref: branch, sha, user: ownerBody(call, owner) },
    repo: listedRepository(call, repository),
  };
}

function ownerBody(call: Call, login: string) {
  const organization = organizationByLogin(call.state, login);
  if (organization !== undefined) return organizationAsUser(call, organization);
  const user = userByLogin(call.state, login);
  return user === undefined ? null : simpleUser(call, user);
}

export function association(state: State, repository: Repository, userId: number): string {
  const organization = organizationByLogin(state, repository.owner);
  if (organization !== undefined && organizationRole(organization, userId) !== undefined) return "MEMBER";
  return atLeast(userRole(state, repository, userId), "write") ? "COLLABORATOR" : "NONE";
}
