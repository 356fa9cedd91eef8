import { z } from "zod";
import type { GitHub, Purpose } from "../github/client.ts";
import { GitHubError } from "../github/explanation.ts";

const repository = z.object({ id: z.number(), name: z.string() });
export type NamedRepository = z.infer<typeof repository>;

const located = repository.extend({ owner: z.object({ login: z.string() }) });

/** A name that leads to another owner's repository: what GitHub redirects to is not governed here any more. */
export class RepositoryTransferred extends Error {
  override readonly name = "RepositoryTransferred";
  /** Where it is now, `owner/name`. */
  readonly to: string;
  constructor(owner: string, repo: string, to: string) {
    super(`there is no repository ${owner}/${repo}: it was transferred to ${to}; take it out of the declaration`);
    this.to = to;
  }
}

/** @throws RepositoryTransferred when GitHub's answer for `owner/repo` is a repository of another owner. */
export function requireOwner(owner: string, repo: string, found: { name: string; owner: { login: string } }): void {
  const isOther = found.owner.login.toLowerCase() !== owner.toLowerCase();
  if (isOther) throw new RepositoryTransferred(owner, repo, `${found.owner.login}/${found.name}`);
}

/**
 * GitHub answers for a former name with the repository under its present one; undefined where there is none.
 * @throws RepositoryTransferred
 */
export async function repositoryNamed(
  github: GitHub,
  owner: string,
  repo: string,
  purpose: Purpose,
): Promise<NamedRepository | undefined> {
  try {
    const found = await github.call(located, "GET /repos/{owner}/{repo}", { owner, repo }, purpose);
    requireOwner(owner, repo, found);
    return { id: found.id, name: found.name };
  } catch (error) {
    if (error instanceof GitHubError && error.status === 404) return undefined;
    throw error;
  }
}

/** Name in the program to the repository it stands for, undefined where the owner has none. */
export class FoundRepositories extends Map<string, NamedRepository | undefined> {
  /** Name in the program to where the repository is that another owner has now. */
  readonly transferred = new Map<string, string>();
}

export const sameRepositoryName = (left: string, right: string): boolean => left.toLowerCase() === right.toLowerCase();

/** From so many names on, the list of all repositories, a hundred a request, is the cheaper way to them. */
const manyNames = 100;

/** Looks up names in the program. `known` repositories are not asked for. */
export async function repositoriesNamed(
  github: GitHub,
  owner: string,
  names: readonly string[],
  purpose: Purpose,
  known: readonly NamedRepository[] = [],
): Promise<FoundRepositories> {
  const listed =
    names.length < manyNames
      ? known
      : await github.list(z.array(repository), "GET /orgs/{org}/repos", { org: owner }, purpose);
  const byName = new Map(listed.map((one) => [one.name.toLowerCase(), one]));
  const answers = new FoundRepositories();
  const find = async (name: string) =>
    byName.get(name.toLowerCase()) ?? (await repositoryNamed(github, owner, name, purpose));
  const findOwn = async (name: string) => {
    try {
      return await find(name);
    } catch (error) {
      if (!(error instanceof RepositoryTransferred)) throw error;
      answers.transferred.set(name, error.to);
      return undefined;
    }
  };
  const found = await Promise.all(names.map(async (name) => [name, await findOwn(name)] as const));
  for (const [name, one] of found) answers.set(name, one);
  return answers;
}

/** @throws naming every repository that does not exist. */
export function requireAll(owner: string, found: ReadonlyMap<string, NamedRepository | undefined>): NamedRepository[] {
  const missing = [...found].filter(([, one]) => one === undefined).map(([name]) => name);
  if (missing.length === 0) return [...found.values()].filter((one) => one !== undefined);
  const transferred = found instanceof FoundRepositories ? found.transferred : new Map<string, string>();
  const list = missing
    .map((name) => (transferred.has(name) ? `${name} (it was transferred to ${transferred.get(name)})` : name))
    .join(", ");
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
