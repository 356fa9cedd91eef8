/** Two commits against one another: https://docs.github.com/rest/commits/commits#compare-two-commits */
import { canRead, repositoryFor } from "../core/access.ts";
import { sameName } from "../core/actors.ts";
import type { Call, Handlers, Reply } from "../core/contract.ts";
import { notFound } from "../core/errors.ts";
import { pageOf } from "../core/pagination.ts";
import type { Page } from "../core/pagination.ts";
import type { Repository } from "../core/state.ts";
import { changesSinceBase } from "../git/changes.ts";
import { commitsBetween, mergeBase } from "../git/history.ts";
import { inNetwork } from "../git/network.ts";
import { find } from "../git/objects.ts";
import { resolveCommit } from "../git/resolve.ts";
import { commitBody, diffEntry } from "./bodies/commit.ts";
import { repositoryPage } from "./bodies/git.ts";

export const comparisonHandlers: Handlers = {
  "repos/compare-commits": compareCommits,
  "repos/compare-commits-with-basehead": compareCommits,
};

function compareCommits(call: Call): Reply {
  const repository = repositoryFor(call, "contents:read");
  const { git } = repository;
  const { path } = call;
  const [baseName = "", headName = ""] = (path["basehead"] ?? `${path["base"]}...${path["head"]}`).split("...");
  const [base, head] = [commitNamed(call, repository, baseName), commitNamed(call, repository, headName)];
  if (base === undefined || head === undefined) throw notFound();
  const common = mergeBase(git, base, head);
  if (common === undefined) throw notFound(`No common ancestor between ${baseName} and ${headName}.`);
  const ahead = commitsBetween(git, [base], head).reverse();
  const behind = commitsBetween(git, [head], base).length;
  const page = `${repositoryPage(call, repository)}/compare/${baseName}...${headName}`;
  const { items, headers } = shownCommits(call, ahead);
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
      files: shownFiles(call, repository, base, head),
    },
  };
}

/** "[...] or you can compare refs and commit SHAs that exist in different repositories within the same repository network": `owner:ref`. */
function commitNamed(call: Call, repository: Repository, name: string): string | undefined {
  const [, owner = repository.owner, ref = name] = /^([^:]+):(.+)$/.exec(name) ?? [];
  if (sameName(owner, repository.owner)) return resolveCommit(repository.git, ref);
  const { state, actor } = call;
  const other = inNetwork(state, repository, owner);
  if (other === undefined || !canRead(state, actor, other)) return undefined;
  const sha = resolveCommit(other.git, ref);
  return sha !== undefined && find(repository.git, sha, "commit") !== undefined ? sha : undefined;
}

const isPaged = ({ query }: Call): boolean => query.has("page") || query.has("per_page");

/** Unpaged, "the last commit in the list is the most recent of the entire comparison". */
function shownCommits(call: Call, ahead: readonly string[]): Page<string> {
  if (isPaged(call)) return pageOf(call, ahead);
  return { items: ahead.slice(-call.limits.comparedCommits), headers: {} };
}

/** "The list of changed files is only shown on the first page of results". */
function shownFiles(call: Call, repository: Repository, base: string, head: string) {
  if (Number(call.query.get("page") ?? 1) > 1) return [];
  const changes = changesSinceBase(repository.git, base, head).slice(0, call.limits.comparedFiles);
  return changes.map((change) => diffEntry(call, repository, change, head));
}

function comparison(ahead: number, behind: number): "identical" | "ahead" | "behind" | "diverged" {
  if (ahead > 0) return behind > 0 ? "diverged" : "ahead";
  return behind > 0 ? "behind" : "identical";
}
