import { z } from "zod";
import { needsOf } from "../github/access.ts";
import type { GitHub, Purpose } from "../github/client.ts";
import { GitHubError } from "../github/explanation.ts";
import { PartialFailure, sameMembers } from "../host/index.ts";
import { accesses } from "./accesses.ts";
import { gitHubResource } from "./resource.ts";

const enabledRepositories = z.enum(["all", "selected", "none"]);
const policy = z.strictObject({ enabledRepositories, repositories: z.array(z.string()) });
type Policy = z.infer<typeof policy>;

const inputs = z.strictObject({
  organization: z.string().min(1).describe("Login of the organisation."),
  enabledRepositories: enabledRepositories.describe("Repositories in which the coding agent may work."),
  repositories: z.array(z.string()).default([]).describe("Names of the selected repositories, without owner."),
});

/** What was in force before, to be restored; unknown for an import. */
const outputs = z.strictObject({ previous: policy.optional() });

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
  async read(organization, given, { previous }, { context, signal }) {
    const found = await live(context, organization, { needs, signal });
    const same = given && sameMembers(given.repositories, found.repositories);
    const repositories = same ? given.repositories : found.repositories;
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
  const ids = await Promise.all(names.map((repo) => idOf(github, org, repo, purpose)));
  const missing = names.filter((_, index) => ids[index] === undefined);
  if (missing.length === 0) return ids.filter((id) => id !== undefined);
  const list = missing.join(", ");
  throw new Error(`repositories: ${org} has none named ${list}, or the token cannot see them: correct the names`);
}

async function withoutMissing(github: GitHub, org: string, names: readonly string[], purpose: Purpose) {
  const ids = await Promise.all(names.map((repo) => idOf(github, org, repo, purpose)));
  return {
    known: names.filter((_, index) => ids[index] !== undefined),
    gone: names.filter((_, index) => ids[index] === undefined),
  };
}

const repository = z.object({ id: z.number() });

async function idOf(github: GitHub, owner: string, repo: string, purpose: Purpose): Promise<number | undefined> {
  try {
    return (await github.call(repository, "GET /repos/{owner}/{repo}", { owner, repo }, purpose)).id;
  } catch (error) {
    if (error instanceof GitHubError && error.status === 404) return undefined;
    throw error;
  }
}
