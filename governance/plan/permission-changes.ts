/** Who gains or loses what where. */
import type { Certainty } from "../policy/property.ts";
import { fencedPatterns, permissionsOf, toolNames, type Permission } from "./permissions.ts";
import { isByNumber } from "./placement.ts";
import { repositoryFencePatterns, repositoryFencePermissions } from "./repository-fences.ts";
import type { PermissionChange } from "./report.ts";
import { isNowhere, placed, whereOf, type PlacedSide, type Sides } from "./two-sides.ts";
import { actionPatterns, workflowPermissions } from "./workflow-actions.ts";

export function permissionChanges(sides: Sides): PermissionChange[] {
  const { before, after } = sides;
  const patterns = fencedPatterns([...before.resources, ...after.resources]);
  const tools = [
    ...new Set([before, after].flatMap(({ resources, repositories }) => toolNames(resources, repositories.values()))),
  ].sort();
  const fences = repositoryFencePatterns([...before.resources, ...after.resources]);
  const actions = actionPatterns([...before.resources, ...after.resources]);
  const [old, fresh] = [before, after].map(({ resources }) =>
    byName([
      ...permissionsOf(resources, tools, patterns),
      ...workflowPermissions(resources, actions),
      ...repositoryFencePermissions(resources, fences),
    ]),
  );
  const names = [...new Set([...(old?.keys() ?? []), ...(fresh?.keys() ?? [])])];
  return names.flatMap((name) => {
    const change = changeOf(sides, old?.get(name) ?? [], fresh?.get(name) ?? []);
    return [change.gained, change.lost, change.undecided].every(isNowhere) ? [] : [change];
  });
}

function byName(permissions: readonly Permission[]): Map<string, Permission[]> {
  return Map.groupBy(permissions, ({ subject, permission }) => `${subject}\n${permission}`);
}

function changeOf(sides: Sides, old: readonly Permission[], fresh: readonly Permission[]): PermissionChange {
  const { subject = "", permission = "" } = old[0] ?? fresh[0] ?? {};
  const [before, after] = [answers(sides.before, old), answers(sides.after, fresh)];
  const where = (holds: (was: Certainty, is: Certainty) => boolean) =>
    whereOf(sides, (name) => holds(before(name), after(name)));
  return {
    subject,
    permission,
    before: where((was) => was === "yes"),
    after: where((_was, is) => is === "yes"),
    gained: where((was, is) => was === "no" && is === "yes"),
    lost: where((was, is) => was === "yes" && is === "no"),
    undecided: where((was, is) => was !== is && (was === "unknown" || is === "unknown")),
  };
}

/** Any of the resources that give the permission is enough. */
function answers(side: PlacedSide, permissions: readonly Permission[]): (name: string) => Certainty {
  return (name) => {
    // A number stands for a repository only where it is named so.
    const about = permissions.filter(({ names }) => !isByNumber({ name }) || names.includes(name));
    const found = about.map((permission) => permission.on(placed(side, name)));
    return found.includes("yes") ? "yes" : found.includes("unknown") ? "unknown" : "no";
  };
}
