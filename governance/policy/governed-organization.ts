/** The organisation stack puts the baseline in force that repository stacks rely on. */
import type { ControlValues } from "../controls/control.ts";
import { tierProperty } from "../controls/properties.ts";
import { joined, undecided, type ControlStates } from "../controls/state.ts";
import type { BypassRights } from "./bypass-actors.ts";
import { violation, undecidedFinding, type Finding } from "./finding.ts";
import { lackingControls, lackingText } from "./lacking-controls.ts";
import { field, some, type Certainty } from "./property.ts";
import { reachesAll, reachesAllWith } from "./repository-reach.ts";
import { githubTypes, ofType, type ResourceRecord } from "./resource.ts";
import { isRulesetUnclear, rulesetControls } from "./ruleset-controls.ts";

const fix = "Use the OrganizationGuardrails component with the tiers of governance.yaml.";

const branchFix = 'Only GitHub knows the default branch of each repository: write "~DEFAULT_BRANCH" in the rulesets.';

/** What the baseline rests on. */
export interface BaselineFacts extends BypassRights {
  /** Tier to controls. */
  readonly baseline: Readonly<Record<string, ControlValues>>;
  /** Tiers without break-glass: nobody may pass their rules. Default none. */
  readonly closedTiers?: readonly string[] | undefined;
}

/** Tiers whose baseline the stack's organisation rulesets do not, or not certainly, put in force. */
export function baselineFindings(stack: readonly ResourceRecord[], facts: BaselineFacts): Finding[] {
  const { automationAppIds, breakGlassTeamId, closedTiers = [] } = facts;
  const rulesets = ofType(stack, githubTypes.organizationRuleset);
  return Object.entries(facts.baseline).flatMap(([tier, demanded]) => {
    const rights = { automationAppIds, breakGlassTeamId, breakGlass: !closedTiers.includes(tier) };
    const states = joined(rulesets.map((ruleset) => controlsFor(ruleset, tier, rights)));
    const lacking = lackingControls(states, demanded);
    const violated = lacking.filter(({ outcome }) => outcome === "violation").map(lackingText);
    const open = lacking.filter(({ outcome }) => outcome === "undecided").map(lackingText);
    const isUnclear = (ruleset: ResourceRecord): boolean =>
      reach(ruleset, tier) !== "no" && isRulesetUnclear(ruleset, rights);
    const repair = rulesets.some(isUnclear) ? branchFix : fix;
    return [
      ...(violated.length > 0
        ? [violation(tier, `the organisation's rules for tier ${tier} lack: ${violated.join("; ")}.`, repair)]
        : []),
      ...(open.length > 0 ? [undecidedFinding(tier, `not known yet for tier ${tier}: ${open.join("; ")}.`, fix)] : []),
    ];
  });
}

function controlsFor(ruleset: ResourceRecord, tier: string, rights: BypassRights): ControlStates {
  const reaches = reach(ruleset, tier);
  if (reaches === "no") return {};
  const states = rulesetControls(ruleset, rights);
  return reaches === "yes" ? states : undecided(states);
}

function reach({ props }: ResourceRecord, tier: string): Certainty {
  const conditions = field(props, "conditions");
  return some([reachesAll(conditions), reachesAllWith(conditions, { name: tierProperty, value: tier })]);
}
