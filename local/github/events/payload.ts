/** The webhook payload of an event, for its parts see https://docs.github.com/webhooks/webhook-events-and-payloads */
import { organizationByLogin } from "../core/actors.ts";
import type { Call } from "../core/contract.ts";
import type { Signature } from "../core/git-state.ts";
import type { Repository, User } from "../core/state.ts";
import { commitsBetween, isAncestor } from "../git/history.ts";
import { groupRef } from "../git/merge-queue.ts";
import { commitOf, find } from "../git/objects.ts";
import { accountOf } from "../git/signatures.ts";
import { repositoryPage } from "../rest/bodies/git.ts";
import { simpleOrganization } from "../rest/bodies/organization.ts";
import { fullPull } from "../rest/bodies/pull.ts";
import { listedRepository } from "../rest/bodies/repository.ts";
import { reviewBody } from "../rest/bodies/review.ts";
import { simpleUser } from "../rest/bodies/user.ts";
import type { Happening, MergeGroupHappening, PullRequestHappening, Push } from "./happenings.ts";

export function payloadOf(call: Call, repository: Repository, happening: Happening, sender: User): object {
  const organization = organizationByLogin(call.state, repository.owner);
  return {
    ...ownParts(call, repository, happening, sender),
    repository: listedRepository(call, repository),
    ...(organization === undefined ? {} : { organization: simpleOrganization(call, organization) }),
    sender: simpleUser(call, sender),
  };
}

function ownParts(call: Call, repository: Repository, happening: Happening, sender: User): object {
  switch (happening.name) {
    case "push":
      return push(call, repository, happening, sender);
    case "pull_request":
      return pullRequest(call, repository, happening);
    case "pull_request_review": {
      const { action, pull, review } = happening;
      const shown = { ...reviewBody(call, repository, pull, review), state: review.state.toLowerCase() };
      return { action, review: shown, pull_request: fullPull(call, repository, pull) };
    }
    case "merge_group":
      return mergeGroup(repository, happening);
  }
}

function pullRequest(call: Call, repository: Repository, happening: PullRequestHappening): object {
  const { action, pull, before } = happening;
  const moved = action === "synchronize" ? { before: before?.head.sha, after: pull.head.sha } : {};
  const changes = action === "edited" && before !== undefined ? { changes: editsOf(before, pull) } : {};
  return { action, number: pull.number, ...moved, ...changes, pull_request: fullPull(call, repository, pull) };
}

/** "The changes to the comment if the action was `edited`": only what changed, as it was. */
function editsOf(before: PullRequestHappening["pull"], { title, body, base }: PullRequestHappening["pull"]): object {
  return {
    ...(before.title === title ? {} : { title: { from: before.title } }),
    ...(before.body === body ? {} : { body: { from: before.body ?? "" } }),
    ...(before.base.branch === base.branch
      ? {}
      : { base: { ref: { from: before.base.branch }, sha: { from: before.base.sha } } }),
  };
}

function mergeGroup({ git }: Repository, { action, entry, group, reason }: MergeGroupHappening): object {
  return {
    action,
    merge_group: {
      head_sha: group.headSha,
      head_ref: groupRef(entry, group),
      base_sha: group.baseSha,
      base_ref: `refs/heads/${entry.base}`,
      head_commit: simpleCommit(git, group.headSha),
    },
    ...(reason === undefined ? {} : { reason }),
  };
}

type Git = Repository["git"];

function simpleCommit(git: Git, id: string) {
  const { tree, message, committer, author } = commitOf(git, id);
  const person = ({ name, email }: Signature) => ({ name, email });
  return {
    ...{ id, tree_id: tree, message, timestamp: committer.date },
    ...{ author: person(author), committer: person(committer) },
  };
}

const none = "0".repeat(40);

/** "An array of commit objects describing the pushed commits. [...] The array includes a maximum of 2048 commits." */
const mostCommits = 2048;

function push(call: Call, repository: Repository, { ref, before, after }: Push, pusher: User): object {
  const { git } = repository;
  const isCommit = after !== undefined && find(git, after, "commit") !== undefined;
  const known = before === undefined ? otherTips(git, ref) : [before];
  const commits = isCommit ? commitsBetween(git, known, after).slice(0, mostCommits).reverse() : [];
  const page = repositoryPage(call, repository);
  return {
    ...{ ref, before: before ?? none, after: after ?? none, base_ref: null },
    ...{ created: before === undefined, deleted: after === undefined },
    forced: before !== undefined && isCommit && !isAncestor(git, before, after),
    compare: `${page}/compare/${(before ?? none).slice(0, 12)}...${(after ?? none).slice(0, 12)}`,
    commits: commits.map((sha) => pushedCommit(call, repository, sha)),
    head_commit: isCommit ? pushedCommit(call, repository, after) : null,
    pusher: { name: pusher.login, email: pusher.email },
  };
}

const otherTips = (git: Git, ref: string): string[] =>
  Object.entries(git.refs)
    .filter(([name, sha]) => name !== ref && find(git, sha, "commit") !== undefined)
    .map(([, sha]) => sha);

/** "The webhook payload available to GitHub Actions does not include the `added`, `removed`, and `modified` attributes". */
function pushedCommit(call: Call, repository: Repository, id: string) {
  const { author, committer } = commitOf(repository.git, id);
  const person = (signature: Signature) => {
    const username = accountOf(call.state, signature.email)?.login;
    return { name: signature.name, email: signature.email, ...(username === undefined ? {} : { username }) };
  };
  return {
    ...simpleCommit(repository.git, id),
    distinct: true,
    url: `${repositoryPage(call, repository)}/commit/${id}`,
    author: person(author),
    committer: person(committer),
  };
}
