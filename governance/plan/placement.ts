/** Repositories as rulesets see them: by name, id and custom-property values. */
import { tierProperty, toolsProperty } from "../controls/properties.ts";
import { field, isUnknown, listOf } from "../policy/property.ts";
import { managedRepositories } from "../policy/repository/repositories.ts";
import { githubTypes, ofType, ownTypes, type ResourceRecord } from "../policy/resource.ts";
import { UNKNOWN } from "../policy/unknown.ts";

/** Stands for every repository that the stack does not name. */
export const unlisted = "*";

/** Name of a repository of which the stack knows only GitHub's number. */
export function nameByNumber(id: unknown): string {
  return `#${Number(id)}`;
}

export function isByNumber({ name }: { readonly name: string }): boolean {
  return name.startsWith("#");
}

export interface PlacedRepository {
  /** Without owner; `unlisted` for all the others. */
  readonly name: string;
  /** GitHub's number of it, where the stack knows it. */
  readonly id?: unknown;
  /** Custom-property values; a property that nobody set has its default. */
  readonly properties: Readonly<Record<string, unknown>>;
}

/** The names of all repositories that one side knows. */
export function repositoryNames(side: readonly ResourceRecord[]): string[] {
  const placed = ofType(side, ownTypes.propertyValues).flatMap(({ props }) => keysOf(props["values"]));
  return [...new Set([...placed, ...managedRepositories(side).named.keys(), ...numbered(side)])];
}

function numbered(side: readonly ResourceRecord[]): string[] {
  const known = ofType(side, githubTypes.repository).map(({ props }) => Number(props["repoId"]));
  const ids = ofType(side, githubTypes.organizationRuleset).flatMap(
    ({ props }) => listOf(field(props, "conditions", "repositoryIds")).items,
  );
  return ids.filter((id) => !known.includes(Number(id))).map(nameByNumber);
}

/** Whether a value that a preview does not know yet may place any repository anywhere. */
export function isPlacementOpen(side: readonly ResourceRecord[]): boolean {
  return ofType(side, ownTypes.propertyValues).some(({ props }) => isUnknown(props["values"]));
}

/** One side's view of these repositories. */
export function placementsOf(side: readonly ResourceRecord[], names: readonly string[]): Map<string, PlacedRepository> {
  const defaults = defaultsOf(side);
  const written = ofType(side, ownTypes.propertyValues).map(({ props }) => props);
  const single = ofType(side, githubTypes.repositoryCustomProperty);
  const ids = new Map(ofType(side, githubTypes.repository).map(({ props }) => [props["name"], field(props, "repoId")]));
  return new Map(
    names.map((name) => {
      const bulk = name === unlisted ? [] : written.map((props) => writtenValues(props, name));
      const alone = single.filter(({ props }) => props["repository"] === name).map(singleValue);
      const id = isByNumber({ name }) ? Number(name.slice(1)) : ids.get(name);
      return [name, { name, id, properties: Object.assign({}, defaults, ...bulk, ...alone) as object }];
    }),
  ) as Map<string, PlacedRepository>;
}

/** A repository that left the list has what it had before it came in. */
function writtenValues({ values, returned }: ResourceRecord["props"], name: string): Record<string, unknown> {
  const own = field(values, name) ?? field(returned, name) ?? {};
  if (isUnknown(own)) return { [tierProperty]: UNKNOWN, [toolsProperty]: UNKNOWN };
  return Object.fromEntries(Object.entries(own).filter(([, value]) => value !== undefined));
}

function defaultsOf(side: readonly ResourceRecord[]): Record<string, unknown> {
  const definitions = ofType(side, githubTypes.organizationCustomProperties).filter(
    ({ props }) => typeof props["propertyName"] === "string" && props["defaultValue"] !== undefined,
  );
  return Object.fromEntries(definitions.map(({ props }) => [props["propertyName"], props["defaultValue"]]));
}

function singleValue({ props }: ResourceRecord): Record<string, unknown> {
  const { propertyName, propertyValues } = props;
  return typeof propertyName === "string" ? { [propertyName]: propertyValues ?? UNKNOWN } : {};
}

function keysOf(value: unknown): string[] {
  return typeof value === "object" && value !== null ? Object.keys(value) : [];
}
