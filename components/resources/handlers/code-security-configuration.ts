import { needsOf } from "../github/access.ts";
import type { GitHub } from "../github/client.ts";
import { isUnknown, sameMembers } from "../host/index.ts";
import type { Operation } from "../host/index.ts";
import { accesses } from "./accesses.ts";
import { apiOf } from "./code-security/api.ts";
import { bring, namesOf, notKnownText, situationOf } from "./code-security/bring.ts";
import { inputs, outputs } from "./code-security/declaration.ts";
import type { Inputs, Outputs } from "./code-security/declaration.ts";
import { defaultsOf, newRepositoriesOf } from "./code-security/defaults.ts";
import { bodyOf, sameProducts, settingsOf, unfounded } from "./code-security/features.ts";
import type { Settings } from "./code-security/features.ts";
import { changeDefault, giveBack, giveBackOfGone } from "./code-security/previous.ts";
import { brokenIn, inForceIn, notKnownIn, stepsTo } from "./code-security/reach.ts";
import type { Situation } from "./code-security/reach.ts";
import { made, twinOf, whatIs } from "./code-security/twin.ts";
import { renames, repositoriesNamed, requireAll, sameRepositoryName } from "./repositories.ts";
import type { NamedRepository } from "./repositories.ts";
import { gitHubResource } from "./resource.ts";

/** `ai-governance:index:CodeSecurityConfiguration`; its id is `organisation:configuration id`. */
export const codeSecurityConfiguration = gitHubResource<typeof inputs, typeof outputs>({
  description: "A code-security configuration of an organisation and the repositories that have it.",
  access: () => accesses.codeSecurity,
  inputs,
  outputs,
  replaceOnChanges: ["organization"],
  deleteBeforeReplace: true,
  changingOutputs: ["notInForce", "notKnown"],
  same: { repositories: sameMembers, advancedSecurity: sameProducts },
  relations: (given) => [...unfounded(given), ...namesWithoutSelection(given)],
  named: (given) => ({ ...given, defaultForNewRepos: given.defaultForNewRepos ?? newOnesLike(given.attachTo) }),
  async create(given, operation) {
    const api = apiOf(operation.context, given.organization, operation.signal);
    const selected = await selectedIn(given, operation);
    const twin = twinOf(given, await api.configurations());
    const before = await whatIs(api, twin);
    const { id } = twin ?? (await made(api, given));
    return { id: `${given.organization}:${id}`, outputs: await bring(api, id, given, selected, before, operation) };
  },
  async read(id, given, { previous: before }, operation) {
    const [organization = "", number = ""] = partsOf(id);
    const api = apiOf(operation.context, organization, operation.signal);
    const found = await api.configuration(Number(number));
    if (found === undefined) return undefined;
    if (found.target_type !== "organization") throw new Error(`${id} is no configuration of ${organization}'s own`);
    const live = settingsOf(found);
    const situation = await situationOf(api, found.id, given?.attachTo === "all_without_configurations");
    const defaults = newRepositoriesOf(defaultsOf(await api.defaults()), found.id);
    const reach = await liveReach(given, live, situation, organization, operation);
    const notInForce = namesOf(brokenIn(live, situation));
    const notKnown = namesOf(notKnownIn(live, situation));
    if (notKnown.length > 0) await operation.log("warning", notKnownText({ name: found.name, organization }, notKnown));
    return {
      inputs: { organization: given?.organization ?? organization, ...live, ...reach, defaultForNewRepos: defaults },
      outputs: { configurationId: found.id, notInForce, notKnown, previous: before },
    };
  },
  async update(_id, { configurationId = 0, previous: before }, given, operation) {
    const api = apiOf(operation.context, given.organization, operation.signal);
    const selected = await selectedIn(given, operation);
    return bring(api, configurationId, given, selected, before, operation);
  },
  delete: remove,
});

function namesWithoutSelection({ attachTo: kind, repositories }: Inputs) {
  if (repositories.length === 0 || kind === "selected") return [];
  return [{ property: "repositories", reason: `is for attachTo "selected" only; found "${kind}"` }];
}

/** New repositories are covered as those that exist. */
function newOnesLike(kind: Inputs["attachTo"]): Inputs["defaultForNewRepos"] {
  if (isUnknown(kind)) return undefined;
  if (kind === "public") return "public";
  if (kind === "private_or_internal") return "private_and_internal";
  return kind === "selected" ? "none" : "all";
}

function partsOf(id: string): string[] {
  if (/^[^:]+:\d+$/.test(id)) return id.split(":");
  throw new Error(`"${id}" is no id of a code-security configuration; write organisation:number, e.g. acme:1325`);
}

/** All names are resolved before anything changes. */
async function selectedIn(given: Inputs, { context, signal, log }: Operation<GitHub>): Promise<NamedRepository[]> {
  const purpose = { needs: needsOf(accesses.codeSecurity), signal };
  const found = await repositoriesNamed(context, given.organization, given.repositories, purpose);
  for (const line of renames(found)) await log("warning", line);
  return requireAll(given.organization, found);
}

/** The repositories in which it is in force, in the program's words where they are those that are declared. */
async function liveReach(
  given: Inputs | undefined,
  live: Settings,
  situation: Situation,
  organization: string,
  { context, signal, log }: Operation<GitHub>,
): Promise<Pick<Inputs, "attachTo" | "repositories">> {
  const inForce = inForceIn(live, situation);
  const names = namesOf(situation.attached.map((one) => one.repository).filter(({ id }) => inForce.has(id)));
  if (given === undefined) return { attachTo: "selected", repositories: names };
  const purpose = { needs: needsOf(accesses.codeSecurity), signal };
  const found = await repositoriesNamed(context, organization, given.repositories, purpose, situation.repositories);
  for (const line of renames(found)) await log("warning", line);
  const spelled = (name: string) =>
    [...found].find(([, one]) => one && sameRepositoryName(one.name, name))?.[0] ?? name;
  const selected = [...found.values()].flatMap((one) => (one === undefined ? [] : [one.id]));
  const { missing, surplus } = stepsTo({ attachTo: given.attachTo, selected, settings: live }, situation);
  const isGone = [...found.values()].includes(undefined);
  if (missing.length === 0 && surplus.length === 0 && !isGone)
    return { attachTo: given.attachTo, repositories: given.repositories };
  return { attachTo: "selected", repositories: names.map(spelled) };
}

/** "Repositories attached to the configuration will retain their settings": what they had is applied again where it is known. */
async function remove(_id: string, state: Inputs & Partial<Outputs>, { context, signal, log }: Operation<GitHub>) {
  const { organization, name, configurationId: id = 0, previous: before } = state;
  const api = apiOf(context, organization, signal);
  const isGone = (await api.configuration(id)) === undefined;
  if (isGone) return before && giveBackOfGone(api, id, before);
  if (before === undefined)
    return log("warning", `the code-security configuration ${name} of ${organization} was imported and stays as it is`);
  const attached = (await api.attached(id)).map(({ repository }) => repository);
  const own = before.defaults.find((one) => one.configurationId === id)?.newRepositories ?? "none";
  await changeDefault(api, id, own, before);
  // What is deleted or detached before it is given back is not found again by a deletion that was broken off.
  const left = new Set(await giveBack(api, id, idsOf(attached), before));
  const leaving = attached.filter((one) => left.has(one.id));
  if (before.settings === undefined) await api.delete(id);
  else {
    await api.change(id, bodyOf(before.settings));
    if (leaving.length > 0) await api.detach(idsOf(leaving));
  }
  if (leaving.length === 0) return;
  const names = namesOf(leaving).join(", ");
  await log("warning", `they keep the security settings of ${name}, as they had no configuration: ${names}`);
}

const idsOf = (all: readonly { readonly id: number }[]): number[] => all.map(({ id }) => id);
