/** What each tool may do where: repositories × tools × permissions on one side of a preview. */
import { toolsProperty } from "../controls/properties.ts";
import { every, field, includes, is, isUnknown, listOf, some, textsOf, type Certainty } from "../policy/property.ts";
import { githubTypes, ofType, ownTypes, type ResourceRecord } from "../policy/resource.ts";
import { fencedTool } from "./fence-names.ts";
import { nameByNumber, type PlacedRepository } from "./placement.ts";
import { reaches } from "./reach.ts";

/** A permission of a tool, app, secret or action. */
export interface Permission {
  /** `claude-code`, `app installation 42`, `secret NAME`, `workflows`. */
  readonly subject: string;
  /** What it may do: `work` (it is in `ai-tools`), `push <pattern>`, `run as coding agent`, `be installed`, `be read`, `use <action>`. */
  readonly permission: string;
  on(repository: PlacedRepository): Certainty;
  /** Repositories that only this permission names. */
  readonly names: readonly string[];
}

/** Refs that any fence of a tool covers, on either side; a fence that forgets one leaves it open. */
export function fencedPatterns(resources: readonly ResourceRecord[]): Map<string, string[]> {
  const patterns = new Map<string, string[]>();
  for (const ruleset of resources) {
    const fenced = fencedTool(ruleset);
    if (!fenced) continue;
    const found = textsOf(field(ruleset.props, "conditions", "refName", "includes")).items;
    patterns.set(fenced.tool, [...new Set([...(patterns.get(fenced.tool) ?? []), ...found])].sort());
  }
  return patterns;
}

/** The names of tools in `ai-tools` and in fences. */
export function toolNames(resources: readonly ResourceRecord[], repositories: Iterable<PlacedRepository>): string[] {
  const listed = [...repositories].flatMap(({ properties }) => textsOf(properties[toolsProperty]).items);
  return [...new Set([...listed, ...fencedPatterns(resources).keys()])].sort();
}

export function isListed(tool: string, { properties }: PlacedRepository): Certainty {
  return includes(properties[toolsProperty], tool);
}

/** Whether an active fence or stop keeps the tool's branches of that pattern out. */
export function isFenced(side: readonly ResourceRecord[], tool: string, pattern: string) {
  const fences = side
    .filter((ruleset) => fencedTool(ruleset)?.tool === tool)
    .map((ruleset) => blocks(ruleset, pattern));
  return (repository: PlacedRepository): Certainty =>
    some(fences.map(({ conditions, answer }) => every([answer, reaches(conditions, repository)])));
}

function blocks({ props }: ResourceRecord, pattern: string): { conditions: unknown; answer: Certainty } {
  const conditions = field(props, "conditions");
  const excluded = listOf(field(conditions, "refName", "excludes"));
  const answer = every([
    is(field(props, "enforcement"), "active"),
    is(field(props, "target"), "branch"),
    is(field(props, "rules", "creation"), true),
    is(field(props, "rules", "update"), true),
    includes(field(conditions, "refName", "includes"), pattern),
    excluded.items.length > 0 ? "no" : excluded.complete ? "yes" : "unknown",
  ]);
  return { conditions, answer };
}

/** Every permission that the resources of a side give. `patterns` and `tools` come from both sides. */
export function permissionsOf(
  side: readonly ResourceRecord[],
  tools: readonly string[],
  patterns: ReadonlyMap<string, readonly string[]>,
): Permission[] {
  return [
    ...tools.flatMap((tool) => [
      { subject: tool, permission: "work", names: [], on: (it: PlacedRepository) => isListed(tool, it) },
      ...(patterns.get(tool) ?? []).map((pattern) => pushPermission(side, tool, pattern)),
    ]),
    ...ofType(side, ownTypes.copilotPolicy).map(codingAgent),
    ...ofType(side, ...Object.keys(lists)).map((resource) => listed(resource, side)),
  ];
}

/** A ref pattern as people write branches. */
export function branchText(pattern: string): string {
  return pattern.replace(/^refs\/heads\//, "");
}

function pushPermission(side: readonly ResourceRecord[], tool: string, pattern: string): Permission {
  const fenced = isFenced(side, tool, pattern);
  const opposite = { yes: "no", no: "yes", unknown: "unknown" } as const;
  const permission = `push ${branchText(pattern)}`;
  return { subject: tool, permission, names: [], on: (repository) => opposite[fenced(repository)] };
}

function codingAgent({ props }: ResourceRecord): Permission {
  const { items, complete } = textsOf(props["repositories"]);
  const enabled = props["enabledRepositories"];
  const on = ({ name }: PlacedRepository): Certainty => {
    if (isUnknown(enabled)) return "unknown";
    if (enabled !== "selected") return enabled === "all" ? "yes" : "no";
    return items.includes(name) ? "yes" : complete ? "no" : "unknown";
  };
  return { subject: "Copilot", permission: "run as coding agent", names: enabled === "selected" ? items : [], on };
}

interface ListType {
  readonly subject: string;
  readonly id: string;
  readonly repositories: string;
  readonly permission: string;
}

const app = { subject: "app installation", id: "installationId", permission: "be installed" };
const secret = { subject: "secret", id: "secretName", permission: "be read" };
/** Types that list the repositories which an app or a secret reaches. */
const lists: Readonly<Record<string, ListType>> = {
  "github:index/appInstallationRepositories:AppInstallationRepositories": {
    ...app,
    repositories: "selectedRepositories",
  },
  "github:index/appInstallationRepository:AppInstallationRepository": { ...app, repositories: "repository" },
  [ownTypes.appScope]: { subject: "app", id: "appSlug", permission: "be installed", repositories: "repositories" },
  "github:index/actionsOrganizationSecret:ActionsOrganizationSecret": {
    ...secret,
    repositories: "selectedRepositoryIds",
  },
  "github:index/actionsOrganizationSecretRepositories:ActionsOrganizationSecretRepositories": {
    ...secret,
    repositories: "selectedRepositoryIds",
  },
  "github:index/actionsOrganizationSecretRepository:ActionsOrganizationSecretRepository": {
    ...secret,
    repositories: "repositoryId",
  },
};

export const listTypes: readonly string[] = Object.keys(lists);

function listed({ type, name: resource, props }: ResourceRecord, side: readonly ResourceRecord[]): Permission {
  const { subject, id, repositories, permission } = lists[type] as ListType;
  const value = props[repositories];
  const { items, complete } = listOf(Array.isArray(value) || isUnknown(value) ? value : [value ?? []].flat());
  const names = items.map((item) => repositoryName(item, side));
  const everywhere = props["visibility"] === "all" || props["visibility"] === "private";
  const on = ({ name }: PlacedRepository): Certainty =>
    everywhere || names.includes(name) ? "yes" : complete ? "no" : "unknown";
  const known = props[id];
  const who = typeof known === "string" || typeof known === "number" ? String(known) : resource;
  return { subject: `${subject} ${who}`, permission, names, on };
}

function repositoryName(item: unknown, side: readonly ResourceRecord[]): string {
  if (typeof item === "string" && !/^\d+$/.test(item)) return item;
  const known = ofType(side, githubTypes.repository).find(({ props }) => Number(props["repoId"]) === Number(item));
  const name = known?.props["name"];
  return typeof name === "string" ? name : nameByNumber(item);
}

/** Repositories that only permissions name. */
export function permissionNames(side: readonly ResourceRecord[]): string[] {
  return permissionsOf(side, [], new Map()).flatMap(({ names }) => names);
}
