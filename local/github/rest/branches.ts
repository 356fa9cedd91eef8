/** Branches: https://docs.github.com/rest/branches/branches */
import { repositoryFor } from "../core/access.ts";
import type { Call, Handlers, Reply } from "../core/contract.ts";
import { notFound, unprocessable, validationFailed } from "../core/errors.ts";
import { pageOf } from "../core/pagination.ts";
import type { Repository } from "../core/state.ts";
import { repositoryFacts, rulesetsOf } from "../git/actor-facts.ts";
import { refuseUnderOrganization, renameBranch } from "../git/rename-branch.ts";
import { rulesetsFor } from "../rules/applicable.ts";
import { shortName } from "../rules/model.ts";
import { protectionFor } from "../rules/protection.ts";
import { commitBody } from "./bodies/commit.ts";
import { repositoryPage, repositoryUrl } from "./bodies/git.ts";
import { isRefName } from "./refs.ts";
import { refusedWith } from "./refused.ts";

export const branchHandlers: Handlers = {
  "repos/list-branches": listBranches,
  "repos/get-branch": getBranch,
  "repos/rename-branch": renameBranchOfCall,
};

const prefix = "refs/heads/";

function listBranches(call: Call): Reply {
  const repository = repositoryFor(call, "contents:read");
  const wanted = call.query.get("protected");
  const names = Object.keys(repository.git.refs)
    .filter((ref) => ref.startsWith(prefix))
    .map(shortName)
    .filter((name) => wanted === null || isProtected(call, repository, name) === (wanted === "true"));
  const { items, headers } = pageOf(call, names.sort());
  return { status: 200, body: items.map((name) => shortBranch(call, repository, name)), headers };
}

function shortBranch(call: Call, repository: Repository, name: string) {
  const sha = repository.git.refs[prefix + name] ?? "";
  const url = repositoryUrl(call, repository);
  return {
    name,
    commit: { sha, url: `${url}/commits/${sha}` },
    protected: isProtected(call, repository, name),
    protection: protectionSummary(repository, name),
    protection_url: `${url}/branches/${name}/protection`,
  };
}

/** A branch counts as protected by a classic rule or by any ruleset that is enforced on it. */
function isProtected(call: Call, repository: Repository, name: string): boolean {
  const facts = repositoryFacts(call.state, repository);
  const rulesets = rulesetsFor(rulesetsOf(call.state, repository), facts, prefix + name);
  return (
    rulesets.some((ruleset) => ruleset.target === "branch") ||
    protectionFor(repository.git.branchProtectionRules, prefix + name) !== undefined
  );
}

function protectionSummary(repository: Repository, name: string) {
  const rule = protectionFor(repository.git.branchProtectionRules, prefix + name);
  const checks = rule?.requiresStatusChecks === true ? rule.requiredStatusChecks : [];
  const level = rule?.isAdminEnforced === true ? "everyone" : "non_admins";
  return {
    enabled: rule !== undefined,
    required_status_checks: {
      enforcement_level: checks.length === 0 ? "off" : level,
      contexts: checks.map((check) => check.context),
      checks: checks.map((check) => ({ context: check.context, app_id: check.appId })),
    },
  };
}

export function branchBody(call: Call, repository: Repository, name: string) {
  const sha = repository.git.refs[prefix + name];
  if (sha === undefined) throw notFound("Branch not found");
  const short = shortBranch(call, repository, name);
  const self = `${repositoryUrl(call, repository)}/branches/${name}`;
  const links = { self, html: `${repositoryPage(call, repository)}/tree/${name}` };
  return { ...short, commit: commitBody(call, repository, sha), _links: links };
}

function getBranch(call: Call): Reply {
  const repository = repositoryFor(call, "contents:read");
  return { status: 200, body: branchBody(call, repository, call.path["branch"] ?? "") };
}

function renameBranchOfCall(call: Call): Reply {
  const repository = repositoryFor(call, "contents:write");
  const from = call.path["branch"] ?? "";
  const to = (call.body as { new_name: string }).new_name;
  if (repository.git.refs[prefix + from] === undefined) throw notFound("Branch not found");
  refuseName(repository, from, to);
  // "People with admin permissions can rename the default branch and protected branches."
  const isProtectedByRule = protectionFor(repository.git.branchProtectionRules, prefix + from) !== undefined;
  if (from === repository.defaultBranch || isProtectedByRule) repositoryFor(call, "administration:write");
  refuseUnderOrganization(call, repository, "rename its branches");
  refusedWith(422, () => renameBranch(call, repository, from, to));
  return { status: 201, body: branchBody(call, repository, to) };
}

function refuseName(repository: Repository, from: string, to: string): void {
  if (from === to) {
    const message = "New branch cannot be the same as the current branch";
    throw validationFailed([{ resource: "Branch", code: "custom", message }]);
  }
  if (!isRefName(prefix + to)) throw unprocessable(`${to} is not a valid branch name.`);
  if (repository.git.refs[prefix + to] !== undefined) throw unprocessable("New branch already exists");
}
