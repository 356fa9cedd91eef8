/** Rulesets of a repository, and those of its organisation that reach it. Readers see them, administrators change them. */
import { administers, repositoryFor } from "../core/access.ts";
import { organizationByLogin } from "../core/actors.ts";
import type { Call, Handlers, Reply } from "../core/contract.ts";
import { notFound } from "../core/errors.ts";
import { pageOf } from "../core/pagination.ts";
import { allowsProtection, planOf, protectionNeedsUpgrade } from "../core/plan.ts";
import { takeId, type Repository, type Ruleset } from "../core/state.ts";
import { actorFacts, repositoryFacts, rulesetsOf } from "../git/actor-facts.ts";
import { bypassMode } from "../rules/bypass.ts";
import type { SourcedRuleset } from "../rules/model.ts";
import { repositoryMatches } from "../rules/repository-conditions.ts";
import { fullRuleset, listedRuleset } from "./bodies/ruleset.ts";
import { refuseRuleset, type RulesetHome } from "./ruleset-checks.ts";
import { changedRuleset, isOfTarget, newRuleset } from "./ruleset-request.ts";

export const repositoryRulesetHandlers: Handlers = {
  "repos/get-repo-rulesets": list,
  "repos/create-repo-ruleset": create,
  "repos/get-repo-ruleset": get,
  "repos/update-repo-ruleset": update,
  "repos/delete-repo-ruleset": remove,
};

function list(call: Call): Reply {
  const repository = readable(call);
  const all = visibleRulesets(call, repository).filter((ruleset) => isOfTarget(call, ruleset));
  const { items, headers } = pageOf(call, all);
  return { status: 200, headers, body: items.map((ruleset) => listedRuleset(call, ruleset)) };
}

function get(call: Call): Reply {
  const repository = readable(call);
  const ruleset = visibleRulesets(call, repository).find((item) => item.id === Number(call.path["ruleset_id"]));
  if (ruleset === undefined) throw notFound();
  return shown(call, repository, ruleset, 200);
}

function create(call: Call): Reply {
  const repository = administered(call);
  const ruleset = newRuleset(call, takeId(call.state));
  refuseRuleset(homeOf(call, repository), ruleset);
  repository.rulesets.push(ruleset);
  return shown(call, repository, own(repository, ruleset), 201);
}

function update(call: Call): Reply {
  const repository = administered(call);
  const ruleset = changedRuleset(call, ownOfPath(call, repository));
  refuseRuleset(homeOf(call, repository), ruleset);
  repository.rulesets = repository.rulesets.map((item) => (item.id === ruleset.id ? ruleset : item));
  return shown(call, repository, own(repository, ruleset), 200);
}

function remove(call: Call): Reply {
  const repository = administered(call);
  const { id } = ownOfPath(call, repository);
  repository.rulesets = repository.rulesets.filter((ruleset) => ruleset.id !== id);
  return { status: 204 };
}

function shown(call: Call, repository: Repository, ruleset: SourcedRuleset, status: number): Reply {
  // An organisation's ruleset is not the repository administrator's to write.
  const mayWrite = ruleset.sourceType === "Repository" && administers(call, repository);
  const mode = bypassMode(ruleset.bypassActors, actorFacts(call.state, call.actor, repository));
  return { status, body: { ...fullRuleset(call, ruleset, mayWrite), current_user_can_bypass: mode } };
}

function visibleRulesets(call: Call, repository: Repository): SourcedRuleset[] {
  const withParents = call.query.get("includes_parents") !== "false";
  const facts = repositoryFacts(call.state, repository);
  return rulesetsOf(call.state, repository).filter(
    (ruleset) => ruleset.sourceType === "Repository" || (withParents && repositoryMatches(ruleset.conditions, facts)),
  );
}

function readable(call: Call): Repository {
  const repository = repositoryFor(call);
  if (!allowsProtection(call.state, repository)) throw protectionNeedsUpgrade();
  return repository;
}

function administered(call: Call): Repository {
  const repository = repositoryFor(call);
  if (!administers(call, repository)) throw notFound();
  if (!allowsProtection(call.state, repository)) throw protectionNeedsUpgrade();
  return repositoryFor(call, "administration:write");
}

function homeOf({ state }: Call, repository: Repository): RulesetHome {
  const organization = organizationByLogin(state, repository.owner);
  const { rulesets, visibility } = repository;
  return { kind: "repository", state, organization, plan: planOf(state, repository), rulesets, visibility };
}

const own = (repository: Repository, ruleset: Ruleset): SourcedRuleset => ({
  ...ruleset,
  sourceType: "Repository",
  source: `${repository.owner}/${repository.name}`,
});

function ownOfPath(call: Call, repository: Repository): Ruleset {
  const ruleset = repository.rulesets.find((item) => item.id === Number(call.path["ruleset_id"]));
  if (ruleset === undefined) throw notFound();
  return ruleset;
}
