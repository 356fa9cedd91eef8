/** Users, bots, apps, teams and organisations. */
import { isOwner } from "../../core/access.ts";
import { organizationByLogin, repositoryByName } from "../../core/actors.ts";
import type { Call } from "../../core/contract.ts";
import { nodeId } from "../../core/node-id.ts";
import type { App, Organization, Team, User } from "../../core/state.ts";
import { connection } from "../connection.ts";
import type { ConnectionArguments } from "../connection.ts";
import { failure } from "../failure.ts";
import { visibleRepositories } from "../visibility.ts";
import { wantedRepositories } from "./lists.ts";
import type { RepositoryFilter } from "./lists.ts";
import { organizationSettings } from "./organization-settings.ts";
import { repositoryObject } from "./repository.ts";
import { rulesetsOfOrganization } from "./ruleset.ts";

export function userObject(call: Call, user: User) {
  const { id, login, name, email, type, createdAt } = user;
  const common = { id: nodeId(type, id), databaseId: id, login, createdAt, url: `${call.htmlUrl}/${login}` };
  const avatarUrl = `${call.htmlUrl}/avatars/u/${id}`;
  return type === "Bot"
    ? { __typename: "Bot", ...common, avatarUrl }
    : { __typename: "User", ...common, avatarUrl, name, email: email ?? "", isViewer: isViewer(call, id) };
}

const isViewer = (call: Call, id: number): boolean => call.actor.kind !== "anonymous" && call.actor.userId === id;

export function appObject(call: Call, app: App) {
  const { id, slug, name, createdAt } = app;
  return {
    __typename: "App",
    id: nodeId("App", id),
    databaseId: id,
    slug,
    name,
    createdAt,
    url: `${call.htmlUrl}/apps/${slug}`,
  };
}

export function teamObject(call: Call, organization: Organization, team: Team): Record<string, unknown> {
  const { id, slug, name, description, createdAt } = team;
  return {
    __typename: "Team",
    ...{ id: nodeId("Team", id), databaseId: id, slug, name, description, createdAt },
    combinedSlug: `${organization.login}/${slug}`,
    privacy: team.privacy === "secret" ? "SECRET" : "VISIBLE",
    url: `${call.htmlUrl}/orgs/${organization.login}/teams/${slug}`,
    organization: () => organizationObject(call, organization),
    members: (args: ConnectionArguments) => {
      const users = team.members.flatMap((member) => call.state.users.filter((user) => user.id === member.userId));
      return connection(
        users.map((user) => userObject(call, user)),
        args,
        "members",
      );
    },
  };
}

export function organizationObject(call: Call, organization: Organization): Record<string, unknown> {
  const { id, login, name, description, email, createdAt, updatedAt } = organization;
  const repositories = visibleRepositories(call).filter((one) => organizationByLogin(call.state, one.owner)?.id === id);
  const teams = organization.teams.map((team) => () => teamObject(call, organization, team));
  return {
    __typename: "Organization",
    ...{ id: nodeId("Organization", id), databaseId: id, login, name, description, email, createdAt, updatedAt },
    url: `${call.htmlUrl}/${login}`,
    viewerCanAdminister: isOwner(call.actor, organization),
    ...organizationSettings(call, organization),
    ...rulesetsOfOrganization(call, organization),
    team: ({ slug }: { slug: string }) => {
      const team = organization.teams.find((candidate) => candidate.slug === slug);
      return team === undefined ? null : teamObject(call, organization, team);
    },
    teams: (args: ConnectionArguments) =>
      connection(
        teams.map((make) => make()),
        args,
        "teams",
      ),
    repository: (args: { name: string }) => {
      const found = repositoryByName(call.state, login, args.name);
      if (found !== undefined && repositories.some((one) => one.id === found.id)) return repositoryObject(call, found);
      throw failure("NOT_FOUND", `Could not resolve to a Repository with the name '${login}/${args.name}'.`);
    },
    repositories: (args: ConnectionArguments & RepositoryFilter) =>
      connection(
        wantedRepositories(repositories, args).map((one) => repositoryObject(call, one)),
        args,
        "repositories",
      ),
  };
}
