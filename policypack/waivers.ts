/** Which waivers of the declaration the pack is told, and which it cannot be told. */
import type { Rule, Role } from "./judging/rule.ts";
import { suggestion } from "../governance/suggestion.ts";
import { isGateRule } from "../governance/gate/rules.ts";
import type { Waiver } from "../governance/waivers/waiver.ts";

/** The waivers that can be aimed at stacks of a role: settings are the organisation's alone. */
export function waiversAimedAt(waivers: readonly Waiver[], role: Role): Waiver[] {
  return waivers.filter(({ target }) => role === "organization" || target.setting === undefined);
}

/** The waivers of one rule for stacks of a role; none where the rule does not judge these. */
export function waiversOfRule(waivers: readonly Waiver[], { name, roles }: Rule, role: Role): Waiver[] {
  return roles.includes(role) ? waiversAimedAt(waivers, role).filter(({ rule }) => rule === name) : [];
}

/** Waivers of rules that do not exist, or that nobody can waive. The message has one line a waiver. */
export class WaivedRuleError extends Error {
  override readonly name = "WaivedRuleError";
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(problems.join("\n"));
    this.problems = problems;
  }
}

/** @throws WaivedRuleError naming every waiver that waives no rule; those of the gate are the declaration's to check. */
export function checkWaivedRules(waivers: readonly Waiver[], rules: readonly Rule[]): void {
  const waivable = rules.filter(({ neverWaived }) => !neverWaived).map(({ name }) => name);
  const problems = waivers.flatMap(({ rule }, index) => {
    if (waivable.includes(rule) || isGateRule(rule)) return [];
    const exists = rules.some(({ name }) => name === rule);
    const what = exists
      ? "which nobody can waive. Take the waiver out"
      : `allowed: a rule of the policy pack.${suggestion(rule, waivable)}`;
    return [`at waivers[${index}].rule: found ${JSON.stringify(rule)}, ${what}`];
  });
  if (problems.length > 0) throw new WaivedRuleError(problems);
}
