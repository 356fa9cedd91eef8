/** Anything that has a global id. */
import { repositoryById, userById, appById } from "../core/actors.ts";
import type { Call } from "../core/contract.ts";
import type { BranchProtectionRule, PullRequest, ReviewThread } from "../core/git-state.ts";
import { readNodeId } from "../core/node-id.ts";
import type { Repository } from "../core/state.ts";
import { unknownNode } from "./failure.ts";
import { appObject, organizationObject, teamObject, userObject } from "./objects/accounts.ts";
import { protectionObject } from "./objects/branch-protection.ts";
import { pullObject, threadObject } from "./objects/pull-request.ts";
import { repositoryObject } from "./objects/repository.ts";
import { visibleRepositories } from "./visibility.ts";

type Node = Record<string, unknown>;

const finders: Readonly<Record<string, (call: Call, id: number) => Node | undefined>> = {
  Repository: (call, id) => {
    const found = repositoryById(call.state, id);
    return found !== undefined && visibleRepositories(call).includes(found) ? repositoryObject(call, found) : undefined;
  },
  Organization: (call, id) => {
    const found = call.state.organizations.find((candidate) => candidate.id === id);
    return found && organizationObject(call, found);
  },
  Team: (call, id) => {
    const organization = call.state.organizations.find((one) => one.teams.some((team) => team.id === id));
    const team = organization?.teams.find((candidate) => candidate.id === id);
    return organization && team && teamObject(call, organization, team);
  },
  User: findUser,
  Bot: findUser,
  App: (call, id) => {
    const found = appById(call.state, id);
    return found && appObject(call, found);
  },
  BranchProtectionRule: (call, id) => {
    const found = protectionById(call, id);
    return found && protectionObject(call, found.repository, found.rule);
  },
  PullRequest: (call, id) => {
    const found = pullById(call, id);
    return found && pullObject(call, found.repository, found.pull);
  },
  PullRequestReviewThread: (call, id) => {
    const found = threadById(call, id);
    return found && threadObject(call, found.repository, found.pull, found.thread);
  },
};

function findUser(call: Call, id: number): Node | undefined {
  const found = userById(call.state, id);
  return found && userObject(call, found);
}

/** @throws GraphQLError of type NOT_FOUND, with the words clients look for */
export function nodeObject(call: Call, id: string): Node {
  const read = readNodeId(id);
  const node = read === undefined ? undefined : finders[read.type]?.(call, Number(read.id));
  if (node === undefined) throw unknownNode(id);
  return node;
}

/** The number behind a global id of the wanted type. */
export function numberOf(id: string, ...types: readonly string[]): number {
  const read = readNodeId(id);
  if (read === undefined || !types.includes(read.type)) throw unknownNode(id);
  return Number(read.id);
}

export function protectionById(
  call: Call,
  id: number,
): { repository: Repository; rule: BranchProtectionRule } | undefined {
  for (const repository of visibleRepositories(call)) {
    const rule = repository.git.branchProtectionRules.find((candidate) => candidate.id === id);
    if (rule !== undefined) return { repository, rule };
  }
  return undefined;
}

export function pullById(call: Call, id: number): { repository: Repository; pull: PullRequest } | undefined {
  for (const repository of visibleRepositories(call)) {
    const pull = repository.git.pulls.find((candidate) => candidate.id === id);
    if (pull !== undefined) return { repository, pull };
  }
  return undefined;
}

export function threadById(
  call: Call,
  id: number,
): { repository: Repository; pull: PullRequest; thread: ReviewThread } | undefined {
  for (const repository of visibleRepositories(call)) {
    for (const pull of repository.git.pulls) {
      const thread = pull.threads.find((candidate) => candidate.id === id);
      if (thread !== undefined) return { repository, pull, thread };
    }
  }
  return undefined;
}
