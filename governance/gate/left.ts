/** Rules that a trigger cannot judge, and who does. */
import type { GateFacts } from "./facts.ts";
import type { GateReport } from "./report.ts";
import { gateRules, type GateRule } from "./rules.ts";

export function leftRules({ change: { trigger } }: GateFacts): GateReport["left"] {
  return gateRules.flatMap((rule: (typeof gateRules)[number]) => {
    const { judgedOn, otherwise }: GateRule = rule;
    return judgedOn.includes(trigger) ? [] : [{ rule: rule.id, to: otherwise ?? "nobody" }];
  });
}
