/** A branch under another name, and another default branch: docs.github.com, "Renaming a branch". */
import { isOwner } from "../core/access.ts";
import { organizationByLogin } from "../core/actors.ts";
import { forbidden } from "../core/errors.ts";
import type { Repository } from "../core/state.ts";
import { repositoryMatches } from "../rules/repository-conditions.ts";
import { repositoryFacts } from "./actor-facts.ts";
import type { Pusher } from "./judge.ts";
import { changeRef, moveRef } from "./change-ref.ts";
import { judgeByRulesets } from "./judge.ts";

/**
 * Renaming creates one ref and deletes another. "Branch protection policies are also updated, as well as the base branch for
 * open pull requests". "If the renamed branch is the head branch of an open pull request, this pull request is closed."
 * @param from a branch that exists
 * @throws Refusal if a ruleset forbids the old name to go or the new one to come
 */
export function renameBranch(pusher: Pusher, repository: Repository, from: string, to: string): void {
  const [old, wanted] = [`refs/heads/${from}`, `refs/heads/${to}`];
  const { git } = repository;
  // Classic protection forbids deletion, and yet "People with admin permissions can rename [...] protected branches."
  judgeByRulesets(pusher, repository, { ref: old, after: null });
  changeRef(pusher, repository, { ref: wanted, after: git.refs[old] ?? null });
  for (const pull of git.pulls) if (pull.state === "open" && pull.base.branch === from) pull.base.branch = to;
  // "any non-wildcard branch protection rules that apply to that branch are also changed to match the branch's new name"
  for (const rule of git.branchProtectionRules) if (rule.pattern === from) rule.pattern = to;
  moveRef(pusher, repository, { ref: old, after: null });
  if (repository.defaultBranch === from) repository.defaultBranch = to;
}

/**
 * "Organizational rulesets that apply to branches of a repository will no longer allow the repository administrator to rename
 * branches of the targeted repository or change the default branch to another branch." Any branch, whichever they name.
 * @throws HttpError 403 for all but owners of the organisation
 */
export function refuseUnderOrganization({ state, actor }: Pusher, repository: Repository, wish: string): void {
  const organization = organizationByLogin(state, repository.owner);
  if (organization === undefined || isOwner(actor, organization)) return;
  const facts = repositoryFacts(state, repository);
  const applying = organization.rulesets.filter(
    ({ enforcement, target, conditions }) =>
      enforcement === "active" && target === "branch" && repositoryMatches(conditions, facts),
  );
  if (applying.length === 0) return;
  throw forbidden(`Organization rulesets apply to this repository: only organization owners can ${wish}.`);
}
