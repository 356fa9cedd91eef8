/** `RepositoryRuleset`, its rules and who may bypass it. */
import { administers, isOwner } from "../../core/access.ts";
import { appById, organizationByLogin } from "../../core/actors.ts";
import type { Call } from "../../core/contract.ts";
import { nodeId } from "../../core/node-id.ts";
import { allowsProtection } from "../../core/plan.ts";
import type { BypassActor, Organization, Repository, Rule } from "../../core/state.ts";
import { repositoryFacts, rulesetsOf } from "../../git/actor-facts.ts";
import { roleById } from "../../rules/bypass.ts";
import type { SourcedRuleset } from "../../rules/model.ts";
import { repositoryMatches } from "../../rules/repository-conditions.ts";
import { connection } from "../connection.ts";
import type { ConnectionArguments } from "../connection.ts";
import { failure } from "../failure.ts";
import { githubSchema } from "../schema.ts";
import { appObject, organizationObject, teamObject } from "./accounts.ts";
import { repositoryObject } from "./repository.ts";
import { camelCased, ruleParameters } from "./rule-parameters.ts";

type Shown = Record<string, unknown>;
type ListArguments = ConnectionArguments & { includeParents?: boolean | null; targets?: readonly string[] | null };

/** The fields `ruleset` and `rulesets` of a repository. */
export function rulesetsOfRepository(call: Call, repository: Repository): Shown {
  const facts = repositoryFacts(call.state, repository);
  // None where the plan has no rulesets for the repository.
  const kept = allowsProtection(call.state, repository) ? rulesetsOf(call.state, repository) : [];
  const reaching = (withParents: boolean | null | undefined) =>
    kept.filter(
      ({ sourceType, conditions }) =>
        sourceType === "Repository" || (withParents !== false && repositoryMatches(conditions, facts)),
    );
  const mayWrite = ({ sourceType }: SourcedRuleset) => sourceType === "Repository" && administers(call, repository);
  return rulesetFields(call, reaching, mayWrite);
}

/** The same of an organisation. */
export function rulesetsOfOrganization(call: Call, organization: Organization): Shown {
  const own = organization.rulesets.map((ruleset) => ({
    ...ruleset,
    sourceType: "Organization" as const,
    source: organization.login,
  }));
  return rulesetFields(
    call,
    () => own,
    () => false,
  );
}

function rulesetFields(
  call: Call,
  reaching: (withParents: boolean | null | undefined) => SourcedRuleset[],
  mayWrite: (ruleset: SourcedRuleset) => boolean,
): Shown {
  const shown = (ruleset: SourcedRuleset) => rulesetObject(call, ruleset, mayWrite(ruleset));
  return {
    ruleset: (args: { databaseId: number; includeParents?: boolean | null }) => {
      const found = reaching(args.includeParents).find(({ id }) => id === args.databaseId);
      return found === undefined ? null : shown(found);
    },
    rulesets: (args: ListArguments) => {
      const wanted = reaching(args.includeParents).filter(
        ({ target }) => !args.targets || args.targets.includes(target.toUpperCase()),
      );
      return connection(wanted.map(shown), args, "rulesets");
    },
  };
}

function rulesetObject(call: Call, ruleset: SourcedRuleset, mayWrite: boolean): Shown {
  const { id, name, target, enforcement, sourceType, createdAt, updatedAt } = ruleset;
  const self = (): Shown => rulesetObject(call, ruleset, mayWrite);
  const isVisible = mayWrite || ownsSource(call, ruleset);
  return {
    __typename: "RepositoryRuleset",
    id: nodeId(sourceType === "Repository" ? "RepositoryRuleset" : "OrganizationRuleset", id),
    ...{ databaseId: id, name, createdAt, updatedAt },
    target: target.toUpperCase(),
    enforcement: enforcement.toUpperCase(),
    source: () => sourceObject(call, ruleset),
    conditions: conditionsObject(ruleset),
    rules: (args: ConnectionArguments & { type?: string | null }) => {
      const wanted = ruleset.rules.filter(({ type }) => !args.type || type.toUpperCase() === args.type);
      const shown = wanted.map((rule) => ruleObject(ruleset, rule, self));
      return connection(shown, args, "rules");
    },
    // As in REST: "only returned if the user making the API request has write access to the ruleset".
    bypassActors: (args: ConnectionArguments) => {
      if (!isVisible) return null;
      const shown = ruleset.bypassActors.map((actor, index) => bypassObject(call, ruleset, actor, index, self));
      return connection(shown, args, "bypassActors");
    },
  };
}

function ownsSource(call: Call, { sourceType, source }: SourcedRuleset): boolean {
  const organization = sourceType === "Organization" ? organizationByLogin(call.state, source) : undefined;
  return organization !== undefined && isOwner(call.actor, organization);
}

function sourceObject(call: Call, { source }: SourcedRuleset): Shown {
  const organization = organizationByLogin(call.state, source);
  if (organization !== undefined) return organizationObject(call, organization);
  const repository = call.state.repositories.find(({ owner, name }) => `${owner}/${name}` === source);
  if (repository === undefined) throw failure("NOT_FOUND", `Could not resolve to the source '${source}'.`);
  return repositoryObject(call, repository);
}

function conditionsObject({ conditions }: SourcedRuleset): Shown {
  const { ref_name, repository_name, repository_id, repository_property } = conditions;
  const ids = repository_id?.repository_ids.map((id) => nodeId("Repository", id));
  return {
    refName: ref_name ?? null,
    repositoryName: repository_name === undefined ? null : { protected: false, ...repository_name },
    repositoryId: ids === undefined ? null : { repositoryIds: ids },
    repositoryProperty: repository_property === undefined ? null : withSources(repository_property),
  };
}

type PropertyCondition = NonNullable<SourcedRuleset["conditions"]["repository_property"]>;

function withSources({ include, exclude }: PropertyCondition): unknown {
  const shown = (list: PropertyCondition["include"]) => list.map((one) => camelCased({ source: "custom", ...one }));
  return { include: shown(include), exclude: shown(exclude) };
}

function ruleObject(ruleset: SourcedRuleset, rule: Rule, repositoryRuleset: () => Shown): Shown {
  return {
    __typename: "RepositoryRule",
    id: nodeId("RepositoryRule", `${ruleset.id}:${rule.type}:${ruleset.rules.indexOf(rule)}`),
    type: () => ruleType(rule),
    parameters: () => ruleParameters(rule),
    repositoryRuleset,
  };
}

/** A rule that REST knows and GraphQL does not is told, not left out: a list without it would look complete. */
function ruleType({ type }: Rule): string {
  const described = githubSchema().getType("RepositoryRuleType");
  const name = type.toUpperCase();
  if (described !== undefined && "getValue" in described && described.getValue(name) !== undefined) return name;
  throw failure("NOT_IMPLEMENTED", `GitHub's GraphQL schema has no name for the rule ${type}.`);
}

function bypassObject(
  call: Call,
  ruleset: SourcedRuleset,
  entry: BypassActor,
  index: number,
  repositoryRuleset: () => Shown,
): Shown {
  const { actor_type, actor_id, bypass_mode } = entry;
  const isRole = actor_type === "RepositoryRole";
  return {
    __typename: "RepositoryRulesetBypassActor",
    id: nodeId("RepositoryRulesetBypassActor", `${ruleset.id}:${index}`),
    // The schema has no name for `exempt`.
    bypassMode: bypass_mode === "exempt" ? null : bypass_mode.toUpperCase(),
    actor: () => actorObject(call, entry),
    organizationAdmin: actor_type === "OrganizationAdmin",
    deployKey: actor_type === "DeployKey",
    enterpriseOwner: false,
    repositoryRoleDatabaseId: isRole ? actor_id : null,
    repositoryRoleName: isRole ? (roleById[actor_id ?? 0] ?? null) : null,
    repositoryRuleset,
  };
}

/** `BypassActor` is an app or a team: roles, owners and deploy keys have fields of their own, people have none. */
function actorObject(call: Call, { actor_type, actor_id }: BypassActor): Shown | null {
  if (actor_type === "Integration") {
    const app = appById(call.state, actor_id ?? 0);
    return app === undefined ? null : appObject(call, app);
  }
  if (actor_type !== "Team") return null;
  for (const organization of call.state.organizations) {
    const team = organization.teams.find(({ id }) => id === actor_id);
    if (team !== undefined) return teamObject(call, organization, team);
  }
  return null;
}
