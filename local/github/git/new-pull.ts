/** A pull request as it comes into being. */
import { organizationByLogin } from "../core/actors.ts";
import type { PullRequest } from "../core/git-state.ts";
import type { Repository, State } from "../core/state.ts";
import { takeId } from "../core/state.ts";
import { changesSinceBase } from "./changes.ts";
import { ownership } from "./pull-facts.ts";
import { putPullRef } from "./pull-ref.ts";
import { wholeSeconds } from "./signatures.ts";

export interface NewPull {
  readonly title: string;
  readonly body: string | null;
  /** Where the head branch lives: the repository itself, or a fork. */
  readonly headRepository: Repository;
  /** Short names of branches that exist. */
  readonly head: string;
  readonly base: string;
  readonly draft: boolean;
  readonly maintainerCanModify: boolean;
  readonly authorId: number;
  readonly now: Date;
}

export function newPull(state: State, repository: Repository, wanted: NewPull): PullRequest {
  const { git } = repository;
  const at = wholeSeconds(wanted.now);
  const tip = ({ git: { refs } }: Repository, branch: string) => ({ branch, sha: refs[`refs/heads/${branch}`] ?? "" });
  const { headRepository: from } = wanted;
  const fork = from.id === repository.id ? {} : { fork: { repositoryId: from.id, owner: from.owner } };
  const { title, body, draft, maintainerCanModify, authorId } = wanted;
  const pull: PullRequest = {
    ...{ id: takeId(state), number: git.nextNumber, title, body, draft, maintainerCanModify, authorId },
    ...{
      state: "open",
      head: { ...tip(from, wanted.head), ...fork },
      base: tip(repository, wanted.base),
      lastPusherId: authorId,
    },
    ...{ requestedReviewerIds: [], requestedTeamIds: [], reviews: [], threads: [] },
    ...{ createdAt: at, updatedAt: at, closedAt: null, merged: null },
  };
  git.nextNumber += 1;
  git.pulls.push(pull);
  const added = git.pulls.at(-1) ?? pull;
  putPullRef(repository, added);
  if (!draft) requestOwners(state, repository, added);
  return added;
}

/** "Code owners are automatically requested for review when someone opens a pull request that modifies code that they own." */
export function requestOwners(state: State, repository: Repository, pull: PullRequest): void {
  const files = changesSinceBase(repository.git, pull.base.sha, pull.head.sha).map((change) => change.path);
  const owners = ownership(state, repository, pull.base.sha, files).flatMap((file) => file.owners);
  const teams = organizationByLogin(state, repository.owner)?.teams ?? [];
  for (const { name, userIds } of owners) {
    const team = name.includes("/") ? teams.find((candidate) => name.endsWith(`/${candidate.slug}`)) : undefined;
    if (team !== undefined) addOnce(pull.requestedTeamIds, team.id);
    else for (const id of userIds) if (id !== pull.authorId) addOnce(pull.requestedReviewerIds, id);
  }
}

export function addOnce(list: number[], id: number): void {
  if (!list.includes(id)) list.push(id);
}
