import type { StackValidationPolicy } from "@pulumi/policy";
import type { z } from "zod";
import type { Finding } from "../../governance/policy/finding.ts";
import type { ResourceRecord } from "../../governance/policy/resource.ts";
import { plainRecord } from "./plain-record.ts";
import { report } from "./report.ts";
import type { RuleDescription } from "./rule.ts";
import { ruleSettings } from "./settings.ts";
import type { Role, role } from "./settings.ts";

type WithRole = z.ZodObject<{ role: typeof role }>;

interface StackRule<Settings extends WithRole> extends RuleDescription<Settings> {
  /** The kinds of stack judged. */
  readonly roles: readonly Role[];
  readonly judge: (stack: readonly ResourceRecord[], settings: z.output<Settings>) => readonly Finding[];
}

/**
 * A rule that judges the relations between the resources of a stack, or that one exists: so it runs on stacks that have no
 * resource of the type in question, too.
 */
export function stackRule<Settings extends WithRole>(rule: StackRule<Settings>): StackValidationPolicy {
  const { settings, roles, judge, ...description } = rule;
  const { configSchema, read } = ruleSettings(settings);
  return {
    ...description,
    enforcementLevel: "advisory",
    configSchema,
    validateStack: (args, reportViolation) => {
      const known = read(args.getConfig());
      if (!roles.includes(known.role)) args.notApplicable(`judges stacks of role ${roles.join(", ")} only`);
      const resources = args.resources.map(plainRecord);
      const { undecided } = known;
      report(judge(resources, known), { description: rule.description, resources, undecided, reportViolation });
    },
  };
}
