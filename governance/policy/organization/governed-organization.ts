/** The organisation stack puts the baseline in force that repository stacks rely on. */
import type { ControlId, ControlValues } from "../../controls/control.ts";
import { tierProperty } from "../../controls/properties.ts";
import { joined, undecided, verdictOf, type ControlStates } from "../../controls/state.ts";
import type { BypassRights } from "../branch/bypass-actors.ts";
import { violation, undecidedFinding, type Finding } from "../finding.ts";
import { lackingControls, lackingText } from "../branch/lacking-controls.ts";
import { field, some, type Certainty } from "../property.ts";
import { reachesAll, reachesAllWith } from "../branch/repository-reach.ts";
import { githubTypes, ofType, type ResourceRecord } from "../resource.ts";
import { unverifiableTeams, type Team } from "../branch/required-reviewers.ts";
import type { RuleContext } from "../branch/review-controls.ts";
import { isRulesetUnclear, rulesetControls } from "../branch/ruleset-controls.ts";

const fix = "Use the OrganizationGuardrails component with the tiers of governance.yaml.";

const branchFix = 'Only GitHub knows the default branch of each repository: write "~DEFAULT_BRANCH" in the rulesets.';

/** What decides which rules of a tier count. */
export interface TierFacts extends Omit<BypassRights, "breakGlass"> {
  /** Tiers without break-glass: nobody may pass their rules. Default none. */
  readonly closedTiers?: readonly string[] | undefined;
  /** Tier to the team whose approvals count. */
  readonly reviewers?: Readonly<Record<string, Team>> | undefined;
  /** The team that must approve changes of AI paths, in rules that nobody passes. Absent: their code owners are enough. */
  readonly aiPathReviewers?: Team | undefined;
  /** The repository that the gate's workflow comes from. Absent: nobody looked it up. */
  readonly gateRepositoryId?: number | undefined;
}

/** What the baseline rests on. */
export interface BaselineFacts extends TierFacts {
  /** Tier to controls. */
  readonly baseline: Readonly<Record<string, ControlValues>>;
}

/** Controls that the stack's organisation rulesets put in force in every repository of a tier. */
export function tierControls(stack: readonly ResourceRecord[], tier: string, facts: TierFacts): ControlStates {
  const context = contextOf(tier, facts);
  const rulesets = ofType(stack, githubTypes.organizationRuleset);
  return joined(rulesets.map((ruleset) => controlsFor(ruleset, tier, context)));
}

/** Tiers whose baseline the stack's organisation rulesets do not, or not certainly, put in force. */
export function baselineFindings(stack: readonly ResourceRecord[], facts: BaselineFacts): Finding[] {
  const rulesets = ofType(stack, githubTypes.organizationRuleset);
  const tiers = Object.entries(facts.baseline).map(([tier, demanded]): JudgedTier => {
    return { tier, demanded, context: contextOf(tier, facts), states: tierControls(rulesets, tier, facts) };
  });
  return [...tiers.flatMap((each) => tierFindings(each, rulesets)), ...unverifiable(tiers)];
}

interface JudgedTier {
  readonly tier: string;
  readonly demanded: ControlValues;
  readonly context: RuleContext;
  readonly states: ControlStates;
}

function contextOf(tier: string, { closedTiers = [], reviewers, ...others }: TierFacts): RuleContext {
  return { ...others, breakGlass: !closedTiers.includes(tier), reviewers: reviewers?.[tier] };
}

function tierFindings({ tier, demanded, context, states }: JudgedTier, rulesets: readonly ResourceRecord[]): Finding[] {
  const lacking = lackingControls(states, demanded);
  const violated = lacking.filter(({ outcome }) => outcome === "violation").map(lackingText);
  const open = lacking.filter(({ outcome }) => outcome === "undecided").map(lackingText);
  const couldHelp = (ruleset: ResourceRecord): boolean => {
    if (reach(ruleset, tier) === "no" || !isRulesetUnclear(ruleset, context)) return false;
    const onDefault = rulesetControls(onDefaultBranch(ruleset), context);
    return lacking.some(({ control, demanded }) => verdictOf(onDefault[control.id], demanded) === "met");
  };
  const repair = rulesets.some(couldHelp) ? branchFix : fix;
  return [
    ...(violated.length > 0
      ? [violation(tier, `the organisation's rules for tier ${tier} lack: ${violated.join("; ")}.`, repair)]
      : []),
    ...(open.length > 0 ? [undecidedFinding(tier, `not known yet for tier ${tier}: ${open.join("; ")}.`, fix)] : []),
  ];
}

function onDefaultBranch(ruleset: ResourceRecord): ResourceRecord {
  const conditions = { refName: { includes: ["~DEFAULT_BRANCH"], excludes: [] } };
  return { ...ruleset, props: { ...ruleset.props, conditions } };
}

function unverifiable(tiers: readonly JudgedTier[]): Finding[] {
  const asked = tiers.flatMap(({ tier, demanded, context, states }) => {
    const isMet = (id: ControlId): boolean =>
      demanded[id] !== undefined && verdictOf(states[id], demanded[id]) === "met";
    const teams = [
      isMet("people-approve") ? context.reviewers : undefined,
      isMet("ai-paths-reviewed") ? context.aiPathReviewers : undefined,
    ].filter((team) => team !== undefined);
    return teams.map((team) => ({ tier, team }));
  });
  const [first] = asked.filter(({ team }) => team.id === undefined);
  return first
    ? unverifiableTeams(
        asked.map(({ team }) => team),
        first.tier,
      )
    : [];
}

function controlsFor(ruleset: ResourceRecord, tier: string, context: RuleContext): ControlStates {
  const reaches = reach(ruleset, tier);
  if (reaches === "no") return {};
  const states = rulesetControls(ruleset, context);
  return reaches === "yes" ? states : undecided(states);
}

function reach({ props }: ResourceRecord, tier: string): Certainty {
  const conditions = field(props, "conditions");
  return some([reachesAll(conditions), reachesAllWith(conditions, { name: tierProperty, value: tier })]);
}
