import { z } from "zod";
import type { GitHub, Purpose } from "../github/client.ts";
import { GitHubError } from "../github/explanation.ts";

const repository = z.object({ id: z.number(), name: z.string() });
export type NamedRepository = z.infer<typeof repository>;

/** GitHub answers for a former name with the repository under its present one; undefined where there is none. */
export async function repositoryNamed(
  github: GitHub,
  owner: string,
  repo: string,
  purpose: Purpose,
): Promise<NamedRepository | undefined> {
  try {
    return await github.call(repository, "GET /repos/{owner}/{repo}", { owner, repo }, purpose);
  } catch (error) {
    if (error instanceof GitHubError && error.status === 404) return undefined;
    throw error;
  }
}

export const sameRepositoryName = (left: string, right: string): boolean => left.toLowerCase() === right.toLowerCase();

/** From so many names on, the list of all repositories, a hundred a request, is the cheaper way to them. */
const manyNames = 100;

/** Name in the program to the repository it stands for, undefined where there is none. `known` ones are not asked for. */
export async function repositoriesNamed(
  github: GitHub,
  owner: string,
  names: readonly string[],
  purpose: Purpose,
  known: readonly NamedRepository[] = [],
): Promise<Map<string, NamedRepository | undefined>> {
  const listed =
    names.length < manyNames
      ? known
      : await github.list(z.array(repository), "GET /orgs/{org}/repos", { org: owner }, purpose);
  const byName = new Map(listed.map((one) => [one.name.toLowerCase(), one]));
  const find = async (name: string) =>
    byName.get(name.toLowerCase()) ?? (await repositoryNamed(github, owner, name, purpose));
  return new Map(await Promise.all(names.map(async (name) => [name, await find(name)] as const)));
}

/** @throws naming every repository that does not exist. */
export function requireAll(owner: string, found: ReadonlyMap<string, NamedRepository | undefined>): NamedRepository[] {
  const missing = [...found].filter(([, one]) => one === undefined).map(([name]) => name);
  if (missing.length === 0) return [...found.values()].filter((one) => one !== undefined);
  const list = missing.join(", ");
  throw new Error(`repositories: ${owner} has none named ${list}, or the token cannot see them: correct the names`);
}

/** What to say of names that a repository had before it was renamed. */
export function renames(found: ReadonlyMap<string, NamedRepository | undefined>): string[] {
  return [...found].flatMap(([name, one]) =>
    one === undefined || sameRepositoryName(name, one.name)
      ? []
      : [`the repository ${name} is called ${one.name} now: write ${one.name} in the program`],
  );
}
