import { z } from "zod";
import { needsOf } from "../github/access.ts";
import type { GitHub, Purpose } from "../github/client.ts";
import { PartialFailure, sameMembers } from "../host/index.ts";
import type { Operation } from "../host/index.ts";
import { accesses } from "./accesses.ts";
import { renames, repositoriesNamed, requireAll, sameRepositoryName } from "./repositories.ts";
import { gitHubResource } from "./resource.ts";

const enabledRepositories = z.enum(["all", "selected", "none"]);
const policy = z.strictObject({ enabledRepositories, repositories: z.array(z.string()) });
type Policy = z.infer<typeof policy>;

const inputs = z.strictObject({
  organization: z.string().min(1).describe("Login of the organisation."),
  enabledRepositories: enabledRepositories.describe(
    "Repositories in which the coding agent may work: `all`, `selected` or `none`.",
  ),
  repositories: z
    .array(z.string())
    .default([])
    .describe("Names of the selected repositories, without owner. Default: none."),
});

/** What was in force before, to be restored; unknown for an import. */
const outputs = z.strictObject({
  previous: policy.optional().describe("The policy as it was before; a deletion restores it."),
});

const permissions = z.object({ enabled_repositories: enabledRepositories });
const selection = z
  .object({ repositories: z.array(z.object({ name: z.string() })) })
  .transform((one) => one.repositories);
const anything = z.unknown();

const root = "/orgs/{org}/copilot/coding-agent/permissions";

/** `ai-governance:index:CopilotCodingAgentPolicy`; its id is the organisation's login. */
export const copilotCodingAgentPolicy = gitHubResource<typeof inputs, typeof outputs>({
  description: "The repositories in which an organisation lets the Copilot coding agent work.",
  access: () => accesses.copilotCodingAgent,
  inputs,
  outputs,
  replaceOnChanges: ["organization"],
  same: { repositories: sameMembers },
  relations: ({ enabledRepositories: enabled, repositories }) =>
    repositories.length > 0 && enabled !== "selected"
      ? [{ property: "repositories", reason: `is for enabledRepositories "selected" only; found "${enabled}"` }]
      : [],
  async create({ organization, ...wanted }, { context, signal }) {
    const purpose = { needs, signal };
    const previous = await live(context, organization, purpose);
    try {
      await put(context, organization, wanted, purpose);
    } catch (error) {
      // Written in two requests: whichever of them failed, what was there before must not be forgotten.
      throw new PartialFailure(organization, { previous }, error);
    }
    return { id: organization, outputs: { previous } };
  },
  async read(organization, given, { previous }, operation) {
    const { context, signal } = operation;
    const found = await live(context, organization, { needs, signal });
    const repositories = given
      ? await spelled(given.repositories, found.repositories, operation, organization)
      : found.repositories;
    return { inputs: { organization, ...found, repositories }, outputs: { previous } };
  },
  async update(organization, { previous }, wanted, { context, signal }) {
    await put(context, organization, wanted, { needs, signal });
    return { previous };
  },
  async delete(organization, { previous }, { context, signal, log }) {
    if (previous === undefined) {
      return log("warning", `the coding agent's policy of ${organization} was imported and stays as it is`);
    }
    const { known, gone } = await withoutMissing(context, organization, previous.repositories, { needs, signal });
    if (gone.length > 0) await log("warning", `not restored, because they are gone: ${gone.join(", ")}`);
    await put(context, organization, { ...previous, repositories: known }, { needs, signal });
  },
});

const needs = needsOf(accesses.copilotCodingAgent);

async function live(github: GitHub, org: string, purpose: Purpose): Promise<Policy> {
  const found = await github.call(permissions, `GET ${root}`, { org }, purpose);
  if (found.enabled_repositories !== "selected")
    return { enabledRepositories: found.enabled_repositories, repositories: [] };
  const selected = await github.list(selection, `GET ${root}/repositories`, { org }, purpose);
  return { enabledRepositories: "selected", repositories: selected.map(({ name }) => name).sort() };
}

async function put(github: GitHub, org: string, wanted: Policy, purpose: Purpose): Promise<void> {
  // All names are resolved before anything changes.
  const ids = await idsOf(github, org, wanted.repositories, purpose);
  await github.call(anything, `PUT ${root}`, { org, enabled_repositories: wanted.enabledRepositories }, purpose);
  if (wanted.enabledRepositories !== "selected") return;
  await github.call(anything, `PUT ${root}/repositories`, { org, selected_repository_ids: ids }, purpose);
}

async function idsOf(github: GitHub, org: string, names: readonly string[], purpose: Purpose): Promise<number[]> {
  return requireAll(org, await repositoriesNamed(github, org, names, purpose)).map(({ id }) => id);
}

async function withoutMissing(github: GitHub, org: string, names: readonly string[], purpose: Purpose) {
  const found = await repositoriesNamed(github, org, names, purpose);
  return {
    known: names.filter((name) => found.get(name) !== undefined),
    gone: names.filter((name) => found.get(name) === undefined),
  };
}

/** The program's spelling of what is live: another order, or the former name of a repository that was renamed. */
async function spelled(
  given: readonly string[],
  live: readonly string[],
  { context, signal, log }: Operation<GitHub>,
  org: string,
): Promise<string[]> {
  const former = given.filter((name) => !live.some((one) => sameRepositoryName(one, name)));
  const found = await repositoriesNamed(context, org, former, { needs, signal });
  const inPolicy = new Map([...found].filter(([, one]) => one !== undefined && live.includes(one.name)));
  for (const line of renames(inPolicy)) await log("warning", line);
  const spelling = (name: string) =>
    [...inPolicy].find(([, one]) => one?.name === name)?.[0] ??
    given.find((one) => sameRepositoryName(one, name)) ??
    name;
  const repositories = live.map(spelling);
  return sameMembers(given, repositories) ? [...given] : repositories;
}
