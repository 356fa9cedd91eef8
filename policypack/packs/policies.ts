import type { Policies } from "@pulumi/policy";
import { policyOf } from "../judging/policy.ts";
import { rules } from "../rules/index.ts";
import { levelIn, type Pack } from "./pack.ts";

/**
 * A pack's rules as the SDK serves them.
 *
 * @param facts rule id to its settings, where they are built in; a rule that is not among them has none. Default: the settings
 * come by `--policy-pack-config`.
 */
export function policiesOf(pack: Pack, facts?: Readonly<Record<string, object>>): Policies {
  const { undecided } = pack;
  return rules.map((rule) =>
    policyOf(rule, { level: levelIn(pack, rule.name), undecided, facts: facts && (facts[rule.name] ?? {}) }),
  );
}
