import * as github from "@pulumi/github";
import * as pulumi from "@pulumi/pulumi";
import type { Declaration } from "../../governance/index.ts";

/** Ids that GitHub gave to what the declaration names. */
export interface OrganizationFacts {
  readonly gateRepositoryId: number;
  readonly writerRepositoryId: number;
  readonly breakGlassTeamId: number;
  /** The first team among the owners of AI paths; undefined where only people own them. */
  readonly aiPathTeamId: number | undefined;
  /** Ids of the organisation's rulesets, by name. */
  readonly rulesets: Record<string, string>;
}

/** @throws pulumi.RunError naming the team or repository that the declaration names and GitHub does not show to this token. */
export async function lookUpOrganization(declaration: Declaration): Promise<OrganizationFacts> {
  const { login, breakGlassTeam } = declaration.organization;
  const aiPathTeam = declaration.aiPaths.owners.find((owner) => owner.includes("/"))?.split("/")[1];
  if (aiPathTeam === undefined) {
    await pulumi.log.warn("aiPaths.owners: no team among them, so AI paths rest on CODEOWNERS alone");
  }
  const [gateRepositoryId, writerRepositoryId, breakGlassTeamId, aiPathTeamId, rulesets] = await Promise.all([
    repositoryId(login, declaration.gate.repository, "gate.repository"),
    repositoryId(login, declaration.audit.writer.repository, "audit.writer.repository"),
    teamId(login, breakGlassTeam, "organization.breakGlassTeam"),
    aiPathTeam === undefined ? undefined : teamId(login, aiPathTeam, "aiPaths.owners"),
    rulesetIds(login),
  ]);
  return { gateRepositoryId, writerRepositoryId, breakGlassTeamId, aiPathTeamId, rulesets };
}

async function repositoryId(owner: string, name: string, field: string): Promise<number> {
  const found = await github.getRepository({ fullName: `${owner}/${name}` }).catch(notFound(field, `${owner}/${name}`));
  return found.repoId;
}

async function teamId(owner: string, slug: string, field: string): Promise<number> {
  const found = await github.getTeam({ slug, summaryOnly: true }).catch(notFound(field, `@${owner}/${slug}`));
  return Number(found.id);
}

const notFound = (field: string, name: string) => (cause: Error) => {
  throw new pulumi.RunError(
    `governance.yaml, ${field}: GitHub shows no ${name} to this token. Create it, correct the name, or use a token that may read it. (${cause.message})`,
  );
};

/** An organisation has at most 75 rulesets, so one page holds them all. */
async function rulesetIds(login: string): Promise<Record<string, string>> {
  const answer = await github.getRestApi({ endpoint: `orgs/${login}/rulesets?per_page=100` }).catch((error: Error) => {
    throw refused(login, error.message);
  });
  if (answer.code !== 200) throw refused(login, answer.status);
  const rulesets = JSON.parse(answer.body) as { id: number; name: string }[];
  return Object.fromEntries(rulesets.map(({ id, name }) => [name, String(id)]));
}

const refused = (login: string, answer: string) =>
  new pulumi.RunError(
    `GitHub does not list the rulesets of ${login}. The token needs "Administration" of the organisation (classic: admin:org). (${answer})`,
  );
