/** The accounts that pass a classic branch protection: without pull request, by a push that others may not make, or by force. */
import { field, listOf, textsOf } from "../property.ts";
import { githubTypes, type ResourceRecord } from "../resource.ts";
import { UNKNOWN } from "../unknown.ts";

export interface Bypassers {
  /** Logins of users. */
  readonly users: readonly string[];
  /** Slugs of apps, or logins that end in `[bot]`. */
  readonly apps: readonly string[];
  /** Ids that only GitHub, or the stack they come from, can tell. */
  readonly nodeIds: readonly string[];
  /** Whether these are all there can be. */
  readonly complete: boolean;
}

/** The accounts that a protection of either form lets pass. Teams are people, and are left out. */
export function bypassersOf({ type, props }: ResourceRecord): Bypassers {
  return type === githubTypes.branchProtection ? graphqlBypassers(props) : restBypassers(props);
}

// `/login` for users, `organization/team` for teams, all else is looked up as a node id (provider documentation, BranchProtection).
function graphqlBypassers(props: unknown): Bypassers {
  const reviews = blocks(field(props, "requiredPullRequestReviews"));
  const pushes = blocks(field(props, "restrictPushes"));
  const lists = [
    field(props, "forcePushBypassers"),
    ...pushes.items.map((block) => field(block, "pushAllowances")),
    ...reviews.items.map((block) => field(block, "pullRequestBypassers")),
  ].map(textsOf);
  const accounts = lists.flatMap(({ items }) => items);
  const users = accounts.filter((account) => account.startsWith("/"));
  const others = accounts.filter((account) => !account.includes("/") || isNodeId(account));
  return {
    users: users.filter((login) => !isBot(login)),
    apps: [...users.filter(isBot), ...others.filter((account) => !isNodeId(account))],
    nodeIds: others.filter(isNodeId),
    complete: [reviews, pushes, ...lists].every(({ complete }) => complete),
  };
}

function restBypassers(props: unknown): Bypassers {
  const reviews = blocks(field(props, "requiredPullRequestReviews"));
  const allowances = reviews.items.map((block) => blocks(field(block, "bypassPullRequestAllowances")));
  const lists = [...allowances, blocks(field(props, "restrictions"))];
  const of = (kind: string) => lists.flatMap(({ items }) => items.map((block) => textsOf(field(block, kind))));
  const [users, apps] = [of("users"), of("apps")];
  const logins = users.flatMap(({ items }) => items);
  return {
    users: logins.filter((login) => !isBot(login)),
    apps: [...logins.filter(isBot), ...apps.flatMap(({ items }) => items)],
    nodeIds: [],
    complete: [reviews, ...lists, ...users, ...apps].every(({ complete }) => complete),
  };
}

/** A block stands alone in one form of the resource, and in a list of at most one in the other. */
function blocks(value: unknown): ReturnType<typeof listOf> {
  if (value === undefined || value === UNKNOWN || Array.isArray(value)) return listOf(value);
  return listOf([value]);
}

const isBot = (login: string): boolean => login.endsWith("[bot]");

// Letters, an underscore and more; or, of the first kind, text such as `03:App1` or `04:User1` in Base64.
function isNodeId(account: string): boolean {
  return /^(?:[A-Z]{1,3}_[\w-]{6,}|[A-Za-z0-9+/]{12,}={1,2}|MD[A-Za-z0-9+/]{8,}={0,2})$/.test(account);
}
