import type {
  EnforcementLevel,
  Policy,
  PolicyResource,
  ReportViolation,
  ResourceValidationArgs,
  ResourceValidationPolicy,
  StackValidationPolicy,
} from "@pulumi/policy";
import { today } from "../today.ts";
import { plainRecord } from "./plain-record.ts";
import { report } from "./report.ts";
import type { Role, Rule } from "./rule.ts";
import { ruleSettings, type OfEveryRule, type UndecidedLevel } from "./settings.ts";
import { tagsOf } from "./tags.ts";

/** How a pack takes a rule. */
export interface Use {
  /** Default: advisory. */
  readonly level?: EnforcementLevel | undefined;
  /** What becomes of findings that are undecided, where the settings do not say. Default: advisory. */
  readonly undecided?: UndecidedLevel | undefined;
  /** What the rule is told, built into the pack; then `--policy-pack-config` cannot tell it anything else. */
  readonly facts?: object | undefined;
  /** The date, YYYY-MM-DD, by which waivers are judged. Default: the clock's. */
  readonly today?: (() => string) | undefined;
}

/** A rule as the SDK serves it. */
export function policyOf(rule: Rule, use: Use = {}): ResourceValidationPolicy | StackValidationPolicy {
  const { configSchema, read } = ruleSettings(rule.settings, use);
  const policy = { ...metadataOf(rule), enforcementLevel: use.level ?? "advisory", configSchema };
  return rule.kind === "resource" ? resourcePolicy(rule, policy, read, use) : stackPolicy(rule, policy, read, use);
}

/** The SDK's own fields of a rule. */
function metadataOf(rule: Rule): Policy {
  const { name, displayName, description, severity, framework, remediationSteps, url } = rule;
  const served = tagsOf(name);
  const tags = served.length > 0 ? served : undefined;
  const all = { name, displayName, description, severity, framework, tags, remediationSteps, url };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)) as unknown as Policy;
}

type Read = (given: object) => OfEveryRule & { readonly role?: Role };

function resourcePolicy(rule: Rule, policy: Policy, read: Read, use: Use): ResourceValidationPolicy {
  return {
    ...policy,
    validateResource: (args, reportViolation) => {
      // Settings first: a misspelt one is found in every stack, not only in those with a resource to judge.
      const settings = read(args.getConfig());
      // Said of nearly every resource, so in few words: the engine is told each time.
      if (!rule.types.includes(args.type)) args.notApplicable("judges other types");
      judge(rule, [args], settings, use, reportViolation);
    },
  };
}

function stackPolicy(rule: Rule, policy: Policy, read: Read, use: Use): StackValidationPolicy {
  return {
    ...policy,
    validateStack: (args, reportViolation) => {
      const settings = read(args.getConfig());
      if (settings.role && !rule.roles.includes(settings.role)) {
        args.notApplicable(`judges stacks of role ${rule.roles.join(", ")} only`);
      }
      judge(rule, args.resources, settings, use, reportViolation);
    },
  };
}

function judge(
  rule: Rule,
  judged: readonly (ResourceValidationArgs | PolicyResource)[],
  settings: ReturnType<Read>,
  use: Use,
  reportViolation: ReportViolation,
): void {
  const { undecided, role } = settings;
  const waivers = rule.neverWaived ? [] : settings.waivers;
  const resources = judged.map(plainRecord);
  const day = (use.today ?? today)();
  report(rule.judge(resources, settings, day), {
    rule,
    resources,
    role,
    undecided,
    waivers,
    today: day,
    reportViolation,
  });
}
