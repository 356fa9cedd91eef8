/** Who may dismiss reviews of pull requests into a branch. */
import { actorRole, atLeast, installationFor } from "../core/access.ts";
import type { Actor } from "../core/actors.ts";
import type { Repository, State } from "../core/state.ts";
import { rulesetsFor } from "../rules/applicable.ts";
import { bypasses, holdsRole } from "../rules/bypass.ts";
import type { ActorFacts } from "../rules/model.ts";
import { isListed, protectionFor } from "../rules/protection.ts";
import type { DismissalRestriction, PullRequestParameters } from "../rules/rule/pull-request.ts";
import { actorFacts, repositoryFacts, rulesetsOf } from "./actor-facts.ts";

/**
 * "To dismiss a pull request review on a protected branch, you must be a repository administrator or be included in the list of
 * people or teams who can dismiss pull request reviews." (REST, "Dismiss a review for a pull request"). Every list counts.
 */
export function mayDismiss(state: State, actor: Actor, repository: Repository, branch: string): boolean {
  if (atLeast(actorRole(state, actor, repository), "admin")) return true;
  const facts = actorFacts(state, actor, repository);
  const protection = protectionFor(repository.git.branchProtectionRules, `refs/heads/${branch}`);
  const isRefused =
    protection?.restrictsReviewDismissals === true && !isListed(protection.reviewDismissalAllowances, facts);
  if (isRefused) return false;
  const installation = actor.kind === "app" ? installationFor(state, actor.appId, repository)?.id : undefined;
  return restrictions(state, repository, branch, facts).every((restriction) =>
    allows(restriction, facts, installation),
  );
}

/** Those of the rulesets in force, but for rulesets that the actor may bypass. */
function restrictions(state: State, repository: Repository, branch: string, actor: ActorFacts): DismissalRestriction[] {
  const facts = repositoryFacts(state, repository);
  return rulesetsFor(rulesetsOf(state, repository), facts, `refs/heads/${branch}`)
    .filter((ruleset) => !bypasses(ruleset.bypassActors, actor, true))
    .flatMap((ruleset) => ruleset.rules)
    .filter((rule) => rule.type === "pull_request")
    .flatMap((rule) => (rule.parameters as unknown as PullRequestParameters).dismissal_restriction ?? [])
    .filter((restriction) => restriction.enabled);
}

function allows(restriction: DismissalRestriction, actor: ActorFacts, installation: number | undefined): boolean {
  return (restriction.allowed_actors ?? []).some(({ id, type }) => {
    switch (type) {
      case "User":
        return actor.appId === undefined && id === actor.userId;
      case "Team":
        return actor.teamIds.includes(id);
      case "IntegrationInstallation":
        return id === installation;
      case "RepositoryRole":
        return holdsRole(id, actor.role);
    }
  });
}
