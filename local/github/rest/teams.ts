/** Teams: looked up by name, with their members and what they may do where. */
import { canRead, organizationForMembers, teamRole } from "../core/access.ts";
import { repositoryByName, userById, userByLogin } from "../core/actors.ts";
import type { Call, Handlers, Reply } from "../core/contract.ts";
import { notFound } from "../core/errors.ts";
import { pageOf } from "../core/pagination.ts";
import type { Organization, Team } from "../core/state.ts";
import { minimalRepository, permissions } from "./bodies/repository.ts";
import { fullTeam, teamBody } from "./bodies/team.ts";
import { simpleUser } from "./bodies/user.ts";

export const teamHandlers: Handlers = {
  "teams/list": listTeams,
  "teams/get-by-name": (call) => {
    const { organization, team } = found(call);
    return { status: 200, body: fullTeam(call, organization, team) };
  },
  "teams/list-members-in-org": listMembers,
  "teams/get-membership-for-user-in-org": getMembership,
  "teams/check-permissions-for-repo-in-org": checkPermissions,
  "teams/list-repos-in-org": listRepositories,
};

function listTeams(call: Call): Reply {
  const organization = organizationForMembers(call);
  const { items, headers } = pageOf(call, organization.teams);
  return { status: 200, headers, body: items.map((team) => teamBody(call, organization, team)) };
}

function listMembers(call: Call): Reply {
  const { team } = found(call);
  const role = call.query.get("role") ?? "all";
  const wanted = team.members.filter((member) => role === "all" || member.role === role);
  const { items, headers } = pageOf(call, wanted);
  const body = items.flatMap((member) => {
    const user = userById(call.state, member.userId);
    return user === undefined ? [] : [{ ...simpleUser(call, user), role: member.role, inherited: false }];
  });
  return { status: 200, headers, body };
}

function getMembership(call: Call): Reply {
  const { organization, team } = found(call);
  const user = userByLogin(call.state, call.path["username"] ?? "");
  const member = team.members.find((item) => item.userId === user?.id);
  if (user === undefined || member === undefined) throw notFound();
  const url = `${call.apiUrl}/organizations/${String(organization.id)}/team/${String(team.id)}/memberships/${user.login}`;
  return { status: 200, body: { url, role: member.role, state: "active" } };
}

function listRepositories(call: Call): Reply {
  const { team } = found(call);
  // By id at once: a team of ten thousand repositories is read a hundred at a time.
  const byId = new Map(call.state.repositories.map((repository) => [repository.id, repository]));
  const all = team.repositories.flatMap(({ repositoryId }) => byId.get(repositoryId) ?? []);
  const { items, headers } = pageOf(
    call,
    all.filter((repository) => canRead(call.state, call.actor, repository)),
  );
  // What the team may do there, not the caller.
  const body = items.map((repository) => {
    const role = teamRole(team, repository.id);
    return { ...minimalRepository(call, repository), permissions: permissions(role), role_name: role };
  });
  return { status: 200, headers, body };
}

/** 204 says that the team reaches the repository; nothing here asks for the repository itself. */
function checkPermissions(call: Call): Reply {
  const { team } = found(call);
  const repository = repositoryByName(call.state, call.path["owner"] ?? "", call.path["repo"] ?? "");
  if (repository === undefined || !canRead(call.state, call.actor, repository)) throw notFound();
  if (teamRole(team, repository.id) === undefined) throw notFound();
  return { status: 204 };
}

function found(call: Call): { organization: Organization; team: Team } {
  const organization = organizationForMembers(call);
  const slug = call.path["team_slug"];
  const team = organization.teams.find((candidate) => candidate.slug === slug);
  if (team === undefined) throw notFound();
  return { organization, team };
}
