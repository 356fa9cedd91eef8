import type { z } from "zod";
import type { Finding } from "../../governance/policy/finding.ts";
import type { ResourceRecord } from "../../governance/policy/resource.ts";
import type { Role, Rule, RuleDescription } from "./rule.ts";
import type { role } from "./settings.ts";

type WithRole = z.ZodObject<{ role: typeof role }>;

interface StackRule<Settings extends WithRole> extends RuleDescription<Settings> {
  /** The kinds of stack judged. */
  readonly roles: readonly Role[];
  readonly judge: (stack: readonly ResourceRecord[], settings: z.output<Settings>, today: string) => readonly Finding[];
}

/**
 * A rule that judges the relations between the resources of a stack, or that one exists: so it runs on stacks that have no
 * resource of the type in question, too.
 */
export function stackRule<Settings extends WithRole>(rule: StackRule<Settings>): Rule {
  return {
    ...rule,
    kind: "stack",
    types: [],
    judge: (stack, settings, today) => rule.judge(stack, settings as z.output<Settings>, today),
  };
}
