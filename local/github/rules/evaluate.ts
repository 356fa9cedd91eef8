/** Whether a change of a ref is allowed: every rule of every ruleset in force, and the branch protection rule beside them. */
import type { Rule } from "../core/state.ts";
import { rulesetsFor } from "./applicable.ts";
import { bypasses } from "./bypass.ts";
import { checkOf } from "./checks.ts";
import { parametersOf } from "./model.ts";
import type { Change, SourcedRuleset } from "./model.ts";

/**
 * "If the same rule is defined in different ways across the aggregated rulesets, the most restrictive version of the rule
 * applies." (docs.github.com, "About rule layering")
 * @returns GitHub's messages, each once, in the order of `ruleChecks`; none if the change may go ahead
 */
export function rulesetViolations(rulesets: readonly SourcedRuleset[], change: Change): string[] {
  const binding = rulesetsFor(rulesets, change.repository, change.ref).filter(
    (ruleset) => !bypasses(ruleset.bypassActors, change.actor, change.pull !== undefined),
  );
  return ruleViolations(
    binding.flatMap((ruleset) => ruleset.rules),
    change,
  );
}

/** Judges a change by rules that bind it, whatever they come from. */
export function ruleViolations(rules: readonly Rule[], change: Change): string[] {
  const byType = Map.groupBy(rules, (rule) => rule.type);
  const messages = [...byType].flatMap(([type, same]) => checkOf(type)?.check(same.map(parametersOf), change) ?? []);
  return [...new Set(messages)];
}
