import { z } from "zod";
import { needsOf } from "../../github/access.ts";
import type { GitHub, Parameters } from "../../github/client.ts";
import { accesses } from "../accesses.ts";
import { sameRepositoryName } from "../repositories.ts";
import type { NamedRepository } from "../repositories.ts";
import { stepsBetween } from "./way.ts";
import type { Installation, Outcome, Way } from "./way.ts";

const apps = "/enterprises/{enterprise}/apps";
const installationRoute = `${apps}/organizations/{org}/installations/{installation_id}`;
const repositoriesRoute = `${installationRoute}/repositories`;
/** "You can add up to 50 repositories at a time." */
const batchSize = 50;

const installations = z.array(
  z.object({
    id: z.number(),
    app_slug: z.string().optional(),
    repository_selection: z.enum(["all", "selected"]),
  }),
);
const repositories = z.array(z.object({ id: z.number(), name: z.string() }));

/** "This API can only be called by a GitHub App installed on the enterprise that owns the organization." */
export function enterpriseWay(github: GitHub, enterprise: string, org: string, signal: AbortSignal): Way {
  const purpose = { needs: needsOf(accesses.appScopeOfEnterprise), signal };
  const place = { enterprise, org };
  const reached = ({ id }: Installation) =>
    github.list(repositories, `GET ${repositoriesRoute}`, { ...place, installation_id: id }, purpose);
  const tell = async ({ id }: Installation, route: string, body: Parameters = {}) =>
    void (await github.call(z.unknown(), route, { ...place, installation_id: id, ...body }, purpose));
  const select = async (installation: Installation, names: readonly string[]) => {
    const body = { repository_selection: "selected", repositories: names };
    await tell(installation, `PATCH ${repositoriesRoute}`, body);
  };
  const accessible = () =>
    github.list(repositories, `GET ${apps}/installable_organizations/{org}/accessible_repositories`, place, purpose);
  const remove = async (installation: Installation, all: readonly NamedRepository[]) => {
    for (const batch of batchesOf(all)) await tell(installation, `PATCH ${repositoriesRoute}/remove`, batch);
  };
  /** "nor can you remove the last repository for an app" */
  const narrowToOne = async (installation: Installation): Promise<Outcome> => {
    const isAll = installation.selection === "all";
    const [stays, ...others] = isAll ? await accessible() : await reached(installation);
    if (stays === undefined) return { effective: "as declared", remaining: [] };
    if (isAll) await select(installation, [stays.name]);
    else await remove(installation, others);
    return oneLeft(stays);
  };
  return {
    async installation(slug) {
      const route = `GET ${apps}/organizations/{org}/installations`;
      const found = (await github.list(installations, route, place, purpose)).find((item) => hasSlug(item, slug));
      return found && { id: found.id, selection: found.repository_selection };
    },
    reached,
    async named(names) {
      const all = await accessible();
      return new Map(names.map((name) => [name, all.find((one) => sameRepositoryName(one.name, name))]));
    },
    async restrict(installation, wanted, uninstallsWhenEmpty) {
      if (wanted.length === 0 && !uninstallsWhenEmpty) return narrowToOne(installation);
      const names = wanted.map(({ name }) => name);
      if (names.length === 0) await tell(installation, `DELETE ${installationRoute}`);
      // "You must provide at least one repository when changing the access to 'selected'."
      if (names.length > 0 && installation.selection === "all") await select(installation, names.slice(0, batchSize));
      const now = names.length === 0 ? [] : await reached(installation);
      const { added, removed } = stepsBetween(now, wanted);
      for (const batch of batchesOf(added)) await tell(installation, `PATCH ${repositoriesRoute}/add`, batch);
      await remove(installation, removed);
      return { effective: "as declared", remaining: [] };
    },
  };
}

function oneLeft({ name }: NamedRepository): Outcome {
  const advice = `GitHub leaves every installation one repository, here ${name}; uninstallWhenEmpty takes the app away altogether`;
  return { effective: "one repository left", remaining: [name], advice };
}

/** The enterprise's list names an app as `owner/slug`. */
function hasSlug({ app_slug: found = "" }: { app_slug?: string | undefined }, slug: string): boolean {
  return found.slice(found.lastIndexOf("/") + 1) === slug;
}

function batchesOf(all: readonly { readonly name: string }[]): { readonly repositories: string[] }[] {
  return Array.from({ length: Math.ceil(all.length / batchSize) }, (_, index) => ({
    repositories: all.slice(index * batchSize, (index + 1) * batchSize).map(({ name }) => name),
  }));
}
