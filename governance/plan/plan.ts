/** A preview turned into what a reviewer asks: who reaches what, which safeguards change, who is locked out, what it costs. */
import type { Declaration } from "../declaration/schema.ts";
import type { ResourceRecord } from "../policy/resource.ts";
import { lockOutsOf } from "./lock-outs.ts";
import { permissionChanges } from "./permission-changes.ts";
import { isByNumber, isPlacementOpen, placementsOf, repositoryNames, unlisted } from "./placement.ts";
import { permissionNames } from "./permissions.ts";
import type { Preview } from "./preview.ts";
import { refScopesOf } from "./ref-scopes.ts";
import type { PlanReport, SafeguardChange } from "./report.ts";
import { requestsOf } from "./requests.ts";
import { safeguardSentence } from "./sentences.ts";
import { safeguardChanges } from "./safeguard-changes.ts";
import { changesOf, sideOf, type Action, type ResourceChange } from "./sides.ts";
import type { Sides } from "./two-sides.ts";
import { unreadChanges } from "./unread-types.ts";

/** @param declaration The declaration after the change; without one, nobody can say who is locked out. */
export function planOf(preview: Preview, declaration?: Declaration): PlanReport {
  const changes = changesOf(preview);
  const sides = sidesOf(changes, declaration);
  const safeguards = safeguardChanges(sides);
  const permissions = permissionChanges(sides);
  const repositories = sides.listed.filter((name) => !isByNumber({ name }));
  return {
    version: 1,
    repositories,
    weakened: weakenedOf(repositories, safeguards),
    permissions,
    safeguards,
    lockOuts: declaration ? lockOutsOf(changes, declaration) : null,
    undecided: undecidedOf(preview, sides, { safeguards, permissions, repositories }),
    resources: resourcesOf(preview, changes),
    requests: requestsOf(changes),
  };
}

function sidesOf(changes: readonly ResourceChange[], declaration: Declaration | undefined): Sides {
  const unchanged = new Set(changes.filter(({ action }) => action === "same").map(({ urn }) => urn));
  const [before, after] = [sideOf(changes, "before"), sideOf(changes, "after")];
  const names = [...before, ...after].length === 0 ? [] : [...repositoryNames(before), ...repositoryNames(after)];
  const listed = [...new Set([...names, ...permissionNames(before), ...permissionNames(after)])].sort();
  const owners = declaration && { aiPathOwners: declaration.aiPaths.owners };
  const scopes = refScopesOf([...before, ...after]);
  const side = (resources: readonly ResourceRecord[]) => ({
    resources,
    unchanged,
    scopes,
    ...owners,
    repositories: placementsOf(resources, [...listed, unlisted]),
  });
  return { changes, listed, before: side(before), after: side(after) };
}

function weakenedOf(listed: readonly string[], safeguards: readonly SafeguardChange[]): PlanReport["weakened"] {
  const weakened = safeguards.filter(({ outcome }) => outcome === "weakened");
  const everywhere = weakened.some(({ where }) => where === undefined || where.unlisted);
  const names = new Set(weakened.flatMap(({ where }) => where?.repositories ?? []));
  const of = Math.max(listed.length, names.size);
  const repositories = everywhere ? of : names.size;
  return { repositories, of, share: everywhere ? 1 : of === 0 ? 0 : repositories / of };
}

function undecidedOf(
  { hidden }: Preview,
  { changes, before, after }: Sides,
  { safeguards, permissions, repositories }: Pick<PlanReport, "safeguards" | "permissions" | "repositories">,
): string[] {
  const isChanged = changes.some(({ action }) => action !== "same");
  const open = [before, after].some(({ resources }) => isPlacementOpen(resources));
  return [
    ...(hidden > 0 && isChanged
      ? [`${hidden} unchanged resources are left out of the preview, and may count; preview with --show-sames`]
      : []),
    ...(open ? ["which repositories stand in which tier and admit which tools is not known yet"] : []),
    ...unreadChanges(changes),
    ...safeguards
      .filter(({ outcome }) => outcome === "undecided")
      .map((each) => `whether this is weaker: ${safeguardSentence(each, repositories, String)}`),
    ...permissions
      .filter(({ undecided }) => undecided.unlisted || undecided.repositories.length > 0)
      .map(({ subject, permission }) => `${subject}: where it may ${permission} is not known yet`),
  ];
}

const none: Record<Action, number> = { create: 0, update: 0, replace: 0, delete: 0, forget: 0, same: 0 };

function resourcesOf({ hidden }: Preview, changes: readonly ResourceChange[]): PlanReport["resources"] {
  const counts = { ...none };
  for (const { action } of changes) counts[action] += 1;
  const changed = changes.filter(({ action }) => action !== "same");
  return { ...counts, hidden, changed: changed.map(({ action, type, name }) => ({ action, type, name })) };
}
