import * as github from "@pulumi/github";
import * as pulumi from "@pulumi/pulumi";
import {
  inventoryOf,
  missingGateTag,
  gateRuleset,
  isAvailable,
  ownerTeamsOf,
  type Declaration,
  type LiveApp,
  type LiveOrganization,
  type LiveRepository,
} from "../../governance/index.ts";
import { get, list } from "./github-api.ts";

/** What GitHub has of what the declaration names. */
export interface OrganizationFacts {
  readonly live: LiveOrganization;
  readonly gateRepositoryId: number;
  readonly writerRepositoryId: number;
  readonly breakGlassTeamId: number;
  /** The first team among the owners of AI paths; undefined where only people own them. */
  readonly aiPathTeamId: number | undefined;
  /** Ids of the teams that tiers name as reviewers, by slug. */
  readonly reviewerTeamIds: Readonly<Record<string, number>>;
  /** Ids of the organisation's rulesets, by name. */
  readonly rulesets: Record<string, string>;
}

/** @throws pulumi.RunError naming every team and repository that the roll-out needs and GitHub does not show to this token. */
export async function lookUpOrganization(declaration: Declaration): Promise<OrganizationFacts> {
  const { login, breakGlassTeam, plan } = declaration.organization;
  const ownerTeams = ownerTeamsOf(declaration);
  const problems: string[] = [];
  const reviewers = Object.entries(declaration.tiers).flatMap(([tier, { reviewers: team }]) =>
    team === undefined ? [] : [{ team, field: `tiers.${tier}.reviewers` }],
  );
  const reviewerIds = Promise.all(
    reviewers.map(async ({ team, field }) => [team, await teamId(login, team, field, problems)] as const),
  );
  const [repositories, apps, rulesets, breakGlassTeamId, ...ownerTeamIds] = await Promise.all([
    repositoriesOf(login),
    appsOf(login),
    isAvailable("organization-rulesets", plan, "private") ? rulesetIds(login) : noRulesets,
    teamId(login, breakGlassTeam, "organization.breakGlassTeam", problems),
    ...ownerTeams.map((team) => teamId(login, team, "aiPaths.owners", problems)),
  ]);
  const idOf = (name: string, field: string): number => {
    if (!repositories[name]) problems.push(absent(field, `${login}/${name}`));
    return repositories[name]?.id ?? 0;
  };
  const gateRepositoryId = idOf(declaration.gate.repository, "gate.repository");
  const writerRepositoryId = idOf(declaration.audit.writer.repository, "audit.writer.repository");
  const reviewerTeamIds = Object.fromEntries(await reviewerIds);
  const gateTag = repositories[declaration.gate.repository] && (await tagOfGate(declaration));
  // The lock keeps everybody from making the tag afterwards; once it is there, a missing tag can only be named.
  if (gateTag === false && !rulesets[gateRuleset])
    problems.push(`governance.yaml, gate.ref: ${missingGateTag(declaration.gate)}`);
  if (problems.length > 0) throw new pulumi.RunError(problems.join("\n"));
  const missing = Object.keys(inventoryOf(declaration)).filter((name) => !repositories[name]);
  const live = {
    repositories,
    apps,
    renamed: await formerNames(login, missing),
    teams: await writableBy(login, [...new Set([...ownerTeams, ...reviewers.map(({ team }) => team)])]),
    hasGateTag: gateTag !== false,
  };
  return {
    live,
    gateRepositoryId,
    writerRepositoryId,
    breakGlassTeamId,
    aiPathTeamId: ownerTeamIds[0],
    reviewerTeamIds,
    rulesets,
  };
}

const noRulesets: Record<string, string> = {};

const absent = (field: string, name: string): string =>
  `governance.yaml, ${field}: GitHub shows no ${name} to this token. Create it, correct the name, or use a token that may read it.`;

async function repositoriesOf(login: string): Promise<Record<string, LiveRepository>> {
  type Found = LiveRepository & { readonly name: string };
  const found = await list(
    `orgs/${login}/repos`,
    '"Metadata" of its repositories (classic: repo)',
    (page: Found[]) => page,
  );
  return Object.fromEntries(found.map(({ name, id, visibility, archived }) => [name, { id, visibility, archived }]));
}

async function appsOf(login: string): Promise<Record<number, LiveApp>> {
  type Installation = {
    readonly app_id: number;
    readonly app_slug: string;
    readonly repository_selection: LiveApp["reach"];
  };
  const found = await list(
    `orgs/${login}/installations`,
    '"Administration" of the organisation, read (classic: admin:read or admin:org)',
    (page: { installations: Installation[] }) => page.installations,
  );
  return Object.fromEntries(
    found.map(({ app_id, app_slug, repository_selection }) => [
      app_id,
      { slug: app_slug, reach: repository_selection },
    ]),
  );
}

/** An organisation has at most 75 rulesets. */
async function rulesetIds(login: string): Promise<Record<string, string>> {
  const needs = '"Administration" of the organisation (classic: admin:org)';
  const found = await list(`orgs/${login}/rulesets`, needs, (page: { id: number; name: string }[]) => page);
  return Object.fromEntries(found.map(({ id, name }) => [name, String(id)]));
}

/** Whether the tag that the gate runs from exists; true where the plan requires no workflow. */
async function tagOfGate({ organization, gate }: Declaration): Promise<boolean> {
  if (!isAvailable("required-workflows", organization.plan, "private")) return true;
  const endpoint = `repos/${organization.login}/${gate.repository}/git/${gate.ref.replace(/^refs/, "ref")}`;
  return (await get(endpoint, '"Contents" of the repository, read (classic: repo)')) !== undefined;
}

async function teamId(owner: string, slug: string, field: string, problems: string[]): Promise<number> {
  try {
    return Number((await github.getTeam({ slug, summaryOnly: true })).id);
  } catch (cause) {
    problems.push(`${absent(field, `@${owner}/${slug}`)} (${cause instanceof Error ? cause.message : String(cause)})`);
    return 0;
  }
}

/** GitHub leads from a repository's former name to its present one. */
async function formerNames(login: string, names: readonly string[]): Promise<Record<string, string>> {
  type Found = { readonly full_name: string };
  const answers = names.map(async (name) => {
    const found = await get<Found>(`repos/${login}/${name}`, '"Metadata" of its repositories (classic: repo)');
    return [name, found?.full_name] as const;
  });
  return Object.fromEntries(
    (await Promise.all(answers)).filter((one): one is [string, string] => one[1] !== undefined),
  );
}

async function writableBy(login: string, teams: readonly string[]): Promise<Record<string, string[]>> {
  type Reached = { readonly name: string; readonly permissions?: { readonly push?: boolean } };
  const answers = teams.map(async (team) => {
    const needs = '"Members" of the organisation, read (classic: read:org)';
    const reached = await list(`orgs/${login}/teams/${team}/repos`, needs, (page: Reached[]) => page);
    return [team, reached.filter(({ permissions }) => permissions?.push).map(({ name }) => name)] as const;
  });
  return Object.fromEntries(await Promise.all(answers));
}
