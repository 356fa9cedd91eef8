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
  } as const;
  const entries = await Promise.all(
    Object.entries(routes).map(async ([name, route]) => [name, await answer(client, route, org)] as const),
  );
  return {
    ...Object.fromEntries(entries),
    repositories: await repositorySettings(client, org),
    appRepositories: await appRepositories(client, org),
    secretRepositories: await secretRepositories(client, org),
  };
}

async function answer(client: Octokit, route: string, org: string): Promise<unknown> {
  try {
    return (await client.request(route, { org, per_page: 100 })).data;
  } catch (error) {
    return (error as { status?: number }).status;
  }
}

/** Per repository: its own rulesets and its settings. */
async function repositorySettings(client: Octokit, owner: string): Promise<unknown> {
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
  return Object.fromEntries(all);
}

/** Per installed app: the repositories it was given one by one. */
async function appRepositories(client: Octokit, org: string): Promise<unknown> {
  const { data } = await client.rest.orgs.listAppInstallations({ org, per_page: 100 });
  const selected = data.installations.filter(({ repository_selection: reach }) => reach === "selected");
  const all = selected.map(async ({ id, app_slug: slug }) => {
    const found = await client.rest.apps.listInstallationReposForAuthenticatedUser({ installation_id: id });
    return [slug, found.data.repositories.map(({ name }) => name).sort()];
  });
  return Object.fromEntries(await Promise.all(all));
}

/** Per organisation secret: the repositories that can read it. */
async function secretRepositories(client: Octokit, org: string): Promise<unknown> {
  const { data } = await client.rest.actions.listOrgSecrets({ org });
  const all = data.secrets.map(async ({ name }) => {
    const found = await client.rest.actions.listSelectedReposForOrgSecret({ org, secret_name: name });
    return [name, found.data.repositories.map((repository) => repository.name).sort()];
  });
  return Object.fromEntries(await Promise.all(all));
}
