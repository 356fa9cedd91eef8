/** How the API shows accounts. */
import type { Call } from "../../core/contract.ts";
import { nodeId } from "../../core/node-id.ts";
import type { Organization, User } from "../../core/state.ts";

type Roots = Pick<Call, "apiUrl" | "htmlUrl">;

/** `simple-user` of the description. */
export function simpleUser(call: Roots, user: User) {
  return {
    ...accountBody(call, user.login, user.id, user.type),
    html_url:
      user.type === "Bot" ? `${call.htmlUrl}/apps/${user.login.replace("[bot]", "")}` : `${call.htmlUrl}/${user.login}`,
  };
}

/** An organisation where the description wants an account, e.g. as the owner of a repository. */
export function organizationAsUser(call: Roots, organization: Organization) {
  return accountBody(call, organization.login, organization.id, "Organization");
}

function accountBody({ apiUrl, htmlUrl }: Roots, login: string, id: number, type: "User" | "Bot" | "Organization") {
  const url = `${apiUrl}/users/${encodeURIComponent(login)}`;
  return {
    login,
    id,
    node_id: nodeId(type, id),
    avatar_url: `${htmlUrl}/avatars/u/${String(id)}`,
    gravatar_id: "",
    url,
    html_url: `${htmlUrl}/${login}`,
    followers_url: `${url}/followers`,
    following_url: `${url}/following{/other_user}`,
    gists_url: `${url}/gists{/gist_id}`,
    starred_url: `${url}/starred{/owner}{/repo}`,
    subscriptions_url: `${url}/subscriptions`,
    organizations_url: `${url}/orgs`,
    repos_url: `${url}/repos`,
    events_url: `${url}/events{/privacy}`,
    received_events_url: `${url}/received_events`,
    type,
    user_view_type: "public",
    site_admin: false,
  };
}

/** `public-user` of the description. */
export function publicUser(call: Roots, user: User) {
  return {
    ...simpleUser(call, user),
    name: user.name,
    company: null,
    blog: "",
    location: null,
    email: user.email,
    hireable: null,
    bio: null,
    twitter_username: null,
    public_repos: 0,
    public_gists: 0,
    followers: 0,
    following: 0,
    created_at: user.createdAt,
    updated_at: user.createdAt,
  };
}

/** `private-user` of the description: what an account sees of itself. */
export function privateUser(call: Roots, user: User) {
  return {
    ...publicUser(call, user),
    user_view_type: "private",
    private_gists: 0,
    total_private_repos: 0,
    owned_private_repos: 0,
    disk_usage: 0,
    collaborators: 0,
    two_factor_authentication: true,
  };
}
