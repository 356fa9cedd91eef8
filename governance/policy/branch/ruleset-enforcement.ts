/** Every ruleset is in force: one that sleeps, only records or covers nothing stops nothing, and looks as if it did. */
import { tierProperty } from "../../controls/properties.ts";
import { repositoryFenceName, type DormantFences } from "../../tools/fences.ts";
import { rulesetName, rulesetsOf } from "./bypass.ts";
import { undecidedFinding, violation, type Finding } from "../finding.ts";
import { every, field, includes, is, isUnknown, not, some, textsOf, type Certainty } from "../property.ts";
import { repositoryOf } from "../repository/repositories.ts";
import { reachesAllWith } from "./repository-reach.ts";
import { githubTypes, type ResourceRecord } from "../resource.ts";

/** A tier whose rules are only recorded, with who ends that and the last day, YYYY-MM-DD. */
interface Trial {
  readonly owner: string;
  readonly until: string;
}

export interface EnforcementFacts {
  /** In a repository's stack no ruleset sleeps, and none is on trial. */
  readonly role: "organization" | "repository";
  /** Tier to its trial. */
  readonly trials: Readonly<Record<string, Trial>>;
  /** The fences that the declaration leaves dormant. */
  readonly dormant: DormantFences;
}

const fix = 'Set enforcement: "active", or remove the ruleset.';
const coverFix = "Name what the ruleset covers in its conditions, or remove it.";

/** Rulesets that are not in force though nothing declares them so, or that never can be. */
export function enforcementFindings(stack: readonly ResourceRecord[], facts: EnforcementFacts): Finding[] {
  return rulesetsOf(stack).flatMap((ruleset) => {
    const enforcement = field(ruleset.props, "enforcement");
    const isDeclared = declaredSo(ruleset, stack, facts);
    // A dormant fence may have nothing to keep out.
    if (enforcement === "disabled" && isDeclared === "yes") return [];
    const isFine = enforcement === "active" || isDeclared === "yes";
    return [...(isFine ? [] : [notActive(ruleset, isDeclared, facts)]), ...coveringNothing(ruleset)];
  });
}

/** Whether the declaration has a ruleset that is not active as it is: as a trial, or as a dormant fence. */
function declaredSo(ruleset: ResourceRecord, stack: readonly ResourceRecord[], facts: EnforcementFacts): Certainty {
  if (facts.role === "repository") return "no";
  const enforcement = field(ruleset.props, "enforcement");
  if (enforcement === "evaluate") return isOnTrial(ruleset, facts.trials);
  return enforcement === "disabled" ? isDormant(ruleset, stack, facts.dormant) : "no";
}

function notActive(ruleset: ResourceRecord, isDeclared: Certainty, { trials }: EnforcementFacts): Finding {
  const enforcement = field(ruleset.props, "enforcement");
  const subject = rulesetName(ruleset);
  if (isUnknown(enforcement) || isDeclared === "unknown") {
    const message = "whether the ruleset is in force, or declared not to be, is not known yet; it must be active.";
    return undecidedFinding(subject, message, fix, ruleset.urn);
  }
  const message = `${whatIs(enforcement)}; it must be active${exceptions(trials)}.`;
  return violation(subject, message, fix, ruleset.urn);
}

function whatIs(enforcement: unknown): string {
  if (enforcement === "evaluate") return "the ruleset only records what it would stop";
  return enforcement === "disabled"
    ? "the ruleset is switched off"
    : "the ruleset has no enforcement that GitHub knows";
}

function exceptions(trials: EnforcementFacts["trials"]): string {
  const named = Object.entries(trials).map(([tier, { owner, until }]) => `${tier} (${owner}, until ${until})`);
  return named.length === 0 ? "" : `: on trial are only the rules of tier ${named.join(", ")}`;
}

function isOnTrial({ type, props }: ResourceRecord, trials: EnforcementFacts["trials"]): Certainty {
  if (type !== githubTypes.organizationRuleset) return "no";
  const conditions = field(props, "conditions");
  return some(Object.keys(trials).map((tier) => reachesAllWith(conditions, { name: tierProperty, value: tier })));
}

function isDormant(
  ruleset: ResourceRecord,
  stack: readonly ResourceRecord[],
  { rulesets, repositories }: DormantFences,
): Certainty {
  const name = field(ruleset.props, "name");
  if (ruleset.type === githubTypes.organizationRuleset) return some(rulesets.map((each) => is(name, each)));
  const repository = repositoryOf(ruleset, stack);
  return every([is(name, repositoryFenceName), some(repositories.map((each) => is(repository, each)))]);
}

function coveringNothing(ruleset: ResourceRecord): Finding[] {
  const { props, urn } = ruleset;
  const conditions = field(props, "conditions");
  const names = field(conditions, "repositoryName");
  const checks = [
    {
      answer: every([not(is(field(props, "target"), "push")), matchesNothing(field(conditions, "refName"))]),
      what: "branch or tag",
    },
    { answer: names === undefined ? "no" : matchesNothing(names), what: "repository" },
  ] as const;
  const subject = rulesetName(ruleset);
  return checks.flatMap(({ answer, what }) => {
    if (answer === "no") return [];
    if (answer === "yes") {
      const message = `the ruleset covers no ${what}, so it is never in force; it must cover one.`;
      return [violation(subject, message, coverFix, urn)];
    }
    const message = `whether the ruleset covers any ${what} is not known yet; it must cover one.`;
    return [undecidedFinding(subject, message, coverFix, urn)];
  });
}

/** Whether nothing is included, or all of it excluded again. */
function matchesNothing(condition: unknown): Certainty {
  const excludes = field(condition, "excludes");
  const included = textsOf(field(condition, "includes"));
  const isLeft = included.items.map((pattern) => not(some([includes(excludes, pattern), includes(excludes, "~ALL")])));
  return not(some([...isLeft, included.complete ? "no" : "unknown"]));
}
