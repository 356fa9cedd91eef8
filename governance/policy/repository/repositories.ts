/** Which repositories the resources of a stack manage or configure. */
import { field, isUnknown } from "../property.ts";
import type { DefaultBranch } from "../branch/ref-coverage.ts";
import { githubTypes, isComputed, ofType, ownTypes, type ResourceRecord } from "../resource.ts";
import { UNKNOWN, type Unknown } from "../unknown.ts";

/** The property that takes a node id as well as a name. */
const nodeIdProperty = "repositoryId";

/** Node ids of repositories, new and old: the latter are `010:Repository` and a number in base64. */
const nodeId = /^(R_[\w-]+|MDEwOlJlcG9zaXRvcnk[\w+/=-]*)$/;

/** Property that names the repository, where it is not `repository`. */
const naming: Readonly<Record<string, string>> = {
  [githubTypes.repository]: "name",
  [githubTypes.branchProtection]: nodeIdProperty,
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
  const named = indexOf(stack).byNodeId.get(value);
  if (!named && property === nodeIdProperty && nodeId.test(value)) return repositoryBehind(resource, property, stack);
  const name = named ? field(named.props, "name") : value;
  return typeof name === "string" ? name.slice(name.indexOf("/") + 1) : UNKNOWN;
}

/** What a finding about a repository's resource is named after: the repository, or the resource while nobody knows which. */
export function repositorySubject(resource: ResourceRecord, stack: readonly ResourceRecord[]): string {
  const repository = repositoryOf(resource, stack);
  return typeof repository === "string" ? repository : resource.name;
}

function repositoryBehind(
  resource: ResourceRecord,
  property: string,
  stack: readonly ResourceRecord[],
): string | Unknown {
  const { byUrn } = indexOf(stack);
  const origins = (resource.origins?.[property] ?? []).filter((urn) => urn !== resource.urn);
  const names = origins.flatMap((urn) => {
    const origin = byUrn.get(urn);
    const name = origin?.props[naming[origin.type] ?? "repository"];
    return typeof name === "string" ? [name] : [];
  });
  const [name, ...others] = new Set(names);
  return name !== undefined && others.length === 0 ? name : UNKNOWN;
}

interface StackIndex {
  readonly byUrn: ReadonlyMap<string, ResourceRecord>;
  readonly byNodeId: ReadonlyMap<unknown, ResourceRecord>;
}

// Made once a stack: to look through thousands of resources for each of them takes minutes.
const indexes = new WeakMap<readonly ResourceRecord[], StackIndex>();

function indexOf(stack: readonly ResourceRecord[]): StackIndex {
  const known = indexes.get(stack);
  if (known) return known;
  const repositories = ofType(stack, githubTypes.repository);
  const index: StackIndex = {
    byUrn: new Map(stack.map((resource) => [resource.urn, resource])),
    byNodeId: new Map(repositories.map((repository) => [field(repository.props, "nodeId"), repository])),
  };
  indexes.set(stack, index);
  return index;
}

export interface ManagedRepositories {
  /** Repository name to the resources about it. */
  readonly named: ReadonlyMap<string, readonly ResourceRecord[]>;
  /** Resources about a repository whose name a preview cannot know. */
  readonly unnamed: readonly ResourceRecord[];
}

/** The repositories of a stack. */
export function managedRepositories(stack: readonly ResourceRecord[]): ManagedRepositories {
  // By the name in lower case, as GitHub compares names; a repository goes by the first way it is written.
  const byName = new Map<string, readonly [name: string, resources: ResourceRecord[]]>();
  const unnamed: ResourceRecord[] = [];
  for (const resource of stack) {
    const repository = repositoryOf(resource, stack);
    if (isUnknown(repository)) unnamed.push(resource);
    else if (repository !== undefined) {
      const others = byName.get(repository.toLowerCase());
      if (others) others[1].push(resource);
      else byName.set(repository.toLowerCase(), [repository, [resource]]);
    }
  }
  return { named: new Map(byName.values()), unnamed };
}

/** Name of a repository's default branch, as far as the stack says. Of several names nobody knows which will be the last. */
export function defaultBranchOf(resources: readonly ResourceRecord[]): DefaultBranch {
  const set = ofType(resources, githubTypes.branchDefault)
    .map(({ props }) => props["branch"])
    .filter(isName);
  const own = ofType(resources, githubTypes.repository)
    .filter((each) => set.length === 0 || !isComputed(each, "defaultBranch"))
    .map(({ props }) => props["defaultBranch"])
    .filter(isName);
  const [name, ...others] = new Set([...set, ...own]);
  return others.length === 0 ? name : UNKNOWN;
}

const isName = (branch: unknown): branch is string | Unknown =>
  (typeof branch === "string" && branch !== "") || isUnknown(branch);
