import { z } from "zod";
import { needsOf } from "../../github/access.ts";
import type { GitHub, Parameters, Purpose } from "../../github/client.ts";
import { GitHubError } from "../../github/explanation.ts";
import { accesses } from "../accesses.ts";
import { configuration } from "./features.ts";
import type { Configuration } from "./features.ts";

const root = "/orgs/{org}/code-security/configurations";
const one = `${root}/{configuration_id}`;
/** "Up to 250 IDs can be provided." */
const batchSize = 250;

/** One organisation's code-security configurations, call by call. */
export interface Api {
  configurations(): Promise<Configuration[]>;
  /** Undefined when it does not exist. */
  configuration(id: number): Promise<Configuration | undefined>;
  create(body: Parameters): Promise<Configuration>;
  change(id: number, body: Parameters): Promise<void>;
  delete(id: number): Promise<void>;
  repositories(): Promise<Repository[]>;
  /** The repositories that have the configuration, whatever their status. */
  attached(id: number): Promise<Attachment[]>;
  isBusy(id: number): Promise<boolean>;
  attach(id: number, where: { readonly scope: string } | readonly number[]): Promise<void>;
  detach(repositories: readonly number[]): Promise<void>;
  defaults(): Promise<Default[]>;
  makeDefault(id: number, newRepositories: string): Promise<void>;
}

const featureStatus = z.looseObject({ status: z.string().optional() }).optional();

const repository = z.object({
  id: z.number(),
  name: z.string(),
  private: z.boolean(),
  archived: z.boolean().optional(),
  /** Shown to administrators of the repository. */
  security_and_analysis: z
    .object({ secret_scanning: featureStatus, secret_scanning_push_protection: featureStatus })
    .nullish(),
});
export type Repository = z.infer<typeof repository>;

const attachment = z.object({ status: z.string(), repository: z.object({ id: z.number(), name: z.string() }) });
export type Attachment = z.infer<typeof attachment>;

const newRepositories = z.enum(["all", "public", "private_and_internal"]);
const defaultConfiguration = z.object({
  default_for_new_repos: newRepositories,
  configuration: z.object({ id: z.number() }),
});
export type Default = z.infer<typeof defaultConfiguration>;

/** Statuses of repositories that no longer have the configuration. */
const goneStatuses = ["detached", "removed", "removed_by_enterprise"];

export function apiOf(github: GitHub, org: string, signal: AbortSignal): Api {
  const purpose: Purpose = { needs: needsOf(accesses.codeSecurity), signal };
  const ask = <T>(schema: z.ZodType<T>, route: string, parameters: Parameters = {}) =>
    github.call(schema, route, { org, ...parameters }, purpose);
  const tell = async (route: string, parameters: Parameters) => void (await ask(z.unknown(), route, parameters));
  const list = <T>(schema: z.ZodType<T>, route: string, parameters: Parameters = {}) =>
    github.list(z.array(schema), route, { org, ...parameters }, purpose);
  return {
    configurations: () => list(configuration, `GET ${root}`),
    configuration: (id) => unlessMissing(ask(configuration, `GET ${one}`, { configuration_id: id })),
    create: (body) => ask(configuration, `POST ${root}`, body),
    change: (id, body) => tell(`PATCH ${one}`, { configuration_id: id, ...body }),
    async delete(id) {
      await unlessMissing(tell(`DELETE ${one}`, { configuration_id: id }));
    },
    repositories: () => list(repository, "GET /orgs/{org}/repos"),
    async attached(id) {
      const all = await list(attachment, `GET ${one}/repositories`, { configuration_id: id });
      return all.filter(({ status }) => !goneStatuses.includes(status));
    },
    async isBusy(id) {
      const parameters = { configuration_id: id, status: "attaching,updating", per_page: 1 };
      return (await ask(z.array(attachment), `GET ${one}/repositories`, parameters)).length > 0;
    },
    async attach(id, where) {
      const path = { configuration_id: id };
      if ("scope" in where) return tell(`POST ${one}/attach`, { ...path, ...where });
      for (const ids of batchesOf(where))
        await tell(`POST ${one}/attach`, { ...path, scope: "selected", selected_repository_ids: ids });
    },
    async detach(repositories) {
      for (const ids of batchesOf(repositories)) await tell(`DELETE ${root}/detach`, { selected_repository_ids: ids });
    },
    defaults: () => ask(z.array(defaultConfiguration), `GET ${root}/defaults`),
    makeDefault: (id, kind) => tell(`PUT ${one}/defaults`, { configuration_id: id, default_for_new_repos: kind }),
  };
}

function batchesOf(ids: readonly number[]): number[][] {
  return Array.from({ length: Math.ceil(ids.length / batchSize) }, (_, index) =>
    ids.slice(index * batchSize, (index + 1) * batchSize),
  );
}

async function unlessMissing<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof GitHubError && error.status === 404) return undefined;
    throw error;
  }
}
