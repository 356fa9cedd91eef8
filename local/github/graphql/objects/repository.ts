/** Repositories and their commits. */
import { actorRole, atLeast, hasPermission } from "../../core/access.ts";
import { organizationByLogin, userByLogin } from "../../core/actors.ts";
import type { Call } from "../../core/contract.ts";
import { nodeId } from "../../core/node-id.ts";
import type { Repository, RepositoryRole } from "../../core/state.ts";
import { commitOf, find } from "../../git/objects.ts";
import { connection } from "../connection.ts";
import type { ConnectionArguments } from "../connection.ts";
import { organizationObject, userObject } from "./accounts.ts";
import { protectionObject } from "./branch-protection.ts";
import { failure } from "../failure.ts";
import { commitDetails } from "./commit.ts";
import { wantedPulls } from "./lists.ts";
import type { PullFilter } from "./lists.ts";
import { mergeQueueObject } from "./merge-queue.ts";
import { pullObject } from "./pull-request.ts";
import { refObject } from "./ref.ts";
import { repositoryLists } from "./repository-lists.ts";
import { rulesetsOfRepository } from "./ruleset.ts";

type RoleName = "READ" | "TRIAGE" | "WRITE" | "MAINTAIN" | "ADMIN";
const roleName = (role: RepositoryRole): RoleName => role.toUpperCase() as RoleName;

export function repositoryObject(call: Call, repository: Repository): Record<string, unknown> {
  const { id, owner, name, git } = repository;
  const role = actorRole(call.state, call.actor, repository);
  return {
    __typename: "Repository",
    ...{ id: nodeId("Repository", id), databaseId: id, name, nameWithOwner: `${owner}/${name}` },
    ...settings(call, repository),
    viewerPermission: role === undefined ? null : roleName(role),
    viewerCanAdminister: atLeast(role, "admin"),
    owner: () => ownerObject(call, repository),
    defaultBranchRef: () => refObject(call, repository, `refs/heads/${repository.defaultBranch}`),
    ref: ({ qualifiedName }: { qualifiedName: string }) =>
      refObject(call, repository, qualifiedName) ?? refObject(call, repository, `refs/heads/${qualifiedName}`),
    branchProtectionRules: (args: ConnectionArguments) =>
      connection(
        git.branchProtectionRules.map((rule) => protectionObject(call, repository, rule)),
        args,
        "branchProtectionRules",
      ),
    mergeQueue: ({ branch }: { branch?: string | null }) =>
      mergeQueueObject(call, repository, branch ?? repository.defaultBranch),
    ...rulesetsOfRepository(call, repository),
    ...repositoryLists(call, repository),
    pullRequest: ({ number }: { number: number }) => {
      requirePulls(call, repository);
      const pull = git.pulls.find((candidate) => candidate.number === number);
      if (pull !== undefined) return pullObject(call, repository, pull);
      throw failure("NOT_FOUND", `Could not resolve to a PullRequest with the number of ${number}.`);
    },
    pullRequests: (args: ConnectionArguments & PullFilter) => {
      requirePulls(call, repository);
      const wanted = wantedPulls(git.pulls, args).map((pull) => pullObject(call, repository, pull));
      return connection(wanted, args, "pullRequests");
    },
  };
}

/** The same permission as by REST. */
function requirePulls({ state, actor }: Call, repository: Repository): void {
  if (actor.kind === "user" || hasPermission(state, actor, repository, "pull_requests:read")) return;
  throw failure("FORBIDDEN", "Resource not accessible by integration");
}

function settings(call: Call, repository: Repository) {
  const { owner, name, description, visibility, archived, isTemplate, merging } = repository;
  return {
    ...{
      description,
      isTemplate,
      isArchived: archived,
      isFork: repository.fork !== null,
      isPrivate: visibility !== "public",
    },
    visibility: visibility.toUpperCase(),
    url: `${call.htmlUrl}/${owner}/${name}`,
    ...{ createdAt: repository.createdAt, updatedAt: repository.updatedAt, pushedAt: repository.pushedAt },
    mergeCommitAllowed: merging.allowMergeCommit,
    squashMergeAllowed: merging.allowSquashMerge,
    rebaseMergeAllowed: merging.allowRebaseMerge,
    autoMergeAllowed: merging.allowAutoMerge,
    deleteBranchOnMerge: merging.deleteBranchOnMerge,
    allowUpdateBranch: merging.allowUpdateBranch,
    squashMergeCommitTitle: merging.squashMergeCommitTitle,
    squashMergeCommitMessage: merging.squashMergeCommitMessage,
    mergeCommitTitle: merging.mergeCommitTitle,
    mergeCommitMessage: merging.mergeCommitMessage,
    hasVulnerabilityAlertsEnabled: repository.vulnerabilityAlerts,
    hasIssuesEnabled: repository.hasIssues,
    hasWikiEnabled: repository.hasWiki,
    hasProjectsEnabled: repository.hasProjects,
    hasDiscussionsEnabled: repository.hasDiscussions,
    forkingAllowed: repository.allowForking,
    webCommitSignoffRequired: repository.webCommitSignoffRequired,
    ...{ isDisabled: false, isLocked: false, isMirror: false, isEmpty: Object.keys(repository.git.refs).length === 0 },
    homepageUrl: repository.homepage,
  };
}

export function ownerObject(call: Call, repository: Repository) {
  const organization = organizationByLogin(call.state, repository.owner);
  if (organization !== undefined) return organizationObject(call, organization);
  const user = userByLogin(call.state, repository.owner);
  return user === undefined ? null : userObject(call, user);
}

export function commitObject(repository: Repository, sha: string): Record<string, unknown> {
  if (find(repository.git, sha, "commit") === undefined)
    throw failure("NOT_IMPLEMENTED", "Only refs to commits are shown.");
  const { message, committer, author } = commitOf(repository.git, sha);
  const [messageHeadline = ""] = message.split("\n");
  return {
    __typename: "Commit",
    ...{ id: nodeId("Commit", `${repository.id}:${sha}`), oid: sha, message, messageHeadline },
    committedDate: committer.date,
    authoredDate: author.date,
    ...commitDetails(repository, sha),
  };
}
