/** Commits: https://docs.github.com/rest/commits/commits */
import { repositoryFor } from "../core/access.ts";
import type { Call, Handlers, Reply } from "../core/contract.ts";
import { notFound, unprocessable } from "../core/errors.ts";
import { pageOf } from "../core/pagination.ts";
import type { Repository } from "../core/state.ts";
import { changesOfCommit } from "../git/changes.ts";
import { ancestors } from "../git/history.ts";
import { commitOf } from "../git/objects.ts";
import { resolveCommit } from "../git/resolve.ts";
import { commitBody, fullCommitBody } from "./bodies/commit.ts";
import { refuseEmpty } from "./refs.ts";

export const commitHandlers: Handlers = {
  "repos/list-commits": listCommits,
  "repos/get-commit": getCommit,
};

function listCommits(call: Call): Reply {
  const repository = repositoryFor(call, "contents:read");
  refuseEmpty(repository);
  const tip = resolveCommit(repository.git, call.query.get("sha") ?? repository.defaultBranch);
  if (tip === undefined) throw notFound();
  const wanted = ancestors(repository.git, tip).filter((sha) => isWanted(call, repository, sha));
  const { items, headers } = pageOf(call, wanted);
  return { status: 200, body: items.map((sha) => commitBody(call, repository, sha)), headers };
}

function isWanted(call: Call, repository: Repository, sha: string): boolean {
  const { author, committer } = commitOf(repository.git, sha);
  const [path, by, since, until] = ["path", "author", "since", "until"].map((name) => call.query.get(name));
  const at = Date.parse(committer.date);
  if (since && at < Date.parse(since)) return false;
  if (until && at > Date.parse(until)) return false;
  if (by && author.email !== by && commitBody(call, repository, sha).author?.login !== by) return false;
  return !path || changesOfCommit(repository.git, sha).some((change) => isAt(change.path, path));
}

const isAt = (file: string, path: string): boolean => file === path || file.startsWith(`${path.replace(/\/$/, "")}/`);

function getCommit(call: Call): Reply {
  const repository = repositoryFor(call, "contents:read");
  refuseEmpty(repository);
  const name = call.path["ref"] ?? "";
  const sha = resolveCommit(repository.git, name);
  if (sha === undefined) throw unprocessable(`No commit found for SHA: ${name}`);
  if (/\bsha\b/.test(call.accept)) {
    return { status: 200, body: sha, headers: { "content-type": "application/vnd.github.sha; charset=utf-8" } };
  }
  const changes = changesOfCommit(repository.git, sha).slice(0, call.limits.files);
  const most = call.limits.filesOfCommit;
  const { items, headers } = pageOf(call, changes, most, most);
  return { status: 200, headers, body: fullCommitBody(call, repository, sha, items) };
}
