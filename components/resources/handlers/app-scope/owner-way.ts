import { z } from "zod";
import { needsOf } from "../../github/access.ts";
import type { GitHub } from "../../github/client.ts";
import { accesses } from "../accesses.ts";
import { repositoriesNamed } from "../repositories.ts";
import type { NamedRepository } from "../repositories.ts";
import { stepsBetween } from "./way.ts";
import type { Installation, Outcome, Way } from "./way.ts";

const installations = z
  .object({
    installations: z.array(
      z.object({ id: z.number(), app_slug: z.string(), repository_selection: z.enum(["all", "selected"]) }),
    ),
  })
  .transform((page) => page.installations);

const repositories = z
  .object({ repositories: z.array(z.object({ id: z.number(), name: z.string() })) })
  .transform((page) => page.repositories);

const root = "/user/installations/{installation_id}/repositories";
const one = `${root}/{repository_id}`;

/** "This endpoint only works for PATs (classic) with the `repo` scope", repository by repository. */
export function ownerWay(github: GitHub, org: string, signal: AbortSignal): Way {
  const purpose = { needs: needsOf(accesses.appScopeOfOwner), signal };
  const reached = ({ id }: Installation) => github.list(repositories, `GET ${root}`, { installation_id: id }, purpose);
  const change = async (method: "PUT" | "DELETE", { id }: Installation, repository: NamedRepository) => {
    const parameters = { installation_id: id, repository_id: repository.id };
    await github.call(z.unknown(), `${method} ${one}`, parameters, purpose);
  };
  return {
    async installation(slug) {
      const all = await github.list(installations, "GET /orgs/{org}/installations", { org }, purpose);
      const found = all.find((item) => item.app_slug === slug);
      return found && { id: found.id, selection: found.repository_selection };
    },
    reached,
    named: (names) => repositoriesNamed(github, org, names, purpose),
    async restrict(installation, wanted) {
      if (installation.selection === "all") return stillAll(org, installation);
      const { added, removed, kept } = stepsBetween(await reached(installation), wanted);
      // One must be there before the last undeclared one goes; beyond that, taking away comes first.
      const [first, ...others] = added;
      const early = kept.length === 0 && first !== undefined ? [first] : [];
      for (const repository of early) await change("PUT", installation, repository);
      const [stays, going] = wanted.length === 0 ? [removed.slice(0, 1), removed.slice(1)] : [[], removed];
      for (const repository of going) await change("DELETE", installation, repository);
      for (const repository of early.length > 0 ? others : added) await change("PUT", installation, repository);
      return stays.length === 0 ? { effective: "as declared", remaining: [] } : oneLeft(org, installation, stays);
    },
  };
}

const page = (org: string, { id }: Installation): string =>
  `Settings > GitHub Apps > Configure (/organizations/${org}/settings/installations/${id})`;

/** "The installation must have the `repository_selection` of `selected`." */
function stillAll(org: string, installation: Installation): Outcome {
  const advice = `it is installed on all repositories, which only a person can change here: ${page(org, installation)} > Only select repositories`;
  return { effective: "all repositories", remaining: ["*"], advice };
}

function oneLeft(org: string, installation: Installation, stays: readonly NamedRepository[]): Outcome {
  const remaining = stays.map(({ name }) => name);
  const advice = `GitHub leaves every installation one repository, here ${remaining.join(", ")}; to take that away: ${page(org, installation)} > Uninstall`;
  return { effective: "one repository left", remaining, advice };
}
