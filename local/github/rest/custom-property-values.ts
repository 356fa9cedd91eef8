/** The values of custom properties on repositories. */
import { canRead, organizationForMembers, ownedOrganization, isOwner, repositoryFor } from "../core/access.ts";
import { organizationByLogin, repositoryByName, sameName } from "../core/actors.ts";
import type { Call, Handlers, Reply } from "../core/contract.ts";
import { forbidden, notFound, unprocessable } from "../core/errors.ts";
import { pageOf } from "../core/pagination.ts";
import type { CustomProperty, Repository, State } from "../core/state.ts";
import { valueProblem, type PropertyValue } from "./custom-property-checks.ts";

export const customPropertyValueHandlers: Handlers = {
  "orgs/custom-properties-for-repos-get-organization-values": listForOrganization,
  "orgs/custom-properties-for-repos-create-or-update-organization-values": setForOrganization,
  "repos/custom-properties-for-repos-get-repository-values": (call) => ({
    status: 200,
    body: valuesBody(call.state, repositoryFor(call)),
  }),
  "repos/custom-properties-for-repos-create-or-update-repository-values": setForRepository,
};

interface Assignment {
  readonly property_name: string;
  readonly value: PropertyValue | null;
}

/** Name and value of each property that has one here: the repository's own, else the default. */
export function effectiveValues(state: State, repository: Repository): [name: string, value: PropertyValue][] {
  return schemaOf(state, repository).flatMap(({ propertyName, defaultValue }): [string, PropertyValue][] => {
    const value = repository.customPropertyValues[propertyName] ?? defaultValue;
    return value === null ? [] : [[propertyName, value]];
  });
}

/** Sets values given as an object from name to value, as the creation of a repository has them. */
export function setCustomProperties(call: Call, repository: Repository, values: unknown): void {
  const entries = Object.entries((values ?? {}) as Record<string, PropertyValue | null>);
  const wanted = entries.map(([property_name, value]) => ({ property_name, value }));
  refuseOrganizationsOwn(call, repository, wanted);
  assign(call, repository, wanted);
}

function listForOrganization(call: Call): Reply {
  const organization = organizationForMembers(call);
  const all = call.state.repositories.filter(
    (repository) => sameName(repository.owner, organization.login) && canRead(call.state, call.actor, repository),
  );
  const { items, headers } = pageOf(call, all);
  const body = items.map((repository) => ({
    repository_id: repository.id,
    repository_name: repository.name,
    repository_full_name: `${repository.owner}/${repository.name}`,
    properties: valuesBody(call.state, repository),
  }));
  return { status: 200, headers, body };
}

function setForOrganization(call: Call): Reply {
  const organization = ownedOrganization(call, { permission: "organization_custom_properties:write" });
  const names = call.body["repository_names"] as string[];
  const repositories = names.map((name) => {
    const repository = repositoryByName(call.state, organization.login, name);
    if (repository === undefined) throw notFound();
    return repository;
  });
  for (const repository of repositories) assign(call, repository, assignments(call));
  return { status: 204 };
}

function setForRepository(call: Call): Reply {
  const repository = repositoryFor(call, "repository_custom_properties:write", "admin");
  refuseOrganizationsOwn(call, repository, assignments(call));
  assign(call, repository, assignments(call));
  return { status: 204 };
}

/** Properties with `values_editable_by: org_actors` are set by the organisation's owners only. */
function refuseOrganizationsOwn(call: Call, repository: Repository, wanted: readonly Assignment[]): void {
  const organization = organizationByLogin(call.state, repository.owner);
  if (organization === undefined || isOwner(call.actor, organization)) return;
  const names = new Set(wanted.map((item) => item.property_name));
  const refused = organization.customProperties.filter(
    (item) => names.has(item.propertyName) && item.valuesEditableBy === "org_actors",
  );
  if (refused.length === 0) return;
  const list = refused.map((item) => item.propertyName).join(", ");
  throw forbidden(`Only organization actors can edit the values of: ${list}`);
}

function assign(call: Call, repository: Repository, wanted: readonly Assignment[]): void {
  const schema = schemaOf(call.state, repository);
  const problems = wanted.flatMap((item) => assignmentProblem(schema, item) ?? []);
  if (problems.length > 0) throw unprocessable(`Validation failed: ${problems.join(", ")}`);
  const values = { ...repository.customPropertyValues };
  for (const { property_name: name, value } of wanted) {
    if (value === null) delete values[name];
    else values[name] = value;
  }
  repository.customPropertyValues = values;
  repository.updatedAt = call.now.toISOString();
}

const assignments = (call: Call): readonly Assignment[] => call.body["properties"] as Assignment[];

function assignmentProblem(
  schema: readonly CustomProperty[],
  { property_name: name, value }: Assignment,
): string | undefined {
  const property = schema.find((item) => item.propertyName === name);
  if (property === undefined) return `Property ${name} is not defined`;
  const misfit = value === null ? undefined : valueProblem(property, value);
  return misfit === undefined ? undefined : `Property ${name} ${misfit}`;
}

/** Every property of the schema; `null` where neither the repository nor the schema has a value. */
function valuesBody(state: State, repository: Repository) {
  const values = new Map(effectiveValues(state, repository));
  return schemaOf(state, repository).map(({ propertyName }) => ({
    property_name: propertyName,
    value: values.get(propertyName) ?? null,
  }));
}

const schemaOf = (state: State, repository: Repository): readonly CustomProperty[] =>
  organizationByLogin(state, repository.owner)?.customProperties ?? [];
