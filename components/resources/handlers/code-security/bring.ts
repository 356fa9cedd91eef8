import type { GitHub } from "../../github/client.ts";
import { PartialFailure } from "../../host/index.ts";
import type { Operation } from "../../host/index.ts";
import type { NamedRepository } from "../repositories.ts";
import type { Api } from "./api.ts";
import type { Inputs, Outputs } from "./declaration.ts";
import { bodyOf } from "./features.ts";
import { attachmentsElsewhere, changeDefault, giveBack } from "./previous.ts";
import type { Previous } from "./previous.ts";
import { brokenIn, notKnownIn, stepsTo } from "./reach.ts";
import type { Situation, Steps, Wanted } from "./reach.ts";
import { saysTheSame } from "./twin.ts";

export async function situationOf(api: Api, id: number, withOthers: boolean): Promise<Situation> {
  const elsewhere = withOthers ? await attachmentsElsewhere(api, await api.configurations(), id) : new Map();
  return { repositories: await api.repositories(), attached: await api.attached(id), elsewhere };
}

/** Makes the configuration say and reach what is declared, from whatever it is now. */
export async function bring(
  api: Api,
  id: number,
  given: Inputs,
  selected: readonly NamedRepository[],
  before: Previous | undefined,
  operation: Operation<GitHub>,
): Promise<Outputs> {
  await keeping(given, id, before, state(api, id, given));
  const wanted = { attachTo: given.attachTo, selected: selected.map((one) => one.id), settings: given };
  const situation = await keeping(given, id, before, situationOf(api, id, true));
  const steps = stepsTo(wanted, situation);
  const kept = withTaken(before, steps, situation);
  return keeping(given, id, kept, enforce(api, id, given, { wanted, steps, kept }, operation));
}

async function state(api: Api, id: number, given: Inputs): Promise<void> {
  const live = await api.configuration(id);
  if (live === undefined) throw new Error(`the configuration ${id} is gone: run \`pulumi refresh\`, then again`);
  if (!saysTheSame(live, given)) await api.change(id, bodyOf(given));
}

async function enforce(
  api: Api,
  id: number,
  given: Inputs,
  work: { readonly wanted: Wanted; readonly steps: Steps; readonly kept: Previous | undefined },
  { context, signal, log }: Operation<GitHub>,
): Promise<Outputs> {
  await reach(api, id, work.wanted, work.steps, work.kept);
  await changeDefault(api, id, given.defaultForNewRepos ?? "none", work.kept);
  if (!(await settled(api, id, context, signal))) await log("warning", stillBusy(given));
  const outcome = await situationOf(api, id, false);
  const notInForce = namesOf(brokenIn(given, outcome));
  if (notInForce.length > 0) await log("warning", brokenText(given, notInForce));
  const notKnown = namesOf(notKnownIn(given, outcome));
  if (notKnown.length > 0) await log("warning", notKnownText(given, notKnown));
  return { configurationId: id, notInForce, notKnown, previous: work.kept };
}

/** Remembers what the repositories had that are taken over now. */
function withTaken(before: Previous | undefined, { missing }: Steps, { elsewhere }: Situation): Previous | undefined {
  if (before === undefined) return undefined;
  const taken = missing.flatMap((id) => (elsewhere.has(id) ? [[String(id), elsewhere.get(id)] as const] : []));
  return { ...before, attachments: { ...before.attachments, ...Object.fromEntries(taken) } as Previous["attachments"] };
}

async function reach(api: Api, id: number, wanted: Wanted, steps: Steps, before: Previous | undefined): Promise<void> {
  const { missing, surplus, isFresh } = steps;
  if (missing.length > 0) await api.attach(id, isFresh ? { scope: wanted.attachTo } : missing);
  if (surplus.length === 0) return;
  // A repository that is still attached is found again when this breaks off.
  const left = before === undefined ? surplus : await giveBack(api, id, surplus, before);
  const own = surplus.filter((one) => before?.attachments[String(one)] === id);
  const leaving = [...new Set([...left, ...own])];
  if (leaving.length > 0) await api.detach(leaving);
}

/** Seconds between looks at what GitHub does in its own time: three minutes in all. */
const waits = [1, 2, 4, 8, 15, 15, 15, 30, 30, 30, 30];

async function settled(api: Api, id: number, github: GitHub, signal: AbortSignal): Promise<boolean> {
  for (const seconds of waits) {
    if (!(await api.isBusy(id))) return true;
    await github.wait(seconds, signal);
  }
  return !(await api.isBusy(id));
}

export const namesOf = (all: readonly { readonly name: string }[]): string[] => all.map(({ name }) => name).sort();

const stillBusy = ({ name, organization }: Inputs): string =>
  `GitHub still applies the configuration ${name} to repositories of ${organization}; \`pulumi refresh\` shows the outcome later`;

function brokenText({ name, organization }: Inputs, repositories: readonly string[]): string {
  return (
    `the configuration ${name} is not in force in ${repositories.join(", ")}: GitHub failed to apply it, or has no licence left ` +
    `for its paid features. Its API gives no reason; the settings of ${organization} do, under Advanced Security > Configurations, ` +
    "with the filter config-status:failed. After `pulumi refresh` the next update tries again."
  );
}

export function notKnownText(
  { name, organization }: Pick<Inputs, "name" | "organization">,
  all: readonly string[],
): string {
  return (
    `whether the configuration ${name} is in force in ${all.join(", ")} is not known: GitHub does not show their security ` +
    `settings to this token, which needs the role of administrator or security manager of ${organization}`
  );
}

/** Whatever fails, what is to be restored is not forgotten. */
async function keeping<T>(
  { organization }: Inputs,
  configurationId: number,
  before: Previous | undefined,
  work: Promise<T>,
): Promise<T> {
  try {
    return await work;
  } catch (error) {
    const state = { configurationId, notInForce: [], notKnown: [], previous: before };
    throw new PartialFailure(`${organization}:${configurationId}`, state, error);
  }
}
