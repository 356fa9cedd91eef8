import type { Policy, ResourceValidationPolicy, StackValidationPolicy } from "@pulumi/policy";
import type { AnalyzeResponse } from "@pulumi/pulumi/proto/analyzer_pb.js";
import { policyOf } from "../../../policypack/judging/policy.ts";
import type { Rule } from "../../../policypack/judging/rule.ts";
import { resourceRequest, stackRequest } from "./request.ts";
import type { SampleResource } from "./request.ts";
import { analyzeResource, analyzeStack, levelOf } from "./sdk-server.ts";

/** What the engine is told by a rule. */
export interface Verdict {
  readonly findings: readonly { readonly level: string; readonly message: string; readonly urn?: string }[];
  /** Why the rule does not apply; absent when it does. */
  readonly notApplicable?: string;
}

/** Settings as they come from `--policy-pack-config`, without the enforcement level. */
type Settings = object;

/** Runs a resource rule on one resource through the SDK's own handler, unknown values included. */
export async function runResourceRule(
  rule: Rule | ResourceValidationPolicy,
  resource: SampleResource,
  settings: Settings = {},
): Promise<Verdict> {
  const policy = policyFrom(rule);
  const validate = "validateResource" in policy ? policy.validateResource : undefined;
  if (typeof validate !== "function") throw new Error(`${rule.name} has no single validateResource function`);
  const configured: ResourceValidationPolicy = {
    ...policy,
    validateResource: (args, report) => validate({ ...args, getConfig: configOf(settings) }, report),
  };
  return verdictOf(await analyzeResource([configured], resourceRequest(resource)));
}

/** Runs a stack rule on a whole stack through the SDK's own handler, unknown values included. */
export async function runStackRule(
  rule: Rule | StackValidationPolicy,
  resources: readonly SampleResource[],
  settings: Settings = {},
): Promise<Verdict> {
  const policy = policyFrom(rule);
  if (!("validateStack" in policy)) throw new Error(`${rule.name} does not judge stacks`);
  const configured: StackValidationPolicy = {
    ...policy,
    validateStack: (args, report) => policy.validateStack({ ...args, getConfig: configOf(settings) }, report),
  };
  return verdictOf(await analyzeStack([configured], stackRequest(resources)));
}

/** Each finding as the lines that a person reads below the rule's description. */
export async function told(verdict: Promise<Verdict>): Promise<string[][]> {
  const { findings } = await verdict;
  return findings.map(({ message }) => message.split("\n").slice(1));
}

function policyFrom<SdkPolicy extends Policy>(rule: Rule | SdkPolicy): SdkPolicy | ReturnType<typeof policyOf> {
  return "kind" in rule ? policyOf(rule) : rule;
}

/** Settings travel as JSON: what a rule gets is never the object that a test holds. */
function configOf(settings: Settings): <T extends object>() => T {
  return <T extends object>() => JSON.parse(JSON.stringify(settings)) as T;
}

function verdictOf(response: AnalyzeResponse): Verdict {
  const reason = response.getNotApplicableList()[0]?.getReason();
  const findings = response.getDiagnosticsList().map((diagnostic) => ({
    level: levelOf(diagnostic),
    message: diagnostic.getMessage(),
    ...(diagnostic.getUrn() && { urn: diagnostic.getUrn() }),
  }));
  return reason === undefined ? { findings } : { findings, notApplicable: reason };
}
