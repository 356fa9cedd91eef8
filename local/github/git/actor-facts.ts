/** Who acts and where, as the rules see it. */
import { installationFor, organizationRole, teamRole, teamsOf, atLeast, userRole } from "../core/access.ts";
import type { Actor } from "../core/actors.ts";
import { actorAppId, organizationByLogin } from "../core/actors.ts";
import type { Repository, State } from "../core/state.ts";
import type { ActorFacts, RepositoryFacts, SourcedRuleset } from "../rules/model.ts";

export function actorFacts(state: State, actor: Actor, repository: Repository): ActorFacts {
  if (actor.kind === "anonymous") {
    return { userId: undefined, appId: undefined, organizationOwner: false, role: undefined, teamIds: [] };
  }
  const appId = actorAppId(actor);
  if (actor.kind !== "user") {
    const administers = appAdministers(state, actor, repository);
    const role = administers ? "admin" : undefined;
    return { userId: actor.userId, appId, organizationOwner: false, role, teamIds: [] };
  }
  const organization = organizationByLogin(state, repository.owner);
  return {
    userId: actor.userId,
    appId: undefined,
    organizationOwner: organization !== undefined && organizationRole(organization, actor.userId) === "admin",
    role: userRole(state, repository, actor.userId),
    teamIds: organization === undefined ? [] : teamsOf(organization, actor.userId).map((team) => team.id),
  };
}

function appAdministers(state: State, actor: Actor, repository: Repository): boolean {
  if (actor.kind !== "app") return false;
  return installationFor(state, actor.appId, repository)?.permissions["administration"] === "write";
}

export function repositoryFacts(state: State, repository: Repository): RepositoryFacts {
  const schema = organizationByLogin(state, repository.owner)?.customProperties ?? [];
  const properties: Record<string, string | readonly string[]> = {};
  for (const { propertyName, defaultValue } of schema) {
    const value = repository.customPropertyValues[propertyName] ?? defaultValue;
    if (value !== null && value !== undefined) properties[propertyName] = value;
  }
  const { id, name, visibility, defaultBranch } = repository;
  return { id, name, visibility, defaultBranch, properties };
}

/** Every ruleset that may reach the repository: its own and its organisation's. */
export function rulesetsOf(state: State, repository: Repository): SourcedRuleset[] {
  const organization = organizationByLogin(state, repository.owner);
  const source = `${repository.owner}/${repository.name}`;
  return [
    ...repository.rulesets.map((ruleset) => ({ ...ruleset, sourceType: "Repository" as const, source })),
    ...(organization?.rulesets ?? []).map((ruleset) => ({
      ...ruleset,
      sourceType: "Organization" as const,
      source: organization?.login ?? repository.owner,
    })),
  ];
}

/** Teams whose approvals count, because the team itself may write. */
export function writeTeamIds(state: State, repository: Repository): number[] {
  const teams = organizationByLogin(state, repository.owner)?.teams ?? [];
  return teams.filter((team) => atLeast(teamRole(team, repository.id), "write")).map((team) => team.id);
}
