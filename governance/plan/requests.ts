/** An estimate of the API requests that an update makes, as the providers make them when nothing fails. */
import { field, isUnknown } from "../policy/property.ts";
import { ownTypes } from "../policy/resource.ts";
import type { Action, ResourceChange } from "./sides.ts";

/** Requests by the service that answers them. */
export interface Requests {
  readonly github: number;
  readonly aws: number;
}

/** GitHub's API description: `repository_names` of a request for property values has at most 30 items. */
export const repositoriesPerRequest = 30;
/** Property values are read 100 repositories a page. */
export const repositoriesPerPage = 100;
/** The provider writes a setting, then reads it back. */
const perResource: Readonly<Record<Action, number>> = {
  create: 2,
  update: 2,
  replace: 3,
  delete: 1,
  forget: 0,
  same: 0,
};

/** Requests of an update; look-ups of the program and of a refresh come on top. */
export function requestsOf(changes: readonly ResourceChange[]): Requests {
  const made = changes.filter(({ custom, type }) => custom && /^(github|aws|ai-governance):/.test(type));
  const sum = (all: readonly ResourceChange[]) => all.reduce((total, each) => total + requestsFor(each), 0);
  const isAws = ({ type }: ResourceChange) => type.startsWith("aws:");
  return { github: sum(made.filter((each) => !isAws(each))), aws: sum(made.filter(isAws)) };
}

function requestsFor(change: ResourceChange): number {
  return change.type === ownTypes.propertyValues ? propertyRequests(change) : perResource[change.action];
}

/** Repositories that get equal values share a request. */
function propertyRequests({ action, before, after }: ResourceChange): number {
  if (action === "same" || action === "forget") return 0;
  const [old, fresh] = [valuesOf(before?.props), valuesOf(after?.props)];
  const names = [...new Set([...Object.keys(old), ...Object.keys(fresh)])];
  const changed = names.filter((name) => textOf(old[name]) !== textOf(fresh[name]));
  const groups = Map.groupBy(changed, (name) => textOf(fresh[name]));
  const writes = [...groups.values()].reduce((sum, each) => sum + Math.ceil(each.length / repositoriesPerRequest), 0);
  return writes + Math.max(1, Math.ceil(names.length / repositoriesPerPage));
}

function valuesOf(props: unknown): Record<string, unknown> {
  const values = field(props, "values");
  return isUnknown(values) || typeof values !== "object" || values === null ? {} : (values as Record<string, unknown>);
}

function textOf(value: unknown): string {
  return JSON.stringify(value, (_key, item: unknown) => (isUnknown(item) ? "?" : item)) ?? "";
}
