import { phases, type OrganizationCost, type Phase } from "./organization-cost.ts";
import { table } from "./table.ts";

/** Writes of property values: 30 repositories a request, and repositories with equal values only. */
const valuesRoute = "PATCH /orgs/{org}/properties/values";
const repositoriesARequest = 30;
/** Lists of repositories, a hundred a request, and how often one command may read each to its end. */
const listings = {
  "GET /orgs/{org}/properties/values": 1,
  "GET /orgs/{org}/repos": 2,
  // Owners of AI paths, and reviewers of tiers: two teams in the example.
  "GET /orgs/{org}/teams/{team_slug}/repos": 2,
  "GET /orgs/{org}/copilot/coding-agent/permissions/repositories": 1,
};
const repositoriesAPage = 100;

/** What grows with the number of repositories and must not, one line each. */
export function brokenBudgets(costs: readonly OrganizationCost[]): string[] {
  const [smallest, ...others] = [...costs].sort((a, b) => a.repositories - b.repositories);
  if (smallest === undefined) return [];
  return [
    ...others.flatMap((cost) => moreResources(smallest, cost)),
    ...[smallest, ...others].flatMap((cost) => phases.flatMap((phase) => aboveBound(cost, phase))),
    ...others.flatMap((cost) => phases.flatMap((phase) => moreRequests(smallest, cost, phase))),
  ];
}

function moreResources(smallest: OrganizationCost, { repositories, resources }: OrganizationCost): string[] {
  if (resources === smallest.resources) return [];
  return [
    `${repositories} repositories take ${resources} resources, ${smallest.repositories} take ${smallest.resources}: the number must not depend on them`,
  ];
}

function aboveBound({ repositories, distinctValues, phases: costs }: OrganizationCost, phase: Phase): string[] {
  // Each group of equal values ends with a request that is not full; a list ends with a page that is not full.
  const bounds = [
    [valuesRoute, Math.floor(repositories / repositoriesARequest) + distinctValues] as const,
    ...Object.entries(listings).map(
      ([route, times]) => [route, times * (Math.floor(repositories / repositoriesAPage) + 1)] as const,
    ),
  ];
  return bounds.flatMap(([route, most]) => {
    const found = costs[phase].requests[route] ?? 0;
    return found > most ? [`${phase} of ${repositories} repositories: ${found} times ${route}, at most ${most}`] : [];
  });
}

function moreRequests(smallest: OrganizationCost, cost: OrganizationCost, phase: Phase): string[] {
  const growing = new Set([valuesRoute, ...Object.keys(listings)]);
  return Object.entries(cost.phases[phase].requests).flatMap(([route, found]) => {
    const before = smallest.phases[phase].requests[route] ?? 0;
    if (growing.has(route) || found <= before) return [];
    return [
      `${phase} of ${cost.repositories} repositories: ${found} times ${route}, ${before} for ${smallest.repositories}: the number must not depend on them`,
    ];
  });
}

export function organizationTable(costs: readonly OrganizationCost[]): string {
  const head = [
    "repositories",
    "resources",
    ...phases.map((phase) => `requests of ${phase}`),
    "value writes",
    "seconds",
  ];
  const rows = costs.map((cost) => [
    String(cost.repositories),
    String(cost.resources),
    ...phases.map((phase) => String(total(cost.phases[phase].requests))),
    String(cost.phases.up.requests[valuesRoute] ?? 0),
    phases.map((phase) => cost.phases[phase].seconds.toFixed(0)).join(" / "),
  ]);
  return table(head, rows);
}

const total = (requests: Readonly<Record<string, number>>): number =>
  Object.values(requests).reduce((sum, count) => sum + count, 0);
