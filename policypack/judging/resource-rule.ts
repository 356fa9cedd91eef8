import type { z } from "zod";
import type { Finding } from "../../governance/policy/finding.ts";
import type { ResourceRecord } from "../../governance/policy/resource.ts";
import { roles, type Rule, type RuleDescription } from "./rule.ts";

interface ResourceRule<Settings extends z.ZodObject> extends RuleDescription<Settings> {
  /** Tokens of the types judged, all equivalents included. */
  readonly types: readonly string[];
  readonly judge: (resource: ResourceRecord, settings: z.output<Settings>) => readonly Finding[];
}

/** A rule that judges each resource alone, before it is created. */
export function resourceRule<Settings extends z.ZodObject>(rule: ResourceRule<Settings>): Rule {
  return {
    ...rule,
    kind: "resource",
    roles,
    judge: (resources, settings) =>
      resources.flatMap((resource) => rule.judge(resource, settings as z.output<Settings>)),
  };
}
