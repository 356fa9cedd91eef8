/** An estimate of the API requests that an update makes, as the providers make them when nothing fails. */
import { field, isUnknown, textsOf } from "../policy/property.ts";
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
  switch (change.type) {
    case ownTypes.propertyValues:
      return propertyRequests(change);
    case ownTypes.appScope:
      return scopeRequests(change);
    case ownTypes.codeSecurity:
      return perConfiguration[change.action];
    default:
      return perResource[change.action];
  }
}

/** Configurations, defaults and repositories are read, then a configuration is written, attached, and read until it is in force. */
const perConfiguration: Readonly<Record<Action, number>> = {
  ...perResource,
  create: 8,
  update: 8,
  replace: 12,
  delete: 4,
};

/** The installation is looked up, its repositories are read before and after; each that comes or goes is looked up and written. */
function scopeRequests({ action, before, after }: ResourceChange): number {
  if (action === "same" || action === "forget" || action === "delete") return 0;
  const [old, fresh] = [before, after].map((each) => new Set(textsOf(field(each?.props, "repositories")).items));
  return 3 + 2 * (old ?? new Set()).symmetricDifference(fresh ?? new Set()).size;
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
