/** Pull requests: https://docs.github.com/rest/pulls/pulls */
import { actorRole, atLeast, canRead, repositoryFor } from "../core/access.ts";
import { sameName } from "../core/actors.ts";
import type { Call, Handlers, Reply } from "../core/contract.ts";
import { forbidden, notFound, unprocessable, validationFailed } from "../core/errors.ts";
import type { PullRequest } from "../core/git-state.ts";
import { pageOf } from "../core/pagination.ts";
import type { Repository } from "../core/state.ts";
import { changesSinceBase } from "../git/changes.ts";
import { dismissStale } from "../git/follow-ref.ts";
import { isAncestor } from "../git/history.ts";
import { commitsOfPull } from "../git/merge-pull.ts";
import { advanceQueues } from "../git/merge-queue.ts";
import { headOwner, headRepository, inNetwork, isHead } from "../git/network.ts";
import { newPull } from "../git/new-pull.ts";
import type { NewPull } from "../git/new-pull.ts";
import { actionsMayApprove } from "../git/pull-facts.ts";
import { putPullRef } from "../git/pull-ref.ts";
import { wholeSeconds } from "../git/signatures.ts";
import { commitBody, diffEntry } from "./bodies/commit.ts";
import { fullPull, simplePull } from "./bodies/pull.ts";
import { actorId, pullOfCall } from "./pull-of-call.ts";

export const pullHandlers: Handlers = {
  "pulls/list": listPulls,
  "pulls/create": createPull,
  "pulls/get": (call) => {
    const { repository, pull } = pullOfCall(call);
    return { status: 200, body: fullPull(call, repository, pull) };
  },
  "pulls/update": updatePull,
  "pulls/list-commits": listCommits,
  "pulls/list-files": listFiles,
  "repos/list-pull-requests-associated-with-commit": pullsOfCommit,
};

function listPulls(call: Call): Reply {
  const repository = repositoryFor(call, "pull_requests:read");
  const state = call.query.get("state") ?? "open";
  const [head, base] = [call.query.get("head"), call.query.get("base")];
  const wanted = repository.git.pulls.filter(
    (pull) =>
      (state === "all" || pull.state === state) &&
      (base === null || pull.base.branch === base) &&
      (head === null || headLabel(repository, pull).toLowerCase() === head.toLowerCase()),
  );
  const { items, headers } = pageOf(call, sorted(call, wanted));
  return { status: 200, body: items.map((pull) => simplePull(call, repository, pull)), headers };
}

const headLabel = (repository: Repository, pull: PullRequest): string =>
  `${headOwner(repository, pull)}:${pull.head.branch}`;

function sorted(call: Call, pulls: readonly PullRequest[]): PullRequest[] {
  const key = call.query.get("sort") === "updated" ? "updatedAt" : "createdAt";
  const ascending = call.query.get("direction") === "asc";
  const order = [...pulls].sort((a, b) => a[key].localeCompare(b[key]) || a.number - b.number);
  return ascending ? order : order.reverse();
}

interface PullInput {
  readonly title?: string;
  /** A branch, or `owner:branch` where it is in a fork. */
  readonly head: string;
  readonly base: string;
  readonly body?: string | null;
  readonly draft?: boolean;
  readonly maintainer_can_modify?: boolean;
}

function createPull(call: Call): Reply {
  const repository = repositoryFor(call, "pull_requests:write", "read");
  const input = call.body as unknown as PullInput;
  if (call.actor.kind === "workflow" && !actionsMayApprove(call.state, repository)) {
    throw forbidden("GitHub Actions is not permitted to create or approve pull requests.");
  }
  if (input.title === undefined)
    throw validationFailed([{ resource: "PullRequest", code: "missing_field", field: "title" }]);
  const { headRepository: from, head } = headOf(call, repository, input.head);
  refuseUnmergeable(repository, from, head, input.base);
  const pull = newPull(call.state, repository, {
    headRepository: from,
    title: input.title,
    body: input.body ?? null,
    head,
    base: input.base,
    draft: input.draft ?? false,
    maintainerCanModify: input.maintainer_can_modify ?? true,
    authorId: actorId(call),
    now: call.now,
  });
  const body = fullPull(call, repository, pull);
  return { status: 201, body, headers: { location: body.url } };
}

/** "For cross-repository pull requests in the same network, namespace `head` with a user like this: `username:branch`." */
function headOf(call: Call, repository: Repository, head: string): Pick<NewPull, "headRepository" | "head"> {
  const [, owner = repository.owner, branch = head] = /^([^:]+):(.+)$/.exec(head) ?? [];
  if (sameName(owner, repository.owner)) return { headRepository: repository, head: branch };
  const { state, actor } = call;
  const fork = inNetwork(state, repository, owner);
  const invalid = { resource: "PullRequest", field: "head", code: "invalid" as const };
  if (fork === undefined || !canRead(state, actor, fork)) throw validationFailed([invalid]);
  // "you must have write access to the head or the source branch"
  const writes = [fork, repository].some((one) => atLeast(actorRole(state, actor, one), "write"));
  if (!writes) throw validationFailed([{ resource: "PullRequest", code: "custom", message: "must be a collaborator" }]);
  return { headRepository: fork, head: branch };
}

function refuseUnmergeable(repository: Repository, from: Repository, head: string, base: string): void {
  const { git } = repository;
  const [headSha, baseSha] = [from.git.refs[`refs/heads/${head}`], git.refs[`refs/heads/${base}`]];
  const unknown = [...(baseSha === undefined ? ["base"] : []), ...(headSha === undefined ? ["head"] : [])];
  if (headSha === undefined || baseSha === undefined) {
    throw validationFailed(unknown.map((field) => ({ resource: "PullRequest", field, code: "invalid" as const })));
  }
  const refuse = (message: string): never => {
    throw validationFailed([{ resource: "PullRequest", code: "custom", message }]);
  };
  if (isAncestor(git, headSha, baseSha)) refuse(`No commits between ${base} and ${head}`);
  const open = git.pulls.find(
    (pull) => pull.state === "open" && isHead(repository, pull, from, head) && pull.base.branch === base,
  );
  if (open !== undefined) refuse(`A pull request already exists for ${from.owner}:${head}.`);
}

function updatePull(call: Call): Reply {
  const { repository, pull } = pullOfCall(call, "pull_requests:write", "read");
  const isAuthor = pull.authorId === actorId(call);
  if (!isAuthor && !atLeast(actorRole(call.state, call.actor, repository), "write")) throw notFound();
  const input = call.body as Partial<PullInput> & { state?: "open" | "closed" };
  if (input.title !== undefined) pull.title = input.title;
  if (input.body !== undefined) pull.body = input.body;
  if (input.maintainer_can_modify !== undefined) pull.maintainerCanModify = input.maintainer_can_modify;
  if (input.base !== undefined) rebasePull(call, repository, pull, input.base);
  if (input.state !== undefined && input.state !== pull.state) setState(call, repository, pull, input.state);
  pull.updatedAt = wholeSeconds(call.now);
  advanceQueues(call, repository);
  return { status: 200, body: fullPull(call, repository, pull) };
}

function rebasePull(call: Call, repository: Repository, pull: PullRequest, base: string): void {
  const sha = repository.git.refs[`refs/heads/${base}`];
  if (sha === undefined) throw validationFailed([{ resource: "PullRequest", field: "base", code: "invalid" }]);
  if (pull.state === "closed") throw unprocessable("Cannot change the base branch of a closed pull request.");
  pull.base = { branch: base, sha };
  dismissStale(call.state, repository, pull);
}

function setState(call: Call, repository: Repository, pull: PullRequest, state: "open" | "closed"): void {
  if (state === "open") {
    const from = headRepository(call.state, repository, pull);
    const tip = from?.git.refs[`refs/heads/${pull.head.branch}`];
    if (pull.merged !== null || tip === undefined) {
      const message = "state cannot be changed. The pull request cannot be reopened.";
      throw validationFailed([{ resource: "PullRequest", field: "state", code: "invalid", message }]);
    }
    pull.head.sha = tip;
    putPullRef(repository, pull);
  }
  pull.state = state;
  pull.closedAt = state === "closed" ? wholeSeconds(call.now) : null;
}

function listCommits(call: Call): Reply {
  const { repository, pull } = pullOfCall(call);
  const { items, headers } = pageOf(call, commitsOfPull(repository, pull).slice(0, call.limits.pullCommits));
  return { status: 200, body: items.map((sha) => commitBody(call, repository, sha)), headers };
}

function listFiles(call: Call): Reply {
  const { repository, pull } = pullOfCall(call);
  const changes = changesSinceBase(repository.git, pull.base.sha, pull.head.sha);
  const { items, headers } = pageOf(call, changes.slice(0, call.limits.files));
  return { status: 200, body: items.map((change) => diffEntry(call, repository, change, pull.head.sha)), headers };
}

function pullsOfCommit(call: Call): Reply {
  const repository = repositoryFor(call, "pull_requests:read");
  const sha = call.path["commit_sha"] ?? "";
  const pulls = repository.git.pulls.filter(
    (pull) => pull.merged?.sha === sha || commitsOfPull(repository, pull).includes(sha),
  );
  const { items, headers } = pageOf(call, pulls);
  return { status: 200, body: items.map((pull) => simplePull(call, repository, pull)), headers };
}
