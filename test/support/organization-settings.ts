import type { Octokit } from "octokit";

/** Everything of an organisation that its governance may change, by name; what the plan does not have is left out. */
export async function organizationSettings(client: Octokit, org: string): Promise<Record<string, unknown>> {
  const routes = {
    actions: "GET /orgs/{org}/actions/permissions",
    allowedActions: "GET /orgs/{org}/actions/permissions/selected-actions",
    actionsToken: "GET /orgs/{org}/actions/permissions/workflow",
    copilot: "GET /orgs/{org}/copilot/coding-agent/permissions",
    organization: "GET /orgs/{org}",
    properties: "GET /orgs/{org}/properties/schema",
    propertyValues: "GET /orgs/{org}/properties/values",
    rulesets: "GET /orgs/{org}/rulesets",
    codeSecurity: "GET /orgs/{org}/code-security/configurations",
    codeSecurityDefaults: "GET /orgs/{org}/code-security/configurations/defaults",
    installations: "GET /orgs/{org}/installations",
  } as const;
  const entries = await Promise.all(
    Object.entries(routes).map(async ([name, route]) => [name, await answer(client, route, org)] as const),
  );
  const repositories = await repositorySettings(client, org);
  return { ...Object.fromEntries(entries), ...repositories };
}

async function answer(client: Octokit, route: string, org: string): Promise<unknown> {
  try {
    return (await client.request(route, { org, per_page: 100 })).data;
  } catch (error) {
    return (error as { status?: number }).status;
  }
}

/** Per repository: its own rulesets and its settings. */
async function repositorySettings(client: Octokit, owner: string): Promise<Record<string, unknown>> {
  const { data } = await client.rest.repos.listForOrg({ org: owner, per_page: 100 });
  const all = await Promise.all(
    data.map(async ({ name: repo }) => {
      const settings = (await client.rest.repos.get({ owner, repo })).data;
      const rulesets = await client.rest.repos
        .getRepoRulesets({ owner, repo, includes_parents: false })
        .then(({ data: found }) => found.map(({ name }) => name))
        .catch((error: { status?: number }) => error.status);
      return [repo, { rulesets, settings: { ...settings, updated_at: undefined, pushed_at: undefined } }];
    }),
  );
  return { repositories: Object.fromEntries(all) };
}
