/** Rules that a trigger cannot judge, and who does. */
import { neededApprovalsOf } from "./approval-rules.ts";
import type { GateFacts } from "./facts.ts";
import type { GateReport } from "./report.ts";
import { gateRules, type GateRule, type GateRuleId } from "./rules.ts";
import { listed } from "./wording.ts";

export function leftRules(facts: GateFacts): GateReport["left"] {
  return gateRules.flatMap((rule: (typeof gateRules)[number]) => {
    const { judgedOn, otherwise }: GateRule = rule;
    const judged = judgedOn.includes(facts.change.trigger);
    const to = judged ? leftOf(rule.id, facts) : `${otherwise ?? "nobody judges it"}${extraOf(rule.id, facts)}`;
    return to === undefined ? [] : [{ rule: rule.id, to }];
  });
}

// What the trigger could judge, had it been given the facts.
function leftOf(rule: GateRuleId, { change, tier }: GateFacts): string | undefined {
  const { approvals, owners, reviewers } = change;
  if (rule === "gate-path-require-owners" && (approvals === undefined || owners === undefined))
    return "GitHub's rule asks the code owners";
  if (rule !== "gate-change-require-approvals") return undefined;
  if (approvals === undefined) return "GitHub's rules count them";
  if (tier.reviewers === undefined || reviewers !== undefined) return undefined;
  return `GitHub's rules count how many of those who approved are in ${tier.reviewers}`;
}

function extraOf(rule: GateRuleId, facts: GateFacts): string {
  const { count, because } = neededApprovalsOf(facts);
  if (rule !== "gate-change-require-approvals" || because.length === 0) return "";
  const where = "by the gate in the merge queue, or when asked with ai-governance gate --pull";
  return `. The ${count} that ${listed(because)} (constrained) needs are counted ${where}`;
}
