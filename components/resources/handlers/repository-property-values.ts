import { z } from "zod";
import { needsOf } from "../github/access.ts";
import type { GitHub, Purpose } from "../github/client.ts";
import { nearestTo, PartialFailure } from "../host/index.ts";
import type { Operation } from "../host/index.ts";
import { accesses } from "./accesses.ts";
import { batchesOf, merged, missingFrom, sameValue, valuesAt, without } from "./property-values.ts";
import type { PropertyValue, Values } from "./property-values.ts";
import { renames, repositoriesNamed } from "./repositories.ts";
import { gitHubResource } from "./resource.ts";

const value = z.union([z.string(), z.array(z.string())]);

const inputs = z.strictObject({
  organization: z.string().min(1).describe("Login of the organisation."),
  values: z.record(z.string(), z.record(z.string(), value)).describe("Repository name to property name to value."),
});

/** What the written places held before, to be restored. */
const outputs = z.strictObject({
  previous: z
    .record(z.string(), z.record(z.string(), value.nullable()))
    .optional()
    .describe("The values as they were before; a deletion restores them."),
});

const page = z.array(
  z.object({
    repository_name: z.string(),
    properties: z.array(z.object({ property_name: z.string(), value: value.nullable() })),
  }),
);

const route = "/orgs/{org}/properties/values";
const needs = needsOf(accesses.propertyValues);

/** `ai-governance:index:RepositoryPropertyValues`; its id is the organisation's login. */
export const repositoryPropertyValues = gitHubResource<typeof inputs, typeof outputs>({
  description: "Custom-property values of many repositories, written 30 repositories a request.",
  access: () => accesses.propertyValues,
  inputs,
  outputs,
  replaceOnChanges: ["organization"],
  same: { values: (left, right) => isSame(left as Values | undefined, right as Values | undefined) },
  async create({ organization, values }, operation) {
    const previous = await change(organization, values, {}, operation);
    return { id: organization, outputs: { previous } };
  },
  async read(organization, given, { previous }, { context, signal, log }) {
    const live = await liveValues(context, organization, { needs, signal });
    if (given === undefined) return { inputs: { organization, values: withoutNulls(live) }, outputs: { previous } };
    const names = await presentNames(organization, given.values, live, { context, signal, log });
    const wanted = underNames(given.values, names);
    const found = underNames(withoutNulls(valuesAt(live, onlyExisting(live, wanted))), inverse(names));
    return { inputs: { organization, values: settled(given.values, found) }, outputs: { previous } };
  },
  async update(organization, { previous = {} }, { values }, operation) {
    return { previous: await change(organization, values, previous, operation) };
  },
  async delete(organization, { previous }, { context, signal, log }) {
    if (previous === undefined) {
      return log("warning", `the property values of ${organization} were imported and stay as they are`);
    }
    const purpose = { needs, signal };
    const live = await liveValues(context, organization, purpose);
    const names = await presentNames(organization, previous, live, { context, signal, log });
    const there = onlyExisting(live, underNames(previous, names));
    await write(context, organization, missingFrom(live, there), purpose);
  },
});

/**
 * Writes what differs, gives places that are no longer declared what they had before, and returns what is to be restored.
 * Repositories that do not exist are passed over: the tools that the same update stops must not wait for a name.
 */
async function change(
  organization: string,
  declared: Values,
  before: Values,
  { context, signal, log }: Operation<GitHub>,
): Promise<Values> {
  const live = await liveValues(context, organization, { needs, signal });
  const names = await presentNames(organization, { ...before, ...declared }, live, { context, signal, log });
  const [wanted, previous] = [underNames(declared, names), underNames(before, names)];
  const reachable = onlyExisting(live, wanted);
  const left = onlyExisting(live, without(previous, wanted));
  const restorable = merged(previous, valuesAt(live, reachable));
  const missing = Object.keys(wanted).filter((repository) => !Object.hasOwn(live, repository));
  if (missing.length > 0) await log("warning", missingRepositories(organization, missing, Object.keys(live)));
  try {
    await write(context, organization, missingFrom(live, merged(reachable, left)), { needs, signal });
  } catch (error) {
    // Batches that were written stay; the next update writes the rest and still knows what to restore.
    throw new PartialFailure(organization, { previous: restorable }, error);
  }
  return without(restorable, without(restorable, wanted));
}

async function liveValues(github: GitHub, org: string, purpose: Purpose): Promise<Values> {
  const repositories = await github.list(page, `GET ${route}`, { org }, purpose);
  return Object.fromEntries(
    repositories.map(({ repository_name: name, properties }) => [
      name,
      Object.fromEntries(properties.map((one) => [one.property_name, one.value])),
    ]),
  );
}

async function write(github: GitHub, org: string, values: Values, purpose: Purpose): Promise<void> {
  for (const { repositories, properties } of batchesOf(values)) {
    const body = {
      repository_names: repositories,
      properties: Object.entries(properties).map(([name, one]) => ({ property_name: name, value: one })),
    };
    await github.call(z.unknown(), `PATCH ${route}`, { org, ...body }, purpose);
  }
}

/** Former name to present name of the repositories that were renamed, each with a warning. */
async function presentNames(
  organization: string,
  values: Values,
  live: Values,
  { context, signal, log }: Pick<Operation<GitHub>, "context" | "signal" | "log">,
): Promise<Map<string, string>> {
  const unlisted = Object.keys(values).filter((name) => !Object.hasOwn(live, name));
  const found = await repositoriesNamed(context, organization, unlisted, { needs, signal });
  const renamed = new Map([...found].filter(([, one]) => one !== undefined && Object.hasOwn(live, one.name)));
  for (const line of renames(renamed)) await log("warning", line);
  return new Map([...renamed].map(([name, one]) => [name, one?.name ?? name]));
}

function underNames<T>(values: Readonly<Record<string, T>>, names: ReadonlyMap<string, string>): Record<string, T> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [names.get(name) ?? name, value]));
}

const inverse = (names: ReadonlyMap<string, string>): Map<string, string> =>
  new Map([...names].map(([former, present]) => [present, former]));

function missingRepositories(organization: string, missing: readonly string[], known: readonly string[]): string {
  const names = missing.map((repository) => {
    const hint = nearestTo(repository, known).trim();
    return hint === "" ? repository : `${repository} (${hint})`;
  });
  return (
    `values: ${organization} has no such repositories, or the token cannot see them: ${names.join(", ")}. ` +
    "They stand in the default tier until they exist; then `pulumi up --refresh` sets their values."
  );
}

function onlyExisting(live: Values, values: Values): Values {
  return Object.fromEntries(Object.entries(values).filter(([repository]) => Object.hasOwn(live, repository)));
}

function withoutNulls(values: Values): Record<string, Record<string, string | string[]>> {
  const set = (properties: Record<string, PropertyValue>) =>
    Object.entries(properties).filter((entry): entry is [string, string | string[]] => entry[1] !== null);
  return Object.fromEntries(
    Object.entries(values).map(([name, properties]) => [name, Object.fromEntries(set(properties))]),
  );
}

function isSame(left: Values = {}, right: Values = {}): boolean {
  const sameNames = Object.keys(left).sort().join() === Object.keys(right).sort().join();
  const covers = (one: Values, other: Values) => Object.keys(missingFrom(one, other)).length === 0;
  return sameNames && covers(left, right) && covers(right, left);
}

/** The live values in the program's spelling: choices in its order, so that a refresh without drift changes nothing. */
function settled(given: Values | undefined, found: Record<string, Record<string, string | string[]>>): typeof found {
  const spelled = (repository: string, property: string, live: string | string[]) => {
    const declared = given?.[repository]?.[property];
    return declared !== undefined && declared !== null && sameValue(declared, live) ? declared : live;
  };
  const entries = Object.entries(found).map(([repository, properties]) => {
    const values = Object.entries(properties).map(([name, live]) => [name, spelled(repository, name, live)]);
    return [repository, Object.fromEntries(values)] as const;
  });
  return Object.fromEntries(entries);
}
