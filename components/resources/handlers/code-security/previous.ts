import { z } from "zod";
import { GitHubError } from "../../github/explanation.ts";
import type { Api } from "./api.ts";
import { defaultChanges, defaultsOf, uncovered } from "./defaults.ts";
import { settings } from "./features.ts";
import type { Configuration } from "./features.ts";

/** What was in force before, to be restored. */
export const previous = z.strictObject({
  /** What a configuration of the same name said; absent where it was made here. */
  settings: z.strictObject(settings).optional(),
  /** Repository id to the configuration that it had. */
  attachments: z.record(z.string(), z.number()),
  defaults: z.array(
    z.strictObject({
      configurationId: z.number(),
      newRepositories: z.enum(["all", "public", "private_and_internal", "none"]),
    }),
  ),
});
export type Previous = z.infer<typeof previous>;

/** Repository to the configuration that it has, of all but one. */
export async function attachmentsElsewhere(
  api: Api,
  configurations: readonly Configuration[],
  except: number | undefined,
): Promise<Map<number, number>> {
  const found = new Map<number, number>();
  for (const { id } of configurations) {
    if (id === except) continue;
    for (const { repository } of await api.attached(id)) found.set(repository.id, id);
  }
  return found;
}

export async function changeDefault(
  api: Api,
  id: number,
  wanted: "all" | "public" | "private_and_internal" | "none",
  before: Previous | undefined,
): Promise<void> {
  const live = defaultsOf(await api.defaults());
  for (const one of defaultChanges(live, id, wanted, before?.defaults ?? []))
    await unlessGone(api.makeDefault(one.configurationId, one.newRepositories), one.configurationId !== id);
}

/** Gives back what a configuration had that is gone: its repositories that have none since, and the defaults. */
export async function giveBackOfGone(api: Api, gone: number, before: Previous): Promise<void> {
  const taken = await attachmentsElsewhere(api, await api.configurations(), gone);
  const existing = new Set((await api.repositories()).map(({ id }) => id));
  const free = Object.keys(before.attachments)
    .map(Number)
    .filter((id) => existing.has(id) && !taken.has(id));
  await giveBack(api, gone, free, before);
  const live = defaultsOf(await api.defaults());
  const asItWas = [...live, { configurationId: gone, newRepositories: uncovered(live) }];
  for (const one of defaultChanges(asItWas, gone, "none", before.defaults))
    if (one.configurationId !== gone) await unlessGone(api.makeDefault(one.configurationId, one.newRepositories), true);
}

/**
 * Gives repositories back the configurations that they had in place of `own`. Returns those that had none, or one that is
 * gone.
 */
export async function giveBack(
  api: Api,
  own: number,
  repositories: readonly number[],
  before: Previous,
): Promise<number[]> {
  const groups = Map.groupBy(repositories, (id) => before.attachments[String(id)]);
  const left = [...(groups.get(undefined) ?? [])];
  for (const [configuration, ids] of groups) {
    if (configuration === undefined || configuration === own) continue;
    if ((await api.configuration(configuration)) === undefined) left.push(...ids);
    else await api.attach(configuration, ids);
  }
  return left;
}

async function unlessGone(change: Promise<void>, mayBeGone: boolean): Promise<void> {
  try {
    await change;
  } catch (error) {
    if (!mayBeGone || !(error instanceof GitHubError && error.status === 404)) throw error;
  }
}
