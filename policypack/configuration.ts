import type { PolicyPackConfig } from "@pulumi/policy";
import type { Declaration } from "../governance/declaration/schema.ts";
import { withoutEndedTrials } from "../governance/declaration/trials.ts";
import type { Role } from "./judging/rule.ts";
import type { LookedUp } from "./looked-up.ts";
import { rules } from "./rules/index.ts";
import { today } from "./today.ts";
import { checkWaivedRules, waiversOfRule } from "./waivers.ts";

/**
 * The content of the `--policy-pack-config` file for the stacks of one role: rule id to what the rule must know of the
 * declaration, its waivers among it. It decides what the rules demand, so keep it where only the platform team can change it.
 *
 * @throws WaivedRuleError when a waiver names no rule of the pack.
 */
export function policyConfiguration(declared: Declaration, role: Role, lookedUp: LookedUp = {}): PolicyPackConfig {
  checkWaivedRules(declared.waivers, rules);
  const declaration = withoutEndedTrials(declared, lookedUp.today ?? today());
  const known = { ...lookedUp, declaration, role };
  const told = rules.map((rule) => {
    const waivers = waiversOfRule(declaration.waivers, rule, role);
    return [rule.name, { ...rule.told(known), ...(waivers.length > 0 && { waivers }) }] as const;
  });
  return Object.fromEntries(told.filter(([, settings]) => Object.keys(settings).length > 0));
}
