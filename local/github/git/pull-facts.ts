/** What the rules need to know of a pull request. */
import { atLeast, installationFor, teamRole, teamsOf, userRole } from "../core/access.ts";
import { githubActionsAppId, organizationByLogin, sameName, userById, userByLogin } from "../core/actors.ts";
import type { PullRequest, Review } from "../core/git-state.ts";
import type { Repository, State } from "../core/state.ts";
import { ownersOf, parseCodeowners } from "../rules/codeowners.ts";
import type { MergeMethod, OwnerFacts, PullFacts, ReviewFacts } from "../rules/model.ts";
import { writeTeamIds } from "./actor-facts.ts";
import { commitFacts } from "./change-facts.ts";
import { changesSinceBase } from "./changes.ts";
import { codeownersFile } from "./codeowners-file.ts";
import { commitsBetween, isAncestor } from "./history.ts";
import { accountOf } from "./signatures.ts";

export function pullFacts(
  state: State,
  repository: Repository,
  pull: PullRequest,
  method: MergeMethod,
): PullFacts & { headSha: string } {
  const { git } = repository;
  const base = baseTip(repository, pull);
  const files = changesSinceBase(git, base, pull.head.sha).map((change) => change.path);
  return {
    authorId: pull.authorId,
    method,
    headSha: pull.head.sha,
    reviews: pull.reviews.map((review) => reviewFacts(state, repository, pull, review)),
    lastPusherId: pull.lastPusherId,
    unresolvedThreads: pull.threads.filter((thread) => !thread.resolved).length,
    files,
    ownership: ownership(state, repository, base, files),
    upToDate: isAncestor(git, base, pull.head.sha),
    squashed: method === "squash" ? commitsBetween(git, [base], pull.head.sha).map((sha) => commitFacts(git, sha)) : [],
    writeTeamIds: writeTeamIds(state, repository),
  };
}

export const baseTip = (repository: Repository, pull: PullRequest): string =>
  repository.git.refs[`refs/heads/${pull.base.branch}`] ?? pull.base.sha;

function reviewFacts(state: State, repository: Repository, pull: PullRequest, review: Review): ReviewFacts {
  const organization = organizationByLogin(state, repository.owner);
  return {
    userId: review.userId,
    state: review.state,
    counts: reviewCounts(state, repository, review),
    onHead: review.commitSha === pull.head.sha,
    teamIds: organization === undefined ? [] : teamsOf(organization, review.userId).map((team) => team.id),
  };
}

/** "the required number of reviewers with write permissions": people, and apps that may write contents; Actions where it may approve. */
function reviewCounts(state: State, repository: Repository, { appId, userId }: Review): boolean {
  if (appId === null) return atLeast(userRole(state, repository, userId), "write");
  if (appId === githubActionsAppId) return actionsMayApprove(state, repository);
  return installationFor(state, appId, repository)?.permissions["contents"] === "write";
}

/** "Choose whether GitHub Actions can create pull requests or submit approving pull request reviews." The stricter level wins. */
export function actionsMayApprove(state: State, repository: Repository): boolean {
  const organization = organizationByLogin(state, repository.owner);
  const byOrganization = organization?.workflowPermissions.canApprovePullRequestReviews ?? true;
  return byOrganization && (repository.workflowPermissions?.canApprovePullRequestReviews ?? byOrganization);
}

/** Owners of the files, by the CODEOWNERS file of the base branch; owners without write access are no owners. */
export function ownership(
  state: State,
  repository: Repository,
  base: string,
  files: readonly string[],
): PullFacts["ownership"] {
  const file = codeownersFile(repository.git, base);
  if (file === undefined) return [];
  const codeowners = parseCodeowners(file.text);
  return files.flatMap((path) => {
    const owners = ownersOf(codeowners, path).flatMap((name) => ownerFacts(state, repository, name) ?? []);
    return owners.length === 0 ? [] : [{ path, owners }];
  });
}

/**
 * "When the code owner is a team, that team must be visible and it must have write permissions, even if all the individual
 * members of the team already have write permissions directly".
 */
export function ownerFacts(state: State, repository: Repository, name: string): OwnerFacts | undefined {
  const [owner = "", slug] = name.replace(/^@/, "").split("/");
  if (slug === undefined) return personFacts(state, repository, name);
  const organization = organizationByLogin(state, owner);
  const team = organization?.teams.find((candidate) => candidate.slug === slug.toLowerCase());
  const owns = organization !== undefined && sameName(organization.login, repository.owner);
  if (!owns || team === undefined || team.privacy === "secret") return undefined;
  if (!atLeast(teamRole(team, repository.id), "write")) return undefined;
  return { name: `${owner}/${slug}`, userIds: team.members.map((member) => member.userId) };
}

function personFacts(state: State, repository: Repository, name: string): OwnerFacts | undefined {
  const user = name.startsWith("@") ? userByLogin(state, name.slice(1)) : accountOf(state, name);
  if (user?.type !== "User" || !atLeast(userRole(state, repository, user.id), "write")) return undefined;
  return { name: userById(state, user.id)?.login ?? name, userIds: [user.id] };
}
