/** The teams of people that must approve, with the ids that somebody looked up. */
import { ownerTeamsOf } from "../declaration/live-remarks.ts";
import type { Declaration } from "../declaration/schema.ts";
import type { Team } from "../policy/branch/required-reviewers.ts";

type Ids = Readonly<Record<string, number>>;

/** Tier to the team that must give its approvals; only tiers that name one. */
export function reviewersOf({ tiers }: Declaration, ids: Ids = {}): Record<string, Team> {
  return Object.fromEntries(
    Object.entries(tiers).flatMap(([tier, { reviewers }]) =>
      reviewers === undefined ? [] : [[tier, teamOf(reviewers, ids)]],
    ),
  );
}

/** The team that must approve changes of AI paths: the first among their owners. None where only people own them. */
export function aiPathReviewersOf(declaration: Declaration, ids: Ids = {}): Team | undefined {
  const [slug] = ownerTeamsOf(declaration);
  return slug === undefined ? undefined : teamOf(slug, ids);
}

function teamOf(slug: string, ids: Ids): Team {
  return Object.hasOwn(ids, slug) ? { slug, id: ids[slug] } : { slug };
}
