/** What protects each repository on one side of a preview: controls of the table, and other rules. */
import type { ControlStates } from "../controls/state.ts";
import { joined, undecided } from "../controls/state.ts";
import { branchControls } from "../policy/branch/governed-branch.ts";
import { settingControls } from "../policy/repository/governed-repository.ts";
import { field, type Certainty } from "../policy/property.ts";
import { defaultBranchOf, managedRepositories } from "../policy/repository/repositories.ts";
import { githubTypes, ofType, ownTypes, type ResourceRecord } from "../policy/resource.ts";
import { rulesetControls } from "../policy/branch/ruleset-controls.ts";
import { fencedTool } from "./fence-names.ts";
import { joinedStrengths, type Strengths } from "./outcome.ts";
import type { PlacedRepository } from "./placement.ts";
import { reaches } from "./reach.ts";
import type { RefScope } from "./ref-scopes.ts";
import { isRepositoryFence, repositoryFenceStrengths } from "./repository-fences.ts";
import { ruleStrengths } from "./rule-strengths.ts";

export interface Safeguards {
  readonly controls: ControlStates;
  readonly rules: Strengths;
}

export interface Side {
  readonly resources: readonly ResourceRecord[];
  /** URNs of resources that are the same on both sides: what is unknown of them is the same too. */
  readonly unchanged: ReadonlySet<string>;
  /** Refs that are compared by themselves; the same on both sides. */
  readonly scopes: readonly RefScope[];
  /** Owners of AI paths, where the declaration is known. */
  readonly aiPathOwners?: readonly string[];
}

const passes = ["pullRequestBypassers", "bypassPullRequestAllowances"];

// Bypasses are compared by themselves: one that stays must not hide what happens to the rules it passes.
export function withoutBypass(resource: ResourceRecord): ResourceRecord {
  const { type, props } = resource;
  if ("bypassActors" in props) return { ...resource, props: { ...props, bypassActors: [] } };
  if (type !== githubTypes.branchProtection && type !== githubTypes.branchProtectionV3) return resource;
  const reviews = strippedReview(props["requiredPullRequestReviews"]);
  return {
    ...resource,
    props: { ...props, requiredPullRequestReviews: reviews, enforceAdmins: true, forcePushBypassers: [] },
  };
}

function strippedReview(review: unknown): unknown {
  if (Array.isArray(review)) return review.map(strippedReview);
  if (typeof review !== "object" || review === null) return review;
  return Object.fromEntries(Object.entries(review).filter(([key]) => !passes.includes(key)));
}

/** A function, because thousands of repositories share the few combinations of rulesets that reach them. */
export function safeguardsOn(side: Side): (repository: PlacedRepository) => Safeguards {
  const rulesets = ofType(side.resources, githubTypes.organizationRuleset)
    .filter((ruleset) => fencedTool(ruleset) === undefined)
    .map((ruleset) => contribution(ruleset, side));
  const { named } = managedRepositories(side.resources);
  const known = new Map<string, Safeguards>();
  return (repository) => {
    const reach = rulesets.map(({ conditions }) => reaches(conditions, repository));
    const key = reach.join();
    const organization = known.get(key) ?? together(rulesets.map((each, index) => each.where(reach[index] ?? "no")));
    known.set(key, organization);
    const own = named.get(repository.name);
    return own ? together([organization, ownSafeguards(own, side)]) : organization;
  };
}

interface Contribution {
  readonly conditions: unknown;
  where(reach: Certainty): Safeguards;
}

const nothing: Safeguards = { controls: {}, rules: new Map() };

function contribution(ruleset: ResourceRecord, { unchanged: same, scopes }: Side): Contribution {
  const unchanged = same.has(ruleset.urn);
  const controls = rulesetControls(withoutBypass(ruleset), { automationAppIds: [] });
  const rules = ruleStrengths(ruleset, scopes);
  const certain = unchanged ? settled({ controls, rules }) : { controls, rules };
  const open: Safeguards = {
    controls: undecided(controls),
    rules: new Map([...rules].map(([name, strength]) => [name, { ...strength, things: new Set(), open: true }])),
  };
  return {
    conditions: field(ruleset.props, "conditions"),
    where: (reach) => (reach === "yes" ? certain : reach === "no" || unchanged ? nothing : open),
  };
}

function settled({ controls, rules }: Safeguards): Safeguards {
  return {
    controls: Object.fromEntries(Object.entries(controls).map(([id, state]) => [id, { ...state, undecided: false }])),
    rules: new Map([...rules].map(([name, strength]) => [name, { ...strength, open: false }])),
  };
}

function together(all: readonly Safeguards[]): Safeguards {
  return {
    controls: joined(all.map(({ controls }) => controls)),
    rules: joinedStrengths(all.map(({ rules }) => rules)),
  };
}

function ownSafeguards(resources: readonly ResourceRecord[], side: Side): Safeguards {
  const declared = resources.map(withoutBypass);
  const controls = joined([
    branchControls(declared, { automationAppIds: [] }),
    settingControls(declared, side.aiPathOwners ?? []),
  ]);
  const branch = defaultBranchOf(resources);
  const rulesets = ofType(resources, githubTypes.repositoryRuleset).map((ruleset) =>
    isRepositoryFence(ruleset) ? repositoryFenceStrengths(ruleset) : ruleStrengths(ruleset, side.scopes, branch),
  );
  const all = {
    controls: { ...controls, ...unknownOwners(resources, side, controls) },
    rules: joinedStrengths(rulesets),
  };
  return resources.every(({ urn }) => side.unchanged.has(urn)) ? settled(all) : all;
}

/** Without the declaration nobody knows whom a changed CODEOWNERS must name. */
function unknownOwners(resources: readonly ResourceRecord[], side: Side, controls: ControlStates): ControlStates {
  if (side.aiPathOwners || !controls["ai-paths-owned"]) return {};
  const files = ofType(resources, githubTypes.repositoryFile, ownTypes.reviewedFile);
  return { "ai-paths-owned": { value: false, undecided: !files.every(({ urn }) => side.unchanged.has(urn)) } };
}
