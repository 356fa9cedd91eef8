/** Which repositories the resources of a stack manage or configure. */
import { field, isUnknown } from "./property.ts";
import { githubTypes, ofType, ownTypes, type ResourceRecord } from "./resource.ts";
import { UNKNOWN, type Unknown } from "./unknown.ts";

/** Property that names the repository, where it is not `repository`. */
const naming: Readonly<Record<string, string>> = {
  [githubTypes.repository]: "name",
  [githubTypes.branchProtection]: "repositoryId",
  [githubTypes.repositoryPullRequest]: "baseRepository",
};

const ownNaming: readonly string[] = [ownTypes.mergeSettings, ownTypes.reviewedFile];

/**
 * Name of the repository that a resource manages or configures, without its owner. `undefined`: it is about no repository.
 * An unknown name, and a node id, are resolved through the resource they come from.
 */
export function repositoryOf(resource: ResourceRecord, stack: readonly ResourceRecord[]): string | Unknown | undefined {
  if (!resource.type.startsWith("github:index/") && !ownNaming.includes(resource.type)) return undefined;
  const property = naming[resource.type] ?? "repository";
  const value = resource.props[property];
  if (isUnknown(value)) return repositoryBehind(resource, property, stack);
  if (typeof value !== "string" || value === "") return undefined;
  const named = ofType(stack, githubTypes.repository).find(({ props }) => field(props, "nodeId") === value);
  const name = named ? field(named.props, "name") : value;
  return typeof name === "string" ? name.slice(name.indexOf("/") + 1) : UNKNOWN;
}

function repositoryBehind(
  resource: ResourceRecord,
  property: string,
  stack: readonly ResourceRecord[],
): string | Unknown {
  const origins = new Set(resource.origins?.[property] ?? []);
  const names = stack
    .filter(({ urn }) => urn !== resource.urn && origins.has(urn))
    .map((origin) => origin.props[naming[origin.type] ?? "repository"])
    .filter((name) => typeof name === "string");
  const [name, ...others] = new Set(names);
  return name !== undefined && others.length === 0 ? name : UNKNOWN;
}

export interface ManagedRepositories {
  /** Repository name to the resources about it. */
  readonly named: ReadonlyMap<string, readonly ResourceRecord[]>;
  /** Resources about a repository whose name a preview cannot know. */
  readonly unnamed: readonly ResourceRecord[];
}

/** The repositories of a stack. */
export function managedRepositories(stack: readonly ResourceRecord[]): ManagedRepositories {
  const named = new Map<string, ResourceRecord[]>();
  const unnamed: ResourceRecord[] = [];
  for (const resource of stack) {
    const repository = repositoryOf(resource, stack);
    if (isUnknown(repository)) unnamed.push(resource);
    else if (repository !== undefined) named.set(repository, [...(named.get(repository) ?? []), resource]);
  }
  return { named, unnamed };
}

/** Name of a repository's default branch, if the stack says so. */
export function defaultBranchOf(resources: readonly ResourceRecord[]): string | undefined {
  const declared = [
    ...ofType(resources, githubTypes.branchDefault).map(({ props }) => props["branch"]),
    ...ofType(resources, githubTypes.repository).map(({ props }) => props["defaultBranch"]),
  ];
  return declared.find((branch) => typeof branch === "string" && branch !== "") as string | undefined;
}
