/** `RepositoryRuleset` with its conditions, rules and bypass actors: what REST says in snake case, GraphQL says in camel and upper case. */
import type { GraphQLEnumType } from "graphql";
import { administers, isOwner } from "../../core/access.ts";
import { appById, organizationByLogin } from "../../core/actors.ts";
import type { Call } from "../../core/contract.ts";
import { nodeId } from "../../core/node-id.ts";
import type { BypassActor, Repository, Rule } from "../../core/state.ts";
import type { SourcedRuleset } from "../../rules/model.ts";
import { connection } from "../connection.ts";
import type { ConnectionArguments } from "../connection.ts";
import { githubSchema } from "../schema.ts";
import { appObject, organizationObject, teamObject } from "./accounts.ts";
import { repositoryObject } from "./repository.ts";

/** @param repository in which the ruleset is seen */
export function rulesetObject(call: Call, repository: Repository, ruleset: SourcedRuleset): Record<string, unknown> {
  const self = (): Record<string, unknown> => rulesetObject(call, repository, ruleset);
  const { id, name, target, enforcement, createdAt, updatedAt } = ruleset;
  return {
    __typename: "RepositoryRuleset",
    ...{ id: nodeId("RepositoryRuleset", id), databaseId: id, name, createdAt, updatedAt },
    target: target.toUpperCase(),
    enforcement: enforcement.toUpperCase(),
    source: () => sourceObject(call, repository, ruleset),
    conditions: conditionsObject(ruleset),
    rules: (args: ConnectionArguments & { type?: string | null }) => {
      const rules = ruleset.rules.map((rule, index) => ruleObject(ruleset.id, rule, index, self));
      const said = rules.filter(({ type }) => ruleTypes().has(type) && (!args.type || args.type === type));
      return connection(said, args, "rules");
    },
    bypassActors: (args: ConnectionArguments) => {
      // As in REST: only those who may write the ruleset see whom it lets pass.
      if (!mayWrite(call, repository, ruleset)) return null;
      const actors = ruleset.bypassActors.map((actor, index) => bypassObject(call, repository, actor, index, self));
      return connection(actors, args, "bypassActors");
    },
  };
}

/** GraphQL has no name for the newest kinds of rule, so it cannot show them. */
const ruleTypes = (): ReadonlySet<string> => {
  const type = githubSchema().getType("RepositoryRuleType") as GraphQLEnumType;
  return new Set(type.getValues().map(({ name }) => name));
};

function mayWrite(call: Call, repository: Repository, { sourceType }: SourcedRuleset): boolean {
  if (sourceType === "Repository") return administers(call, repository);
  const organization = organizationByLogin(call.state, repository.owner);
  return organization !== undefined && isOwner(call.actor, organization);
}

function sourceObject(call: Call, repository: Repository, { sourceType }: SourcedRuleset) {
  const organization = organizationByLogin(call.state, repository.owner);
  if (sourceType === "Repository" || organization === undefined) return repositoryObject(call, repository);
  return organizationObject(call, organization);
}

function conditionsObject({ conditions }: SourcedRuleset) {
  const { ref_name, repository_name, repository_id, repository_property } = conditions;
  return {
    refName: ref_name ?? null,
    repositoryName: repository_name === undefined ? null : { protected: false, ...repository_name },
    repositoryId:
      repository_id === undefined
        ? null
        : { repositoryIds: repository_id.repository_ids.map((id) => nodeId("Repository", id)) },
    repositoryProperty: repository_property === undefined ? null : inCamelCase(repository_property),
  };
}

function ruleObject(rulesetId: number, rule: Rule, index: number, repositoryRuleset: () => object) {
  const parameters = rule.parameters === undefined ? null : (inCamelCase(rule.parameters) as object);
  const typeName = `${camelCase(`_${rule.type}`)}Parameters`;
  return {
    __typename: "RepositoryRule",
    id: nodeId("RepositoryRule", `${String(rulesetId)}:${String(index)}`),
    type: rule.type.toUpperCase(),
    parameters: parameters === null ? null : { __typename: typeName, ...parameters },
    repositoryRuleset,
  };
}

const roleNames: Readonly<Record<number, string>> = { 2: "maintain", 4: "write", 5: "admin" };

function bypassObject(
  call: Call,
  repository: Repository,
  { actor_id, actor_type, bypass_mode }: BypassActor,
  index: number,
  repositoryRuleset: () => object,
) {
  const roleId = actor_type === "RepositoryRole" ? actor_id : null;
  return {
    __typename: "RepositoryRulesetBypassActor",
    id: nodeId("RepositoryRulesetBypassActor", `${actor_type}:${String(actor_id)}:${String(index)}`),
    actor: () => bypassAccount(call, repository, actor_type, actor_id),
    // GraphQL has no name for `exempt`.
    bypassMode: bypass_mode === "exempt" ? null : bypass_mode.toUpperCase(),
    deployKey: actor_type === "DeployKey",
    enterpriseOwner: false,
    organizationAdmin: actor_type === "OrganizationAdmin",
    repositoryRoleDatabaseId: roleId,
    repositoryRoleName: roleId === null ? null : (roleNames[roleId] ?? null),
    repositoryRuleset,
  };
}

/** "Types that can represent a repository ruleset bypass actor" are apps and teams; all others are told by the fields beside it. */
function bypassAccount(call: Call, { owner }: Repository, type: BypassActor["actor_type"], id: number | null) {
  if (type === "Integration") {
    const app = appById(call.state, id ?? 0);
    return app === undefined ? null : appObject(call, app);
  }
  const organization = organizationByLogin(call.state, owner);
  const team = type === "Team" ? organization?.teams.find((one) => one.id === id) : undefined;
  return organization === undefined || team === undefined ? null : teamObject(call, organization, team);
}

const camelCase = (name: string): string => name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());

/** Names of fields only; values stay as they are. */
function inCamelCase(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inCamelCase);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [camelCase(name), inCamelCase(item)]));
}
