import { isDeepStrictEqual } from "node:util";
import type { Api } from "./api.ts";
import { defaultsOf } from "./defaults.ts";
import { bodyOf, settingNames, settingsOf } from "./features.ts";
import type { Configuration, Settings } from "./features.ts";
import type { Previous } from "./previous.ts";

export function twinOf({ name }: Settings, configurations: readonly Configuration[]): Configuration | undefined {
  return configurations.find((one) => one.name === name && one.target_type === "organization");
}

const settingsIn = (given: Settings): Settings =>
  Object.fromEntries(settingNames.map((name) => [name, given[name]])) as Settings;

export const saysTheSame = (found: Configuration, given: Settings): boolean =>
  isDeepStrictEqual(settingsOf(found), settingsIn(given));

/** What is to be restored. A twin was there before, whatever it says: nobody can tell it from the organisation's own. */
export async function whatIs(api: Api, twin: Configuration | undefined): Promise<Previous> {
  const defaults = defaultsOf(await api.defaults());
  if (twin === undefined) return { attachments: {}, defaults };
  const own = (await api.attached(twin.id)).map(({ repository }) => [String(repository.id), twin.id] as const);
  return { settings: settingsOf(twin), attachments: Object.fromEntries(own), defaults };
}

/** A creation whose answer was lost is refused when it is tried again, because the name is taken by what it made. */
export async function made(api: Api, given: Settings): Promise<{ readonly id: number }> {
  try {
    return await api.create(bodyOf(given));
  } catch (error) {
    const twin = twinOf(given, await api.configurations());
    if (twin !== undefined && saysTheSame(twin, given)) return twin;
    throw error;
  }
}
