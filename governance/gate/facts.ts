/** What the rules are given: the change, with everything that the declaration says about it looked up once. */
import { inventoryOf } from "../controls/inventory.ts";
import type { Declaration, Tier } from "../declaration/schema.ts";
import type { CommitFacts } from "../provenance/commit.ts";
import type { Provenance } from "../provenance/evidence.ts";
import { knownOf, provenanceOfCommit, provenanceOfPullRequest } from "../provenance/provenance.ts";
import { effectiveState, type Overlay, type ToolState } from "../tools/states.ts";
import { isMissing, type Change, type Fact } from "./change.ts";
import { participantsOf, type Participant } from "./participants.ts";

/** What a verdict depends on besides the change and the declaration. */
export interface Circumstances {
  /** The day that waivers are judged by, YYYY-MM-DD. */
  readonly today: string;
  /** Digest of the governance document: `sha256:<hex>`. */
  readonly document: string;
  /** Tool states made stricter in an emergency. Default: none. */
  readonly overlay?: Overlay;
}

export interface CommitOrigin {
  readonly commit: CommitFacts;
  readonly provenance: Provenance;
}

/** Where a change comes from, as far as anything says. */
export interface Origins {
  /** What the pull request and GitHub's list of agent tasks say. None for a range. */
  readonly pull: readonly Provenance[];
  readonly commits: Fact<readonly CommitOrigin[]>;
}

export interface GateFacts {
  readonly change: Change;
  readonly declaration: Declaration;
  readonly tierName: string;
  readonly tier: Tier;
  /** Effective state of every declared tool. */
  readonly states: Readonly<Record<string, ToolState>>;
  readonly origins: Origins;
  readonly participants: readonly Participant[];
}

export function originsOf(change: Change, declaration: Declaration): Origins {
  const known = knownOf(declaration);
  const { pull, tasks, commits } = change;
  return {
    pull: [...(pull ? [provenanceOfPullRequest(pull, known)] : []), ...(tasks ? [tasks] : [])],
    commits: isMissing(commits)
      ? commits
      : commits.map((commit) => ({ commit, provenance: provenanceOfCommit(commit, known) })),
  };
}

export function gateFactsOf(
  change: Change,
  declaration: Declaration,
  origins: Origins,
  overlay: Overlay = {},
): GateFacts {
  const tierName = tierNameOf(change.repository, declaration);
  const tier = declaration.tiers[tierName];
  if (tier === undefined) throw new Error(`no tier ${tierName}: the declaration was not parsed`);
  const states = effectiveState(declaration, overlay);
  return {
    change,
    declaration,
    tierName,
    tier,
    states,
    origins,
    participants: participantsOf(origins, declaration, states),
  };
}

/** A repository's name as the declaration writes it: GitHub compares names without case, whoever gives them. */
export function declaredRepository(repository: string, declaration: Declaration): string {
  const admitted = Object.values(declaration.tools).flatMap(({ repositories }) => repositories);
  const names = [...Object.keys(inventoryOf(declaration)), ...admitted];
  return names.find((name) => name.toLowerCase() === repository.toLowerCase()) ?? repository;
}

function tierNameOf(repository: string, declaration: Declaration): string {
  const inventory = new Map(Object.entries(inventoryOf(declaration)));
  return inventory.get(repository) ?? declaration.defaultTier;
}

/** Commits that could be read; none where they could not: `gate-tool-require-trust` then says so. */
export function readCommits({ origins }: GateFacts): readonly CommitOrigin[] {
  return isMissing(origins.commits) ? [] : origins.commits;
}
