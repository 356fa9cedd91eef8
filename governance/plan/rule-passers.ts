/**
 * Who may pass each rule of a repository, whichever rulesets and protections bear it: an actor passes a rule where it passes
 * all that bear it. So a bypass that comes with a new ruleset is found as well as one that is added to an old one.
 */
import type { ControlStates } from "../controls/state.ts";
import { field } from "../policy/property.ts";
import { protectionControls } from "../policy/branch/protection-controls.ts";
import type { DefaultBranch } from "../policy/branch/ref-coverage.ts";
import { defaultBranchOf, managedRepositories } from "../policy/repository/repositories.ts";
import { githubTypes, ofType, type ResourceRecord } from "../policy/resource.ts";
import type { RuleContext } from "../policy/branch/review-controls.ts";
import { rulesetControls } from "../policy/branch/ruleset-controls.ts";
import { classic, passersOf } from "./bypass-changes.ts";
import { compareStrength, type Outcome, type Strength } from "./outcome.ts";
import type { PlacedRepository } from "./placement.ts";
import { reaches } from "./reach.ts";
import { withoutBypass, type Side } from "./repository-safeguards.ts";
import { ruleStrengths } from "./rule-strengths.ts";

/** Rule, down to the value that it demands, to who may pass it. */
type Passers = ReadonlyMap<string, Strength>;

interface Bearer {
  /** Rule names by what each of them demands. */
  readonly rules: ReadonlyMap<string, string>;
  readonly passers: Strength;
}

export interface PasserChange {
  readonly outcome: Outcome;
  readonly rule: string;
}

/** Rules that are in force on both sides, and that more or fewer may pass. */
export function passerChangesOn(
  before: Side,
  after: Side,
): (was: PlacedRepository, is: PlacedRepository) => PasserChange[] {
  const [old, fresh] = [bearersOn(before), bearersOn(after)];
  return (was, is) => {
    const [bore, bears] = [old(was), fresh(is)];
    const [passed, passes] = [together(bore), together(bears)];
    const names = new Map([...bore, ...bears].flatMap(({ rules }) => [...rules]));
    const found = [...passes].flatMap(([unit, now]) => {
      const then = passed.get(unit);
      // The fewer may pass, the stronger: compared the other way round.
      const changes = then ? compareStrength(now, then) : [];
      return changes.map((outcome) => ({ outcome, rule: names.get(unit) ?? unit }));
    });
    return [...new Map(found.map((change) => [`${change.outcome} ${change.rule}`, change])).values()];
  };
}

function bearersOn(side: Side): (repository: PlacedRepository) => Bearer[] {
  const rulesets = ofType(side.resources, githubTypes.organizationRuleset).map((ruleset) => ({
    conditions: field(ruleset.props, "conditions"),
    bearer: bearerOf(ruleset, side, undefined),
  }));
  const { named } = managedRepositories(side.resources);
  return (repository) => [
    ...rulesets.flatMap(({ conditions, bearer }) => (reaches(conditions, repository) === "yes" ? [bearer] : [])),
    ...ownBearers(named.get(repository.name) ?? [], side),
  ];
}

function ownBearers(resources: readonly ResourceRecord[], side: Side): Bearer[] {
  const branch = defaultBranchOf(resources);
  return ofType(resources, githubTypes.repositoryRuleset, ...classic).map((each) => bearerOf(each, side, branch));
}

function bearerOf(resource: ResourceRecord, side: Side, defaultBranch: DefaultBranch): Bearer {
  const context: RuleContext = { automationAppIds: [], defaultBranch };
  const bare = withoutBypass(resource);
  const isClassic = classic.includes(resource.type);
  const controls = isClassic ? protectionControls([bare], context) : rulesetControls(bare, context);
  const strengths = isClassic ? [] : [...ruleStrengths(resource, side.scopes, defaultBranch)];
  const rules = [
    ...controlThings(controls),
    ...strengths.flatMap(([name, { things }]) => [...things].map((thing) => [`${name} ${thing}`, name] as const)),
  ];
  return { rules: new Map(rules), passers: settled(resource, side) };
}

/** What is unknown of an unchanged resource is the same on both sides: as good as one more actor. */
function settled(resource: ResourceRecord, { unchanged }: Side): Strength {
  const passers = passersOf(resource);
  if (!passers.open || !unchanged.has(resource.urn)) return passers;
  return { ...passers, things: new Set([...passers.things, resource.urn]), open: false };
}

function controlThings(controls: ControlStates): (readonly [string, string])[] {
  return Object.entries(controls).flatMap(([id, { value }]) => {
    const things =
      typeof value === "number"
        ? Array.from({ length: Math.min(value, 100) }, (_, index) => String(index + 1))
        : typeof value === "boolean"
          ? [value].filter(Boolean).map(String)
          : value;
    return things.map((thing) => [`${id} ${thing}`, id] as const);
  });
}

function together(bearers: readonly Bearer[]): Passers {
  const all = new Map<string, Strength>();
  for (const { rules, passers } of bearers) {
    for (const unit of rules.keys()) {
      const known = all.get(unit);
      all.set(unit, known ? both(known, passers) : passers);
    }
  }
  return all;
}

/** Who passes both. */
function both(one: Strength, other: Strength): Strength {
  return {
    kind: "list",
    things: one.things.intersection(other.things),
    // Nobody more can pass both where nobody passes one of them.
    open: (one.open || other.open) && ![one, other].some(({ open, things }) => !open && things.size === 0),
  };
}
