/** The API about itself. */
import type { Handlers } from "../core/contract.ts";

export const metaHandlers: Handlers = {
  "meta/root": ({ apiUrl }) => ({ status: 200, body: rootBody(apiUrl) }),
  "meta/get": () => ({
    status: 200,
    body: { verifiable_password_authentication: false, actions: [], api: [], git: [] },
  }),
  "meta/get-all-versions": () => ({ status: 200, body: ["2022-11-28"] }),
};

function rootBody(root: string) {
  const query = "{?q}{&page,per_page,sort,order}";
  return {
    current_user_url: `${root}/user`,
    current_user_authorizations_html_url: `${root}/settings/connections/applications{/client_id}`,
    authorizations_url: `${root}/authorizations`,
    code_search_url: `${root}/search/code${query}`,
    commit_search_url: `${root}/search/commits${query}`,
    emails_url: `${root}/user/emails`,
    emojis_url: `${root}/emojis`,
    events_url: `${root}/events`,
    feeds_url: `${root}/feeds`,
    followers_url: `${root}/user/followers`,
    following_url: `${root}/user/following{/target}`,
    gists_url: `${root}/gists{/gist_id}`,
    issue_search_url: `${root}/search/issues${query}`,
    issues_url: `${root}/issues`,
    keys_url: `${root}/user/keys`,
    label_search_url: `${root}/search/labels?q={query}&repository_id={repository_id}{&page,per_page}`,
    notifications_url: `${root}/notifications`,
    organization_url: `${root}/orgs/{org}`,
    organization_repositories_url: `${root}/orgs/{org}/repos{?type,page,per_page,sort}`,
    organization_teams_url: `${root}/orgs/{org}/teams`,
    public_gists_url: `${root}/gists/public`,
    rate_limit_url: `${root}/rate_limit`,
    repository_url: `${root}/repos/{owner}/{repo}`,
    repository_search_url: `${root}/search/repositories${query}`,
    current_user_repositories_url: `${root}/user/repos{?type,page,per_page,sort}`,
    starred_url: `${root}/user/starred{/owner}{/repo}`,
    starred_gists_url: `${root}/gists/starred`,
    user_url: `${root}/users/{user}`,
    user_organizations_url: `${root}/user/orgs`,
    user_repositories_url: `${root}/users/{user}/repos{?type,page,per_page,sort}`,
    user_search_url: `${root}/search/users${query}`,
  };
}
