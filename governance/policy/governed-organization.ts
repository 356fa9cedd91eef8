/** The organisation stack puts the baseline in force that repository stacks rely on. */
import type { ControlValues } from "../controls/control.ts";
import { tierProperty } from "../controls/properties.ts";
import { joined, undecided, type ControlStates } from "../controls/state.ts";
import { lackingControls, lackingText } from "./governed-repository.ts";
import { violation, undecidedFinding, type Finding } from "./finding.ts";
import { field, some } from "./property.ts";
import { reachesAll, reachesAllWith } from "./repository-reach.ts";
import { githubTypes, ofType, type ResourceRecord } from "./resource.ts";
import { ruleControls } from "./rule-controls.ts";

const fix = "Use the OrganizationGuardrails component with the tiers of governance.yaml.";

/** Tiers whose baseline the stack's organisation rulesets do not, or not certainly, put in force. */
export function baselineFindings(
  stack: readonly ResourceRecord[],
  facts: { readonly baseline: Readonly<Record<string, ControlValues>>; readonly automationAppIds: readonly number[] },
): Finding[] {
  return Object.entries(facts.baseline).flatMap(([tier, demanded]) => {
    const rulesets = ofType(stack, githubTypes.organizationRuleset);
    const states = joined(rulesets.map((ruleset) => controlsFor(ruleset, tier, facts.automationAppIds)));
    const lacking = lackingControls(states, demanded);
    const violated = lacking.filter(({ outcome }) => outcome === "violation").map(lackingText);
    const open = lacking.filter(({ outcome }) => outcome === "undecided").map(lackingText);
    return [
      ...(violated.length > 0
        ? [violation(tier, `the organisation's rules for tier ${tier} lack: ${violated.join(", ")}.`, fix)]
        : []),
      ...(open.length > 0 ? [undecidedFinding(tier, `not known yet for tier ${tier}: ${open.join(", ")}.`, fix)] : []),
    ];
  });
}

function controlsFor(ruleset: ResourceRecord, tier: string, automationAppIds: readonly number[]): ControlStates {
  const conditions = field(ruleset.props, "conditions");
  const applies = some([reachesAll(conditions), reachesAllWith(conditions, { name: tierProperty, value: tier })]);
  if (applies === "no") return {};
  const states = ruleControls(ruleset, { automationAppIds });
  return applies === "yes" ? states : undecided(states);
}
