import type { ResourceValidationPolicy } from "@pulumi/policy";
import type { z } from "zod";
import type { Finding } from "../../governance/policy/finding.ts";
import type { ResourceRecord } from "../../governance/policy/resource.ts";
import { plainRecord } from "./plain-record.ts";
import { report } from "./report.ts";
import type { RuleDescription } from "./rule.ts";
import { ruleSettings } from "./settings.ts";

interface ResourceRule<Settings extends z.ZodObject> extends RuleDescription<Settings> {
  /** Tokens of the types judged, all equivalents included. */
  readonly types: readonly string[];
  readonly judge: (resource: ResourceRecord, settings: z.output<Settings>) => readonly Finding[];
}

/** A rule that judges each resource alone, before it is created. */
export function resourceRule<Settings extends z.ZodObject>(rule: ResourceRule<Settings>): ResourceValidationPolicy {
  const { settings, types, judge, ...description } = rule;
  const { configSchema, read } = ruleSettings(settings);
  return {
    ...description,
    enforcementLevel: "advisory",
    configSchema,
    validateResource: (args, reportViolation) => {
      // Settings first: a misspelt one is found in every stack, not only in those with a resource to judge.
      const known = read(args.getConfig());
      if (!types.includes(args.type)) args.notApplicable(`judges ${types.join(", ")} only`);
      const resources = [plainRecord(args)];
      const findings = resources.flatMap((resource) => judge(resource, known));
      const { undecided } = known;
      report(findings, { description: rule.description, resources, undecided, reportViolation });
    },
  };
}
