/** Commits and comparisons: https://docs.github.com/rest/commits/commits */
import { repositoryFor } from "../core/access.ts";
import type { Call, Handlers, Reply } from "../core/contract.ts";
import { notFound, unprocessable } from "../core/errors.ts";
import { pageOf } from "../core/pagination.ts";
import type { Repository } from "../core/state.ts";
import { changesOfCommit, changesSinceBase } from "../git/changes.ts";
import { ancestors, commitsBetween, mergeBase } from "../git/history.ts";
import { commitOf } from "../git/objects.ts";
import { resolveCommit } from "../git/resolve.ts";
import { commitBody, diffEntry, fullCommitBody } from "./bodies/commit.ts";
import { repositoryPage } from "./bodies/git.ts";
import { refuseEmpty } from "./refs.ts";

export const commitHandlers: Handlers = {
  "repos/list-commits": listCommits,
  "repos/get-commit": getCommit,
  "repos/compare-commits": compareCommits,
  "repos/compare-commits-with-basehead": compareCommits,
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
  return { status: 200, body: fullCommitBody(call, repository, sha) };
}

function compareCommits(call: Call): Reply {
  const repository = repositoryFor(call, "contents:read");
  const { git } = repository;
  const [baseName = "", headName = ""] = (call.path["basehead"] ?? `${call.path["base"]}...${call.path["head"]}`).split(
    "...",
  );
  const base = resolveCommit(git, withoutOwner(repository, baseName));
  const head = resolveCommit(git, withoutOwner(repository, headName));
  if (base === undefined || head === undefined) throw notFound();
  const common = mergeBase(git, base, head);
  if (common === undefined) throw notFound(`No common ancestor between ${baseName} and ${headName}.`);
  const ahead = commitsBetween(git, [base], head).reverse();
  const behind = commitsBetween(git, [head], base).length;
  const page = `${repositoryPage(call, repository)}/compare/${baseName}...${headName}`;
  const { items, headers } = pageOf(call, ahead, 250);
  return {
    status: 200,
    headers,
    body: {
      url: call.url,
      html_url: page,
      permalink_url: page,
      diff_url: `${page}.diff`,
      patch_url: `${page}.patch`,
      base_commit: commitBody(call, repository, base),
      merge_base_commit: commitBody(call, repository, common),
      status: comparison(ahead.length, behind),
      ahead_by: ahead.length,
      behind_by: behind,
      total_commits: ahead.length,
      commits: items.map((sha) => commitBody(call, repository, sha)),
      files: changesSinceBase(git, base, head).map((change) => diffEntry(call, repository, change, head)),
    },
  };
}

function withoutOwner({ owner }: Repository, name: string): string {
  return name.startsWith(`${owner}:`) ? name.slice(owner.length + 1) : name;
}

function comparison(ahead: number, behind: number): "identical" | "ahead" | "behind" | "diverged" {
  if (ahead > 0) return behind > 0 ? "diverged" : "ahead";
  return behind > 0 ? "behind" : "identical";
}
