/** Who is asked for a review: https://docs.github.com/rest/pulls/review-requests */
import { teamRole, userRole } from "../core/access.ts";
import { organizationByLogin, userByLogin } from "../core/actors.ts";
import type { Call, Handlers, Reply } from "../core/contract.ts";
import { unprocessable } from "../core/errors.ts";
import type { Repository } from "../core/state.ts";
import { addOnce } from "../git/new-pull.ts";
import { requestedTeams, simplePull, userBody } from "./bodies/pull.ts";
import { pullOfCall } from "./pull-of-call.ts";

export const requestedReviewerHandlers: Handlers = {
  "pulls/list-requested-reviewers": listRequested,
  "pulls/request-reviewers": requestReviewers,
  "pulls/remove-requested-reviewers": removeRequested,
};

function listRequested(call: Call): Reply {
  const { repository, pull } = pullOfCall(call);
  const users = pull.requestedReviewerIds.map((id) => userBody(call, id));
  return { status: 200, body: { users, teams: requestedTeams(call, repository, pull) } };
}

const notCollaborator =
  "Reviews may only be requested from collaborators. One or more of the users or teams you specified is not a collaborator of the";

interface Asked {
  readonly userIds: readonly number[];
  readonly teamIds: readonly number[];
}

function asked(call: Call, repository: Repository): Asked {
  const input = call.body as { reviewers?: string[]; team_reviewers?: string[] };
  const refuse = (): never => {
    throw unprocessable(`${notCollaborator} ${repository.owner}/${repository.name} repository.`);
  };
  const teams = organizationByLogin(call.state, repository.owner)?.teams ?? [];
  return {
    userIds: (input.reviewers ?? []).map((login) => {
      const user = userByLogin(call.state, login);
      return user !== undefined && userRole(call.state, repository, user.id) !== undefined ? user.id : refuse();
    }),
    teamIds: (input.team_reviewers ?? []).map((slug) => {
      const team = teams.find((candidate) => candidate.slug === slug);
      return team !== undefined && teamRole(team, repository.id) !== undefined ? team.id : refuse();
    }),
  };
}

function requestReviewers(call: Call): Reply {
  const { repository, pull } = pullOfCall(call, "pull_requests:write");
  const { userIds, teamIds } = asked(call, repository);
  if (userIds.includes(pull.authorId)) throw unprocessable("Review cannot be requested from pull request author.");
  for (const id of userIds) addOnce(pull.requestedReviewerIds, id);
  for (const id of teamIds) addOnce(pull.requestedTeamIds, id);
  return { status: 201, body: simplePull(call, repository, pull) };
}

function removeRequested(call: Call): Reply {
  const { repository, pull } = pullOfCall(call, "pull_requests:write");
  const { userIds, teamIds } = asked(call, repository);
  pull.requestedReviewerIds = pull.requestedReviewerIds.filter((id) => !userIds.includes(id));
  pull.requestedTeamIds = pull.requestedTeamIds.filter((id) => !teamIds.includes(id));
  return { status: 200, body: simplePull(call, repository, pull) };
}
