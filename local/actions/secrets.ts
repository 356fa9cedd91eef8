/** Secrets that a workflow of a repository may use. Local GitHub keeps no values, so each has one that tells its name. */
import { organizationByLogin } from "../github/core/actors.ts";
import type { State } from "../github/core/state.ts";
import { repositoryNamed } from "./source.ts";

export function secretsOf(state: State, fullName: string): Record<string, string> {
  const repository = repositoryNamed(state, fullName);
  if (repository === undefined) return {};
  const { id, owner, visibility, secrets } = repository;
  const shared = (organizationByLogin(state, owner)?.secrets ?? []).filter((secret) => {
    if (secret.visibility === "selected") return secret.selectedRepositoryIds.includes(id);
    return secret.visibility === "all" || visibility !== "public";
  });
  const names = [...shared, ...secrets].filter(({ store }) => store === "actions").map(({ name }) => name);
  return Object.fromEntries(names.map((name) => [name, `value-of-${name}`]));
}
