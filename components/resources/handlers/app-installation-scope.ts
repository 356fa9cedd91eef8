import { z } from "zod";
import type { GitHub } from "../github/client.ts";
import { PartialFailure, sameMembers } from "../host/index.ts";
import type { Operation } from "../host/index.ts";
import { accesses } from "./accesses.ts";
import { enterpriseWay } from "./app-scope/enterprise-way.ts";
import { ownerWay } from "./app-scope/owner-way.ts";
import type { Installation, Way } from "./app-scope/way.ts";
import { renames, requireAll, sameRepositoryName } from "./repositories.ts";
import { gitHubResource } from "./resource.ts";

const inputs = z.strictObject({
  organization: z.string().min(1).describe("Login of the organisation."),
  appSlug: z
    .string()
    .regex(/^[a-z0-9-]+$/, { error: "must be the app's name in its address, https://github.com/apps/<slug>" })
    .describe("The app's name in its address."),
  repositories: z
    .array(z.string().regex(/^[\w.-]+$/, { error: "must be the name of a repository, without owner" }))
    .describe("Names of all repositories that it may reach, without owner."),
  enterprise: z.string().min(1).optional().describe("The enterprise of the organisation. Default: none."),
  uninstallWhenEmpty: z
    .boolean()
    .optional()
    .describe("Whether an empty list of repositories uninstalls the app; needs enterprise. Default: false."),
});
type Inputs = z.infer<typeof inputs>;

const outputs = z.strictObject({
  installationId: z.number().describe("GitHub's number of the installation."),
  effective: z
    .enum(["as declared", "not as declared", "all repositories", "one repository left", "unknown"])
    .describe("What the app reaches after all."),
  remaining: z.array(z.string()).describe("Repositories that it reaches although they are not declared; * for all."),
  /** What the program said: a refresh puts what is live in the place of the inputs. */
  declared: z.array(z.string()).optional().describe("The repositories that were declared at the last update."),
});
type Outputs = z.infer<typeof outputs>;

/** What stands for every repository where a list of names must be. */
const everything = "*";

/** `ai-governance:index:AppInstallationScope`; its id is `organisation:slug`, or `organisation:slug:enterprise`. */
export const appInstallationScope = gitHubResource<typeof inputs, typeof outputs>({
  description: "The repositories of an organisation that a GitHub App may reach.",
  access: ({ enterprise }) => (enterprise === undefined ? accesses.appScopeOfOwner : accesses.appScopeOfEnterprise),
  inputs,
  outputs,
  replaceOnChanges: ["organization", "appSlug"],
  changingOutputs: ["installationId", "effective", "remaining", "declared"],
  same: { repositories: sameMembers },
  relations: ({ enterprise, uninstallWhenEmpty }) =>
    uninstallWhenEmpty === true && enterprise === undefined
      ? [
          {
            property: "uninstallWhenEmpty",
            reason: "needs enterprise, the only way to uninstall; add it, or leave this out",
          },
        ]
      : [],
  writesOnDelete: false,
  async create(given, operation) {
    return { id: idOf(given), outputs: await restrict(given, operation) };
  },
  async read(id, given, olds, operation) {
    const place = given ?? placeIn(id);
    const way = wayTo(place, operation);
    const installation = await way.installation(place.appSlug);
    const declared = declaredBefore(given, olds);
    if (installation === undefined)
      return uninstalled(given && { ...given, repositories: declared ?? given.repositories });
    if (installation.selection === "all")
      return { inputs: { ...place, repositories: [everything] }, outputs: allReached(installation, declared) };
    const names = (await way.reached(installation)).map(({ name }) => name).sort();
    const known = [...new Set([...(given?.repositories ?? []), ...(declared ?? [])])].filter(
      (name) => name !== everything,
    );
    const live = await spelled(known, names, way, operation);
    const repositories = sameMembers(given?.repositories ?? [], live) ? [...(given?.repositories ?? [])] : live;
    const outcome = given === undefined ? outcomeOf(live, live) : outcomeOf(live, declared);
    return {
      inputs: { ...place, repositories },
      outputs: { installationId: installation.id, ...outcome, declared: given === undefined ? live : declared },
    };
  },
  update: (_id, _olds, given, operation) => restrict(given, operation),
  delete: async (_id, { appSlug, organization }, { log }) =>
    log("warning", `the app ${appSlug} of ${organization} keeps the repositories that it reaches`),
});

const allReached = ({ id }: Installation, declared: string[] | undefined): Outputs => ({
  installationId: id,
  effective: "all repositories",
  remaining: [everything],
  declared,
});

/** What was declared, in states of earlier releases as far as it can be told from what a refresh left of it. */
function declaredBefore(given: Inputs | undefined, olds: Partial<Outputs>): string[] | undefined {
  if (olds.declared !== undefined) return olds.declared;
  if (given === undefined || given.repositories.includes(everything)) return undefined;
  return given.repositories.filter((name) => !(olds.remaining ?? []).includes(name));
}

function outcomeOf(live: readonly string[], declared: readonly string[] | undefined) {
  if (declared === undefined) return { effective: "unknown" as const, remaining: [] };
  const remaining = live.filter((name) => !declared.includes(name));
  if (declared.length === 0 && remaining.length === 1) return { effective: "one repository left" as const, remaining };
  const isSame = remaining.length === 0 && declared.every((name) => live.includes(name));
  return { effective: isSame ? ("as declared" as const) : ("not as declared" as const), remaining };
}

const idOf = ({ organization, appSlug, enterprise }: Inputs): string =>
  [organization, appSlug, ...(enterprise === undefined ? [] : [enterprise])].join(":");

function placeIn(id: string): Omit<Inputs, "repositories"> {
  const [organization = "", appSlug = "", enterprise, ...more] = id.split(":");
  if (organization === "" || appSlug === "" || more.length > 0)
    throw new Error(`"${id}" is no id of an app's scope; write organisation:slug or organisation:slug:enterprise`);
  return { organization, appSlug, ...(enterprise === undefined ? {} : { enterprise }) };
}

function wayTo(
  { organization, enterprise }: Omit<Inputs, "repositories">,
  { context, signal }: Operation<GitHub>,
): Way {
  return enterprise === undefined
    ? ownerWay(context, organization, signal)
    : enterpriseWay(context, enterprise, organization, signal);
}

/** An app that is to reach nothing is as declared when it is not installed; any other one is gone. */
function uninstalled(given: Inputs | undefined): { inputs: Inputs; outputs: Outputs } | undefined {
  if (given === undefined || given.repositories.length > 0) return undefined;
  return { inputs: given, outputs: { installationId: 0, effective: "as declared", remaining: [], declared: [] } };
}

async function restrict(given: Inputs, operation: Operation<GitHub>): Promise<Outputs> {
  const { appSlug, organization } = given;
  const way = wayTo(given, operation);
  const installation = await way.installation(appSlug);
  if (installation === undefined) return missing(given);
  const found = await way.named(given.repositories);
  for (const line of renames(found)) await operation.log("warning", line);
  const wanted = requireAll(organization, found);
  const { advice, ...outcome } = await known(
    given,
    installation,
    way.restrict(installation, wanted, given.uninstallWhenEmpty === true),
  );
  if (advice !== undefined)
    await operation.log("warning", `the app ${appSlug} reaches more than is declared: ${advice}`);
  return { installationId: installation.id, ...outcome, declared: given.repositories };
}

function missing(given: Inputs): Outputs {
  const outputsOfNothing = uninstalled(given)?.outputs;
  if (outputsOfNothing !== undefined) return outputsOfNothing;
  const { appSlug, organization } = given;
  throw new Error(
    `appSlug: the app ${appSlug} is not installed on ${organization}: correct the name, install it ` +
      `(https://github.com/apps/${appSlug}/installations/new), or take it out of the declaration`,
  );
}

/** A change that broke off has reached nobody knows what; the state must not say that it is narrow. */
async function known<T>(given: Inputs, { id }: Installation, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    const state = { installationId: id, effective: "unknown", remaining: [], declared: given.repositories };
    throw new PartialFailure(idOf(given), state, error);
  }
}

/** What is reached, with the program's spelling of repositories that were renamed. */
async function spelled(
  given: readonly string[],
  live: readonly string[],
  way: Way,
  { log }: Operation<GitHub>,
): Promise<string[]> {
  const former = given.filter((name) => !live.some((one) => sameRepositoryName(one, name)));
  const found = await way.named(former);
  for (const line of renames(found)) await log("warning", line);
  const declared = (name: string) =>
    given.find((one) => sameRepositoryName(one, name)) ??
    [...found].find(([, one]) => one !== undefined && sameRepositoryName(one.name, name))?.[0];
  return live.map((name) => declared(name) ?? name);
}
