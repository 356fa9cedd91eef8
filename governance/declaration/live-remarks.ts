/** Where the declaration and what GitHub has do not meet: named before an update, not found after it. */
import { isAvailable } from "../plans/availability.ts";
import type { Visibility } from "../plans/features.ts";
import { suggestion } from "../suggestion.ts";
import { inventoryOf } from "../controls/inventory.ts";
import type { Remark } from "./remark.ts";
import type { Declaration } from "./schema.ts";

/** What GitHub says of the organisation. */
export interface LiveOrganization {
  /** By name. */
  readonly repositories: Readonly<Record<string, LiveRepository>>;
  /** Former name to the present `owner/name`, of repositories that the declaration names and the organisation does not have. */
  readonly renamed: Readonly<Record<string, string>>;
  /** Whether the tag that the gate's workflow is taken from exists. */
  readonly hasGateTag: boolean;
  /** Installed apps, by id. */
  readonly apps: Readonly<Record<number, LiveApp>>;
  /** Teams among the owners of AI paths and the reviewers of tiers: slug to the repositories it may write to. */
  readonly teams: Readonly<Record<string, readonly string[]>>;
}

export interface LiveRepository {
  readonly id: number;
  readonly visibility: Visibility;
  readonly archived: boolean;
}

export interface LiveApp {
  readonly slug: string;
  readonly reach: "all" | "selected";
}

export function liveRemarksOf(declaration: Declaration, live: LiveOrganization): Remark[] {
  return [
    ...repositoryRemarks(declaration, live),
    ...(live.hasGateTag ? [] : [{ at: "gate.ref", message: missingGateTag(declaration.gate) }]),
    ...visibilityRemarks(declaration, live),
    ...ownerRemarks(declaration, live),
    ...reviewerRemarks(declaration, live),
    ...appRemarks(declaration, live),
  ];
}

function repositoryRemarks(declaration: Declaration, { repositories, renamed }: LiveOrganization): Remark[] {
  return Object.entries(inventoryOf(declaration)).flatMap(([name, tier]) => {
    const at = `tiers.${tier}.repositories`;
    const found = repositories[name];
    if (found?.archived) {
      return [{ at, message: `${name} is archived: unarchive it, or take it out, since nothing in it can change` }];
    }
    if (found) return [];
    const now = renamed[name];
    if (now !== undefined) return [{ at, message: movedTo(name, now, declaration.organization.login) }];
    const hint = suggestion(name, Object.keys(repositories));
    const message = `GitHub shows no ${name} to this token; it stands in tier ${declaration.defaultTier} once it exists.${hint}`;
    return [{ at, message }];
  });
}

function movedTo(name: string, now: string, login: string): string {
  const [owner = "", present = ""] = now.split("/");
  return owner.toLowerCase() === login.toLowerCase()
    ? `${name} is called ${present} now; write that name`
    : `${name} belongs to ${owner} now, out of reach of this organisation's rules; take it out`;
}

/** Why no pull request can be merged where the gate's tag is missing. */
export function missingGateTag({ ref, repository, workflow }: Declaration["gate"]): string {
  return `${repository} has no ${ref}, which the roll-out locks for everyone: no pull request could be merged. Push the tag on a commit with ${workflow} first`;
}

// One remark a reason, however many repositories: a list that nobody reads to its end hides what is in it.
function visibilityRemarks(declaration: Declaration, { repositories }: LiveOrganization): Remark[] {
  const { plan } = declaration.organization;
  const listed = Object.keys(inventoryOf(declaration)).flatMap((name) => {
    const found = repositories[name];
    return found ? [{ name, visibility: found.visibility }] : [];
  });
  const bare = listed.filter(({ visibility }) => !isAvailable("repository-rulesets", plan, visibility));
  const open = listed.filter(({ visibility }) => visibility === "public");
  const pushable = declaration.aiPaths.forbidden.length > 0 && open.length > 0;
  return [
    ...(bare.length > 0
      ? [
          {
            at: "organization.plan",
            message: `plan "${plan}" has no rules for private repositories, so nothing protects ${names(bare)}: make them public, or use plan team`,
          },
        ]
      : []),
    ...(pushable
      ? [
          {
            at: "aiPaths.forbidden",
            message: `GitHub has no push rules for public repositories: ${names(open)}. Their owners of AI paths are what stops these files`,
          },
        ]
      : []),
  ];
}

const names = (repositories: readonly { readonly name: string }[]): string => {
  const shown = repositories.slice(0, 5).map(({ name }) => name);
  const rest = repositories.length - shown.length;
  return shown.join(", ") + (rest > 0 ? ` and ${rest} more` : "");
};

function ownerRemarks(declaration: Declaration, live: LiveOrganization): Remark[] {
  return ownerTeamsOf(declaration).flatMap((team) => {
    const missing = unwritable(live, team, Object.keys(inventoryOf(declaration)));
    if (missing.length === 0) return [];
    const message = `team ${team} may not write to ${names(missing)}, so GitHub takes it neither for a code owner nor for a reviewer there: give it write access`;
    return [{ at: "aiPaths.owners", message }];
  });
}

function reviewerRemarks({ tiers }: Declaration, live: LiveOrganization): Remark[] {
  return Object.entries(tiers).flatMap(([tier, { reviewers, repositories }]) => {
    const missing = reviewers === undefined ? [] : unwritable(live, reviewers, repositories);
    if (missing.length === 0) return [];
    const message = `team ${reviewers} may not write to ${names(missing)}, so GitHub counts no approval of it there and nothing can be merged: give it write access`;
    return [{ at: `tiers.${tier}.reviewers`, message }];
  });
}

/** Repositories, of those that can change, that a team may not write to. */
function unwritable({ repositories, teams }: LiveOrganization, team: string, among: readonly string[]) {
  const writable = teams[team] ?? [];
  return among
    .filter((name) => repositories[name]?.archived === false && !writable.includes(name))
    .map((name) => ({ name }));
}

/** Slugs of the teams among the owners of AI paths. */
export const ownerTeamsOf = ({ aiPaths }: Declaration): string[] =>
  aiPaths.owners.flatMap((owner) => owner.split("/")[1] ?? []);

function appRemarks(declaration: Declaration, { apps }: LiveOrganization): Remark[] {
  const open: string[] = [];
  const remarks = Object.entries(declaration.tools).flatMap(([name, { identities, appScope }]): Remark[] => {
    const at = `tools.${name}.identities.appId`;
    const app = identities.appId === undefined ? undefined : apps[identities.appId];
    if (app?.reach === "all" && !appScope) open.push(app.slug);
    if (!appScope || identities.appId === undefined || app?.reach === "selected") return [];
    const message =
      app === undefined
        ? `app ${identities.appId} is not installed, so it reaches nothing: install it, or remove appScope`
        : `${app.slug} is installed on all repositories, which GitHub lets only a person narrow: choose "Only select repositories" in its installation`;
    return [{ at, message }];
  });
  if (open.length === 0) return remarks;
  const message =
    `installed on all repositories, and able to push to any branch outside their namespaces: ${open.join(", ")}. ` +
    'Let a person choose "Only select repositories" in their installations';
  return [...remarks, { at: "tools", message }];
}
