/** Lists of repositories that a policy of an organisation names one by one. */
import { repositoryById, sameName } from "../core/actors.ts";
import type { Call } from "../core/contract.ts";
import { conflict, notFound } from "../core/errors.ts";
import type { Organization, Repository } from "../core/state.ts";

/** A policy for all repositories, none, or those in the list. */
export interface Selection {
  readonly enabledRepositories: "all" | "none" | "selected";
  selectedRepositoryIds: number[];
}

/** @throws HttpError 409 where the policy is not `selected` */
export function selectedRepositories(call: Call, selection: Selection): Repository[] {
  requireSelected(selection);
  const byId = new Map(call.state.repositories.map((repository) => [repository.id, repository]));
  return selection.selectedRepositoryIds.flatMap((id) => byId.get(id) ?? []);
}

/** Replaces the list by `selected_repository_ids` of the body. */
export function replaceSelected(call: Call, organization: Organization, selection: Selection): void {
  requireSelected(selection);
  const ids = [...new Set(call.body["selected_repository_ids"] as number[])];
  for (const id of ids) requireOwnRepository(call, organization, id);
  selection.selectedRepositoryIds = ids;
}

/** Adds `repository_id` of the path to the list, or takes it out. */
export function changeSelected(call: Call, organization: Organization, selection: Selection, isEnabled: boolean): void {
  requireSelected(selection);
  const id = Number(call.path["repository_id"]);
  requireOwnRepository(call, organization, id);
  const others = selection.selectedRepositoryIds.filter((item) => item !== id);
  selection.selectedRepositoryIds = isEnabled ? [...others, id] : others;
}

function requireSelected({ enabledRepositories }: Selection): void {
  if (enabledRepositories !== "selected")
    throw conflict("The policy for enabled repositories must be set to selected.");
}

/** @throws HttpError 404 where no repository of the organisation has this id */
export function requireOwnRepository(call: Call, { login }: Organization, id: number): void {
  const repository = repositoryById(call.state, id);
  if (repository === undefined || !sameName(repository.owner, login)) throw notFound();
}
