/** What narrows and orders the lists of repositories and pull requests. */
import type { PullRequest } from "../../core/git-state.ts";
import type { Repository } from "../../core/state.ts";
import { failure } from "../failure.ts";

interface Order {
  readonly field: string;
  readonly direction: "ASC" | "DESC";
}

export interface RepositoryFilter {
  readonly isArchived?: boolean | null;
  readonly isFork?: boolean | null;
  readonly privacy?: "PRIVATE" | "PUBLIC" | null;
  readonly visibility?: string | null;
  readonly orderBy?: Order | null;
}

export function wantedRepositories(all: readonly Repository[], filter: RepositoryFilter): Repository[] {
  const { isArchived, isFork, privacy, visibility, orderBy } = filter;
  const isWanted = (one: Repository): boolean =>
    (isArchived ?? one.archived) === one.archived &&
    isFork !== true &&
    (!privacy || (privacy === "PUBLIC") === (one.visibility === "public")) &&
    (!visibility || visibility === one.visibility.toUpperCase());
  return ordered(all.filter(isWanted), orderBy, (one) => ({
    NAME: one.name,
    CREATED_AT: one.createdAt,
    UPDATED_AT: one.updatedAt,
    PUSHED_AT: one.pushedAt,
  }));
}

export interface PullFilter {
  readonly states?: readonly string[] | null;
  readonly headRefName?: string | null;
  readonly baseRefName?: string | null;
  readonly labels?: readonly string[] | null;
  readonly orderBy?: Order | null;
}

export function wantedPulls(all: readonly PullRequest[], filter: PullFilter): PullRequest[] {
  const { states, headRefName, baseRefName, labels, orderBy } = filter;
  const isWanted = (pull: PullRequest): boolean =>
    (!states || states.includes(pullState(pull))) &&
    (!headRefName || headRefName === pull.head.branch) &&
    (!baseRefName || baseRefName === pull.base.branch) &&
    // Local GitHub keeps no labels.
    !labels?.length;
  return ordered(all.filter(isWanted), orderBy, (pull) => ({ CREATED_AT: pull.createdAt, UPDATED_AT: pull.updatedAt }));
}

export const pullState = ({ merged, state }: PullRequest): "MERGED" | "OPEN" | "CLOSED" =>
  merged !== null ? "MERGED" : state === "open" ? "OPEN" : "CLOSED";

/** In the order they were made where none is asked for. */
function ordered<T>(
  items: readonly T[],
  order: Order | null | undefined,
  keys: (item: T) => Record<string, string>,
): T[] {
  if (!order) return [...items];
  const keyOf = (item: T): string => {
    const key = keys(item)[order.field];
    if (key === undefined) throw failure("NOT_IMPLEMENTED", `Local GitHub does not order by ${order.field}.`);
    return key;
  };
  const compared = (a: T, b: T): number => (keyOf(a) < keyOf(b) ? -1 : keyOf(a) > keyOf(b) ? 1 : 0);
  const ascending = [...items].sort(compared);
  return order.direction === "ASC" ? ascending : ascending.reverse();
}
